import type { Scope } from "../../usecases/scope.ts";
import { channelOf, type Click, openModal } from "../click.ts";
import { weighEdit } from "../forms/weigh-edit.ts";
import type { Press } from "../ids.ts";
import { personOf } from "../person-of.ts";
import type { Respond } from "../respond.ts";
import { sayIfSlow } from "../say-if-slow.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { approverModal } from "../views/budget/approver-modal.ts";
import { editModal } from "../views/budget/edit-modal.ts";
import { numbersView } from "../views/budget/numbers-view.ts";
import { proposalView } from "../views/budget/proposal-view.ts";
import { recordView } from "../views/budget/record-view.ts";
import { rejectModal } from "../views/budget/reject-modal.ts";
import { shiftAnswerView } from "../views/budget/shift-answer-view.ts";
import { shiftSettingsModal } from "../views/budget/shift-settings-modal.ts";
import { shiftSettingsView } from "../views/budget/shift-settings-view.ts";
import { sentenceView } from "../views/sentence-view.ts";

export type ShiftPress = Extract<Press, { action: `shift.${string}` }>;

export function isShiftPress(press: Press): press is ShiftPress {
  return press.action.startsWith("shift.");
}

type Of<Action extends ShiftPress["action"]> = Extract<ShiftPress, { action: Action }>;

interface Pressed<P extends ShiftPress> {
  readonly press: P;
  readonly click: Click;
}

/** What is pressed on a proposal, on the settings of budget shifts, or in a shift's modal. */
export async function answerShiftPress(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: Pressed<ShiftPress>,
): Promise<void> {
  const { shifts } = edge.desk;
  switch (press.action) {
    case "shift.ask":
    case "shift.test": {
      const { channel } = click.place;
      if (channel === undefined) return click.respond(sentenceView(NO_CHANNEL));
      const test = press.action === "shift.test";
      return askForShift(edge, scope, { channel, test, respond: click.respond });
    }
    case "shift.show":
      return click.respond(proposalView(await shifts.show(scope, press), viewOf(scope)));
    case "shift.numbers":
      return click.respond(numbersView(await shifts.show(scope, press), viewOf(scope)));
    case "shift.approve":
      return approve(edge, scope, { press, click });
    case "shift.edit":
    case "shift.reject":
      return openForm(edge, scope, { press, click });
    case "shift.weigh":
      return click.view === undefined
        ? undefined
        : weighEdit(edge, scope, { click, view: click.view });
    case "shift.done":
    case "shift.skip":
    case "shift.allDone":
    case "shift.retry":
    case "shift.undo":
      return carryOut(edge, scope, { press, click });
    case "shift.record":
      return click.respond(recordView(await shifts.record(scope)));
    case "shift.settings":
    case "shift.configure":
    case "shift.approver":
    case "shift.unlock":
      return configure(edge, scope, { press, click });
  }
}

/** Works a shift out for a channel; whoever asked is told alone what came of it. */
export async function askForShift(
  edge: SlackEdge,
  scope: Scope,
  input: {
    readonly channel: string;
    readonly test: boolean;
    readonly totalChange?: number | undefined;
    readonly respond: Respond;
  },
): Promise<void> {
  const { channel, test, totalChange, respond } = input;
  const asked = edge.desk.shifts.ask(scope, {
    channel,
    ...(test ? { test } : {}),
    ...(totalChange === undefined ? {} : { totalChange }),
  });
  const answer = await sayIfSlow(asked, () => respond(sentenceView("Working it out…")));
  await respond(shiftAnswerView(answer, viewOf(scope)));
  await edge.deliver();
}

const NO_CHANNEL =
  "Which channel is to get the proposal? Type `/perf shift` in the channel that you mean.";

const OUTCOMES = {
  waits:
    "Your approval counts. This moves so much that a second person has to approve it too; until then nothing is changed.",
  stale:
    "Things have changed since it was proposed, so nothing was done. The plan has been worked out anew: look at what differs, and approve it again if it is right.",
  withdrawn:
    "Things have changed since it was proposed, and the numbers do not speak for it any more. It is withdrawn, and nothing was changed.",
} as const;

async function approve(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: Pressed<Of<"shift.approve">>,
): Promise<void> {
  const { proposalId, version } = press;
  const person = await personOf(edge, scope, { client: click.client, user: click.place.user });
  const outcome = await edge.desk.shifts.approve(scope, { proposalId, version, person });
  await shown(edge, scope, { proposalId, click });
  if (outcome !== "approved") await click.respond(sentenceView(OUTCOMES[outcome]));
}

async function openForm(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: Pressed<Of<"shift.edit" | "shift.reject">>,
): Promise<void> {
  const proposal = await edge.desk.shifts.show(scope, press);
  if (proposal.state !== "open") {
    // Its own message says what has become of it; a copy that one person sees may be older.
    return click.respond(proposalView(proposal, viewOf(scope)), { replace: click.ephemeral });
  }
  const form = { proposal, ...channelOf(click) };
  return openModal(click, press.action === "shift.edit" ? editModal(form) : rejectModal(form));
}

async function carryOut(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: Pressed<Of<`shift.${"done" | "skip" | "allDone" | "retry" | "undo"}`>>,
): Promise<void> {
  const { shifts } = edge.desk;
  const { proposalId } = press;
  switch (press.action) {
    case "shift.done":
    case "shift.skip": {
      const as = press.action === "shift.done" ? "done" : "skipped";
      await shifts.markChange(scope, { proposalId, campaignId: press.campaignId, as });
      break;
    }
    case "shift.allDone":
      await shifts.markAllDone(scope, { proposalId });
      break;
    case "shift.retry":
      await shifts.retryWrites(scope, {
        proposalId,
        ...(press.campaignId === undefined ? {} : { campaignId: press.campaignId }),
      });
      break;
    case "shift.undo":
      await shifts.undo(scope, { proposalId });
      await click.respond(
        sentenceView(
          "The way back is on its way to the channel as a proposal of its own: it is made once somebody approves it.",
        ),
      );
      break;
  }
  return shown(edge, scope, { proposalId, click });
}

async function configure(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: Pressed<Of<`shift.${"settings" | "configure" | "approver" | "unlock"}`>>,
): Promise<void> {
  const { settings } = edge.desk.shifts;
  if (press.action === "shift.unlock") await settings.unlock(scope, press);
  const known = await settings.show(scope);
  switch (press.action) {
    case "shift.settings":
      return click.respond(shiftSettingsView(known));
    case "shift.unlock":
      return click.respond(shiftSettingsView(known), { replace: click.ephemeral });
    case "shift.configure":
      return openModal(
        click,
        shiftSettingsModal({ settings: known.settings, ...channelOf(click) }),
      );
    case "shift.approver": {
      const approver = known.settings.approvers.find(({ id }) => id === press.approver);
      const form = approver === undefined ? {} : { approver };
      return openModal(click, approverModal({ ...form, ...channelOf(click) }));
    }
  }
}

/** The proposal's own message is edited; a copy that somebody alone sees is replaced. */
async function shown(
  edge: SlackEdge,
  scope: Scope,
  { proposalId, click }: { readonly proposalId: number; readonly click: Click },
): Promise<void> {
  if (click.ephemeral) {
    const proposal = await edge.desk.shifts.show(scope, { proposalId });
    await click.respond(proposalView(proposal, viewOf(scope)), { replace: true });
  }
  await edge.deliver();
}

function viewOf({ now }: Scope): { readonly now: number } {
  return { now };
}
