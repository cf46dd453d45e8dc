import type { PlanWriting, Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { type ButtonInput, buttons } from "../buttons.ts";
import { formatBudget, type NumberStyle } from "../format.ts";
import type { MessageBlock } from "../slack-message.ts";
import { campaignNames } from "./campaign-names.ts";
import { needPerson } from "./need-person.ts";
import { countsOf } from "./proposal-state.ts";

/** One row: what can be done with a proposal as it stands. */
export function proposalActions(proposal: Proposal, style: NumberStyle): MessageBlock[] {
  switch (proposal.state) {
    case "open":
      return buttons(openButtons(proposal, style));
    case "approved":
      return buttons([...approvedButtons(proposal), ...numbersButton(proposal)]);
    default:
      return buttons(numbersButton(proposal));
  }
}

function openButtons(proposal: Proposal, style: NumberStyle): ButtonInput[] {
  const { proposalId, version, kind, plan } = proposal;
  return [
    {
      label: "Approve",
      press: { action: "shift.approve", proposalId, version },
      style: "primary",
      confirm: {
        title: kind === "undo" ? "Approve the way back?" : "Approve this shift?",
        sentence: confirmSentence(proposal, style),
        yes: "Approve",
        no: "Not yet",
      },
    },
    ...(plan.moves.length === 0 || kind === "undo"
      ? []
      : [{ label: "Edit", press: { action: "shift.edit", proposalId, version } } as const]),
    { label: "Reject", press: { action: "shift.reject", proposalId, version }, style: "danger" },
    ...numbersButton(proposal),
  ];
}

const MAX_SENTENCE = 300;

/** What the press does, in plain text. */
function thenWords({ written, dryRun, byHand }: PlanWriting): string {
  if (written === 0) {
    return dryRun === 0
      ? "Nothing changes by itself: you get the list of changes to make."
      : "Dry run: platforms are only asked; you get the list of changes to make.";
  }
  return dryRun + byHand === 0
    ? "They are written to the ad platforms at once."
    : `${written} of them are written to the ad platforms at once, the others you make.`;
}

/** As many changes as fit, and what follows. */
function confirmSentence({ plan, writing }: Proposal, style: NumberStyle): string {
  const then = thenWords(writing);
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const money = (amount: bigint) => formatBudget(amount, style);
  const all = plan.changes.map(
    ({ campaign, beforeMicros, afterMicros }) =>
      `${names.plain(campaign.id)} ${money(beforeMicros)} → ${money(afterMicros)}`,
  );
  for (let shown = all.length; shown > 0; shown--) {
    const left = all.length - shown;
    const sentence = `Budgets a day: ${all.slice(0, shown).join(", ")}${left > 0 ? ` and ${left} more` : ""}. ${then}`;
    if (sentence.length <= MAX_SENTENCE) return sentence;
  }
  return `${all.length} budgets change. ${then}`;
}

function approvedButtons({ proposalId, progress, undone, kind }: Proposal): ButtonInput[] {
  const waiting = needPerson(progress).filter(({ write }) => write?.state !== "held").length;
  const undo = kind !== "undo" && !undone && countsOf(progress).made > 0;
  return [
    ...(waiting > 1
      ? [
          {
            label: "All done",
            press: { action: "shift.allDone", proposalId } as const,
            style: "primary" as const,
            confirm: {
              title: "All changes made?",
              sentence: `All ${waiting} changes that are left have been made in the ad platforms. The next load checks them.`,
              yes: "All done",
              no: "Not yet",
            },
          },
        ]
      : []),
    ...(undo
      ? [
          {
            label: "Undo",
            press: { action: "shift.undo", proposalId } as const,
            confirm: {
              title: "Undo this shift?",
              sentence:
                "The way back is proposed in this channel, for the campaigns that nobody has touched since. Somebody has to approve it.",
              yes: "Propose the way back",
              no: "Leave it",
            },
          },
        ]
      : []),
  ];
}

function numbersButton({ proposalId, kind }: Proposal): ButtonInput[] {
  return kind === "undo"
    ? []
    : [{ label: "See the numbers", press: { action: "shift.numbers", proposalId } }];
}
