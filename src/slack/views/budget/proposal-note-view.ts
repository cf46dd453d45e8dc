import { REST_DAYS } from "../../../domain/budget/plan/resting.ts";
import type { ProposalNote } from "../../../domain/budget/proposal/proposal-notes.ts";
import type { ChangeProgress, Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { SCORECARD_DAYS } from "../../../domain/budget/scorecard/scorecard.ts";
import { escapeMrkdwn, mrkdwnName } from "../../mrkdwn.ts";
import { unpingedActor } from "../actor-words.ts";
import { counted, formatBudget, type NumberStyle, numberStyle } from "../format.ts";
import { unitWords } from "../provenance.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { notes, paragraph } from "../text-objects.ts";
import { placeOf } from "./campaign-names.ts";
import { expectedWords } from "./gain-words.ts";
import { lockWords } from "./lock-words.ts";
import { countsOf, nextWords, proposalTitle } from "./proposal-state.ts";
import { scorecardWords } from "./scorecard-words.ts";

/**
 * A reply in a proposal's thread. Who did it stands in the proposal's own message, which is edited: a Slack user who is
 * named here would be pinged for what he has just done.
 */
export function proposalNoteView(
  note: ProposalNote,
  proposal: Proposal,
  options: ViewOptions,
): SlackMessage {
  const { plan, zone } = proposal;
  const style = numberStyle(plan.currency, options.locale);
  const { label, rest } = words(note, proposal, style);
  return {
    text: `${label}: ${rest.replaceAll("*", "")}`,
    blocks: [
      paragraph(`*${label}*: ${rest}`),
      ...notes([note.kind === "scorecard" ? unitWords(plan.currency, zone) : undefined]),
    ],
  };
}

interface NoteWords {
  readonly label: string;
  readonly rest: string;
}

function words(note: ProposalNote, proposal: Proposal, style: NumberStyle): NoteWords {
  const { plan } = proposal;
  switch (note.kind) {
    case "first-approval":
      return {
        label: "🟡 One approval of two",
        rest: `it moves so much that a second person has to approve it too${unpingedActor(note.by)}. Until then nothing is changed.`,
      };
    case "approved":
      return {
        label: "✅ Approved",
        rest: approvedWords(proposal, note.by),
      };
    case "stale":
      return {
        label: "🔄 Worked out anew",
        rest: `things had changed when somebody approved, so nothing was done${unpingedActor(note.by)}. What differs stands above; the new plan waits for an approval.`,
      };
    case "edited":
      return { label: "✏️ Edited", rest: editedWords(proposal, style, note.by) };
    case "rejected":
      return { label: "⚪ Rejected", rest: rejectedWords(note, style.locale) };
    case "expired":
      return {
        label: "⌛ Expired",
        rest: "nobody decided in time, and nothing was changed. `/perf shift` works a new one out.",
      };
    case "applied":
      return appliedWords(proposal);
    case "differs":
      return { label: "⚠️ Not what was meant", rest: differsWords(note.change, style) };
    case "not-written":
      return { label: "⚠️ Not written", rest: notWrittenWords(note.change, style) };
    case "dry-run":
      return {
        label: "🧪 Dry run",
        rest: "the platform was asked and would take the changes marked so above; nothing was written. Make them by hand and press Done, or let an administrator turn writing on in `/perf settings` and try again.",
      };
    case "undone":
      return {
        label: "↩️ Undone",
        rest: `the way back is a proposal of its own in this channel${unpingedActor(note.by)}.`,
      };
    case "taken-back":
      return { label: "↩️ Taken back", rest: takenBackWords(proposal) };
    case "scorecard": {
      const sentence = scorecardWords(note.card, { goal: plan.goal, style });
      return { label: "What came of it", rest: sentence };
    }
  }
}

function approvedWords({ writing }: Proposal, by: string): string {
  const { written, dryRun, byHand } = writing;
  const parts = [
    ...(written === 0 ? [] : [`${counted(written, "budget")} on the way to the platforms`]),
    ...(dryRun === 0
      ? []
      : [`${counted(dryRun, "budget")} on *dry run* (the platforms are only asked)`]),
    ...(byHand === 0 ? [] : [`${counted(byHand, "budget")} to change by hand`]),
  ];
  const press =
    dryRun === 0
      ? "Press Done at each one that is made"
      : "Make what is not written by hand and press Done at each";
  const done = dryRun + byHand === 0 ? "" : ` ${press}; the next load checks them.`;
  return `${parts.join(", ")}, listed above${unpingedActor(by)}.${done}`;
}

function notWrittenWords(
  { campaign, beforeMicros, afterMicros, write }: ChangeProgress,
  style: NumberStyle,
): string {
  const money = (amount: bigint) => formatBudget(amount, style);
  const why = write?.fault === undefined ? "" : ` ${mrkdwnName(write.fault, 300)}`;
  return `${mrkdwnName(campaign.name, 80)} (${escapeMrkdwn(placeOf(campaign))}) was to go from ${money(beforeMicros)} to ${money(afterMicros)} a day.${why} Press “Try to write it again” above, make it by hand and press Done, or press Skip.`;
}

function editedWords(proposal: Proposal, style: NumberStyle, by: string): string {
  const { plan } = proposal;
  const { expected, goal, valueNow } = plan;
  const effect =
    expected === undefined ? "" : ` ${expectedWords(expected, { goal, style, valueNow })}`;
  return `now it is to ${proposalTitle({ kind: "shift", plan }, style)}${unpingedActor(by)}.${effect} The plan above waits for an approval.`;
}

function rejectedWords(
  { by, reason, lock }: Extract<ProposalNote, { kind: "rejected" }>,
  locale: string,
): string {
  const why = reason === undefined ? "without a reason" : `“${mrkdwnName(reason, 300)}”`;
  const lasting = lock === undefined ? "" : ` From now on ${lockWords(lock, locale)}.`;
  return `${why}${unpingedActor(by)}. Nothing was changed.${lasting}`;
}

function appliedWords({ kind, progress }: Proposal): NoteWords {
  const { made, skipped } = countsOf(progress);
  if (made === 0) {
    return { label: "⚪ Nothing changed", rest: `every change was skipped. ${nextWords(kind)}` };
  }
  const label = "✅ Carried out";
  const left = skipped === 0 ? "" : `, ${skipped} skipped`;
  if (kind === "undo") {
    const back =
      made === 1 ? "1 budget is back where it was" : `${made} budgets are back where they were`;
    return { label, rest: `${back}${left}. These campaigns rest for ${REST_DAYS} days.` };
  }
  const [first, ...others] = SCORECARD_DAYS;
  const days = `${[first, ...others.slice(0, -1)].join(", ")} and ${others.at(-1) ?? ""} days`;
  return {
    label,
    rest: `${counted(made, "budget")} changed${left}. What came of it is said here after ${days}; these campaigns rest for ${REST_DAYS} days.`,
  };
}

function takenBackWords({ scorecards }: Proposal): string {
  const looks =
    scorecards.length === 0
      ? "Nothing is left to measure: no verdict on it follows, and the track record leaves it out."
      : "What was measured until then stands above; no further verdict follows.";
  return `every budget that it changed is back where it was. ${looks}`;
}

function differsWords(change: ChangeProgress, style: NumberStyle): string {
  const { campaign, beforeMicros, afterMicros, seenMicros } = change;
  const money = (amount: bigint) => formatBudget(amount, style);
  const seen = seenMicros === undefined ? "another budget" : money(seenMicros);
  return (
    `${mrkdwnName(campaign.name, 80)} (${escapeMrkdwn(placeOf(campaign))}) has ${seen} a day in the newest load, ` +
    `where ${money(afterMicros)} was to be set (it had ${money(beforeMicros)}). Change it on the platform, or press Skip.`
  );
}
