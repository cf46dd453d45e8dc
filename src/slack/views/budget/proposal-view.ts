import type { Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { dateMrkdwn } from "../../mrkdwn.ts";
import { actorWords } from "../actor-words.ts";
import { type NumberStyle, numberStyle } from "../format.ts";
import { freshnessWords, unitWords } from "../provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { changeLines } from "./change-lines.ts";
import { changeTable, differenceTable } from "./change-table.ts";
import { expectedWords, type GainUnit } from "./gain-words.ts";
import { limitWords, moveParagraphs, unchangedWords } from "./move-words.ts";
import { proposalActions } from "./proposal-actions.ts";
import {
  kindSentence,
  proposalTitle,
  shareMade,
  stateLabel,
  stateSentences,
} from "./proposal-state.ts";
import { scorecardWords } from "./scorecard-words.ts";

/** The one message of a proposal's whole life, in the state in which it is. */
export function proposalView(proposal: Proposal, options: ViewOptions): SlackMessage {
  const { plan, state } = proposal;
  const style = numberStyle(plan.currency, options.locale);
  const title = `${stateLabel(proposal)}: ${proposalTitle(proposal, style)}`;
  const lead = leadWords(proposal, style);
  return {
    text: sentenceOf(title, lead, proposal),
    blocks: [
      header(title),
      ...(lead === "" ? [] : [paragraph(lead)]),
      ...(state === "open" ? differenceTable(proposal.differences, style) : []),
      ...(state === "approved" ? changeLines(proposal, style) : planBlocks(proposal, style)),
      ...paragraphs(stateSentences(proposal)),
      ...scorecardBlocks(proposal, style),
      ...notes(certainty(proposal, options)),
      ...proposalActions(proposal, style),
    ],
  };
}

function paragraphs(sentences: readonly string[]): MessageBlock[] {
  return sentences.length === 0 ? [] : [paragraph(sentences.join("\n"))];
}

/** Formats nothing: it is heard and read in notifications. */
function sentenceOf(title: string, lead: string, proposal: Proposal): string {
  const words = lead.replaceAll("*", "").replaceAll("\n", " ");
  const until =
    proposal.state === "open" ? ` It stands until ${dateMrkdwn(proposal.expiresAt)}.` : "";
  const changed =
    proposal.state === "open" && proposal.differences.length > 0
      ? " Things had changed when somebody approved, so it was worked out anew."
      : "";
  return `${title}.${changed}${words === "" ? "" : ` ${words}`}${until}`;
}

function leadWords(proposal: Proposal, style: NumberStyle): string {
  const { kind, plan } = proposal;
  const { goal, expected, valueNow } = plan;
  const share = shareMade(proposal);
  return [
    kindSentence(kind, plan, style),
    expected === undefined || share === "none"
      ? ""
      : expectedWords(expected, { goal, style, valueNow }),
    expected === undefined || share !== "part" || proposal.undone
      ? ""
      : "That was said of the whole plan; what came of the part that was made is set against its share.",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function planBlocks({ kind, plan, state }: Proposal, style: NumberStyle): MessageBlock[] {
  const limits = limitWords(plan, style);
  if (state !== "open") return changeTable(plan, style);
  return [
    // The way back needs no reasons beyond its table.
    ...(kind === "undo" ? [] : moveParagraphs(plan, style).map(paragraph)),
    ...changeTable(plan, style),
    ...(limits === "" ? [] : [paragraph(`*What limits it*  ${limits}.`)]),
  ];
}

function scorecardBlocks({ scorecards, plan }: Proposal, style: NumberStyle): MessageBlock[] {
  if (scorecards.length === 0) return [];
  const unit: GainUnit = { goal: plan.goal, style };
  const lines = scorecards.map((card) => scorecardWords(card, unit));
  return [paragraph(["*What came of it*", ...lines].join("\n"))];
}

/** How sure the data are, and where they come from. */
function certainty(proposal: Proposal, { now }: ViewOptions): string[] {
  const { plan, zone, freshness, createdBy, createdAt } = proposal;
  const { asOf, incompleteDays } = plan;
  return [
    unchangedWords(plan),
    incompleteWords(incompleteDays),
    freshnessWords({ range: { from: asOf, to: asOf }, zone, freshness, now }),
    unitWords(plan.currency, zone),
    createdBy.startsWith("job:")
      ? `Made on schedule ${dateMrkdwn(createdAt)}`
      : `Asked for by ${actorWords(createdBy)}, ${dateMrkdwn(createdAt)}`,
  ];
}

/** `The last 4 days lack late conversions and were scaled up.`; empty where all have arrived. */
export function incompleteWords(days: number): string {
  if (days <= 0) return "";
  return days === 1
    ? "The last day lacks late conversions and was scaled up."
    : `The last ${days} days lack late conversions and were scaled up.`;
}
