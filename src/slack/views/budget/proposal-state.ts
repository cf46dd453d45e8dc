import {
  type ChangeProgress,
  movedMicros,
  type PlanWriting,
  type Proposal,
  type ShiftPlan,
  sidesMicros,
} from "../../../domain/budget/proposal/proposal.ts";
import { dateMrkdwn, mrkdwnName } from "../../mrkdwn.ts";
import { actorWords } from "../actor-words.ts";
import { counted, formatBudget, formatPercent, type NumberStyle } from "../format.ts";
import { heldRaises, needPerson } from "./need-person.ts";

/** Where a proposal stands, emoji and words together: neither stands alone. Plain text. */
export function stateLabel(proposal: Proposal): string {
  const { state, firstApproval, undone, appliedAt, progress } = proposal;
  switch (state) {
    case "open":
      return firstApproval === undefined ? "🟦 Proposed" : "🟡 Waits for a second approval";
    case "approved": {
      if (undone) return "↩️ Undone";
      return appliedAt === undefined ? approvedLabel(progress) : appliedLabel(proposal);
    }
    case "rejected":
      return "⚪ Rejected";
    case "expired":
      return "⌛ Expired";
    case "replaced":
      return proposal.withdrawn === undefined ? "⚪ Replaced" : "⚪ Withdrawn";
  }
}

function approvedLabel(progress: readonly ChangeProgress[]): string {
  const { made, skipped } = countsOf(progress);
  const stuck = progress.some(
    ({ state, write }) =>
      state === "todo" && (write?.state === "refused" || write?.state === "failed"),
  );
  const left = skipped === 0 ? "" : `, ${skipped} skipped`;
  return `${stuck ? "⚠️" : "✅"} Approved, changes to make (${made} of ${progress.length} done${left})`;
}

function appliedLabel(proposal: Proposal): string {
  const { progress } = proposal;
  switch (shareMade(proposal)) {
    case "none":
      return "⚪ Nothing changed";
    case "part":
      return `✅ Applied in part (${countsOf(progress).made} of ${progress.length})`;
    case "all":
      return "✅ Applied";
  }
}

/** How much of a plan was made, once nothing of it is left to do; before that it is all still to come. */
export function shareMade({ appliedAt, progress }: Proposal): "all" | "part" | "none" {
  const { made, skipped } = countsOf(progress);
  if (appliedAt === undefined || skipped === 0) return "all";
  return made === 0 ? "none" : "part";
}

/** How many changes have been made, and how many are not to be. */
export function countsOf(progress: readonly ChangeProgress[]) {
  const skipped = progress.filter(({ state }) => state === "skipped").length;
  const todo = progress.filter(({ state }) => state === "todo").length;
  return { made: progress.length - skipped - todo, skipped };
}

/** `move $60 a day across 3 campaigns`. Plain text. */
export function proposalTitle(
  { kind, plan }: Pick<Proposal, "kind" | "plan">,
  style: NumberStyle,
): string {
  const money = `${formatBudget(movedMicros(plan), style)} a day`;
  const where = counted(plan.changes.length, "campaign");
  switch (kind) {
    case "shift":
      return `move ${money} across ${where}`;
    case "test":
      return `a test shift of ${money} across ${where}`;
    case "undo":
      return undoTitle(plan, style) ?? `take ${money} back across ${where}`;
  }
}

/** `take 4 budgets back, −$344 and +$180 a day`; undefined where no budget gains but what another loses. */
function undoTitle(plan: ShiftPlan, style: NumberStyle): string | undefined {
  const { up, down } = sidesMicros(plan);
  if (up === down) return undefined;
  const sides = [
    ...(down === 0n ? [] : [`−${formatBudget(down, style)}`]),
    ...(up === 0n ? [] : [`+${formatBudget(up, style)}`]),
  ];
  return `take ${counted(plan.changes.length, "budget")} back, ${sides.join(" and ")} a day`;
}

/** Who did what to it and what follows, a sentence a line, in mrkdwn. */
export function stateSentences(proposal: Proposal): string[] {
  const { state, decision, firstApproval, editedBy, withdrawn } = proposal;
  const edited =
    editedBy === undefined
      ? []
      : [`Edited by ${actorWords(editedBy)}: the plan is the edited one.`];
  switch (state) {
    case "open":
      return [
        ...totalSentences(proposal),
        ...edited,
        ...(firstApproval === undefined
          ? []
          : [
              `Approved by ${actorWords(firstApproval.by)}, ${dateMrkdwn(firstApproval.at)}. It moves so much that a second person has to approve it too.`,
            ]),
        `It stands until ${dateMrkdwn(proposal.expiresAt)}; until somebody approves it, nothing is changed. ${writingWords(proposal.writing)}`,
      ];
    case "approved":
      return [...totalSentences(proposal), ...edited, ...approvedSentences(proposal)];
    case "rejected":
      return [rejectedSentence(decision), "Nothing was changed."];
    case "expired":
      return [
        `Nobody decided until ${dateMrkdwn(proposal.expiresAt)}. Nothing was changed; \`/perf shift\` works a new one out.`,
      ];
    case "replaced":
      return [
        withdrawn === undefined
          ? "A later proposal stands in its place. Nothing was changed."
          : `When somebody approved it, the numbers did not speak for it any more: ${mrkdwnName(withdrawn, 300)} Nothing was changed.`,
      ];
  }
}

/** What an approval will do: which changes Trimtab writes, and which people make. */
export function writingWords({ written, dryRun, byHand }: PlanWriting): string {
  const hand = byHand === 0 ? "" : `${counted(byHand, "budget")} to be changed by hand`;
  const dry =
    dryRun === 0
      ? ""
      : `${counted(dryRun, "budget")} on *dry run* (the platform is only asked, and you make the change)`;
  const live =
    written === 0
      ? ""
      : `${counted(written, "budget")} written to the platform, cuts before raises`;
  return `Then: ${[live, dry, hand].filter((part) => part !== "").join(", ")}.`;
}

function totalSentences({ plan: { totalChange } }: Proposal): string[] {
  if (totalChange === undefined) return [];
  const way = totalChange > 0 ? "go up" : "go down";
  const share = formatPercent(Math.abs(totalChange), "en-US");
  return [
    `All budgets together ${way} by ${share}, as was asked for; what is expected is beyond spreading that evenly.`,
  ];
}

function approvedSentences(proposal: Proposal): string[] {
  const { decision, firstApproval, appliedAt, undone, progress } = proposal;
  const first =
    firstApproval === undefined ? "" : `${actorWords(firstApproval.by)} first and then by `;
  const by =
    decision === undefined
      ? []
      : [`Approved by ${first}${actorWords(decision.by)}, ${dateMrkdwn(decision.at)}.`];
  if (undone) {
    return [...by, "The way back is a proposal of its own: its message says how far it is."];
  }
  if (appliedAt !== undefined) {
    const { made } = countsOf(progress);
    const ended = made === 0 ? "Closed" : "Carried out";
    return [...by, `${ended} ${dateMrkdwn(appliedAt)}. ${followingWords(proposal)}`];
  }
  const mine = needPerson(progress).length;
  const held = heldRaises(progress).length;
  const onTheWay = progress.filter(({ state }) => state === "todo").length - mine - held;
  return [
    ...by,
    ...(onTheWay === 0 ? [] : [onTheWayWords(onTheWay, proposal.writing)]),
    ...(held === 0
      ? []
      : [
          `${counted(held, "raise")} ${held === 1 ? "waits" : "wait"} until the cuts that pay for ${held === 1 ? "it" : "them"} are made.`,
        ]),
    ...(mine === 0
      ? []
      : [
          "Make the changes marked here in the ad platforms and press Done at each. The next load checks them.",
        ]),
  ];
}

function onTheWayWords(count: number, { written, dryRun }: PlanWriting): string {
  const changes = counted(count, "change");
  if (dryRun === 0) return `${changes} on the way to the ad platforms.`;
  return written === 0
    ? `${changes} on *dry run*: the ad platforms are only asked, and nothing is written.`
    : `${changes} on the way to the ad platforms; those on *dry run* are only asked about, and not written.`;
}

/** What comes after a plan has been carried out: a way back, or nothing, is not measured. */
function followingWords({ kind, progress }: Proposal): string {
  const { made, skipped } = countsOf(progress);
  if (made === 0) return `Every change was skipped: nothing was changed. ${nextWords(kind)}`;
  if (kind !== "undo") return "What came of it is said in the thread after 7, 14 and 28 days.";
  return skipped === 0
    ? "The budgets are back where they were."
    : "The budgets are back where they were, save those skipped.";
}

/** What to do after a plan of which nothing was made. */
export function nextWords(kind: Proposal["kind"]): string {
  return kind === "undo"
    ? "The budgets stay where the earlier shift has put them; Undo in its message proposes the way back again."
    : "`/perf shift` works a new one out.";
}

function rejectedSentence(decision: Proposal["decision"]): string {
  if (decision === undefined) return "Rejected.";
  const { by, at, reason } = decision;
  const words = reason === undefined ? "" : ` “${mrkdwnName(reason, 300)}”`;
  return `Rejected by ${actorWords(by)}, ${dateMrkdwn(at)}.${words}`;
}

/** What is to be known of a plan that is no ordinary shift; empty for one. */
export function kindSentence(kind: Proposal["kind"], plan: ShiftPlan, style: NumberStyle): string {
  switch (kind) {
    case "shift":
      return "";
    case "test": {
      const total = formatBudget(plan.totalMicros, style);
      const moved = formatBudget(movedMicros(plan), style);
      return `*Its purpose is to learn*: budgets have hardly varied, so nobody can tell yet which campaigns would use more. It is small (${moved} of ${total} a day) and reversible: Undo proposes the way back at any time.`;
    }
    case "undo":
      return `*Back to where the budgets were* before the earlier shift, for the campaigns that nobody has touched since.${undoneTotal(plan, style)}`;
  }
}

/** What the way back of a part, or of a changed total, does to the total. */
function undoneTotal(plan: ShiftPlan, style: NumberStyle): string {
  const { up, down } = sidesMicros(plan);
  if (up === down) return "";
  const net = formatBudget(up > down ? up - down : down - up, style);
  return ` All budgets together end up ${net} a day ${up > down ? "higher" : "lower"}.`;
}
