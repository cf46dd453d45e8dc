import type { Proposal, ProposedChange } from "../../../domain/budget/proposal/proposal.ts";
import { type FigureColumn, figureTable } from "../figure-table.ts";
import { counted, formatCount, formatMoney, numberStyle, type NumberStyle } from "../format.ts";
import { freshnessWords, unitWords } from "../provenance.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { campaignNames } from "./campaign-names.ts";
import { budgetFigure, largestFirst, stepFigure } from "./change-table.ts";
import { expectedWords } from "./gain-words.ts";
import { limitName, rateFigure } from "./move-words.ts";
import { proposalTitle } from "./proposal-state.ts";
import { incompleteWords } from "./proposal-view.ts";

/** What also fits as text, should the table become text. */
const ROOM = { rows: 50, characters: 5_000 };

/** What a plan follows from: a row a campaign. */
export function numbersView(proposal: Proposal, { now, locale }: ViewOptions): SlackMessage {
  const { plan, zone, freshness } = proposal;
  const { asOf, changes, expected, goal, valueNow } = plan;
  const style = numberStyle(plan.currency, locale);
  const title = `The numbers behind it: ${proposalTitle(proposal, style)}`;
  const names = campaignNames(changes.map(({ campaign }) => campaign));
  const table = figureTable({
    caption: `Daily budgets in ${plan.currency}, and what speaks for them`,
    nameTitle: "Campaign",
    name: ({ campaign }: ProposedChange) => names.plain(campaign.id),
    label: { title: "Limited by", text: limitName },
    columns: columns(proposal, style),
    rows: largestFirst(changes),
    room: ROOM,
  });
  const left = changes.length - table.shown;
  const effect = expected === undefined ? "" : expectedWords(expected, { goal, style, valueNow });
  return {
    text: `${title}. ${effect.replaceAll("*", "")}`.trim(),
    blocks: [
      header(title),
      ...(effect === "" ? [] : [paragraph(effect)]),
      ...table.blocks,
      ...notes([
        left > 0 ? `${counted(left, "more campaign")} not listed.` : undefined,
        `All budgets of the plan: ${formatMoney(plan.totalMicros, style)} a day.`,
        `${goal === "value" ? "What the next and the average unit of spend bring." : "Conversions from the next 1,000 of spend, and from 1,000 on average."} ${MEANING}`,
        incompleteWords(plan.incompleteDays),
        freshnessWords({ range: { from: asOf, to: asOf }, zone, freshness, now }),
        unitWords(plan.currency, zone),
      ]),
    ],
  };
}

const MEANING =
  "Money goes where the next unit of spend brings more, not where the average is higher. Budget changes are what it was learnt from.";

function columns({ plan }: Proposal, style: NumberStyle): FigureColumn<ProposedChange>[] {
  const rate = (value: number | undefined) => ({
    text: value === undefined ? "" : rateFigure(value, plan, style),
    value,
  });
  return [
    { title: "Before", figure: ({ beforeMicros }) => budgetFigure(beforeMicros, style) },
    { title: "After", figure: ({ afterMicros }) => budgetFigure(afterMicros, style) },
    { title: "Change", figure: (change) => stepFigure(change, style) },
    { title: "Next brings", figure: ({ reason }) => rate(reason?.marginalReturn) },
    { title: "Average", figure: ({ reason }) => rate(reason?.averageReturn) },
    {
      title: "Budget changes",
      figure: ({ reason }) => ({
        text: reason === undefined ? "" : formatCount(reason.budgetChanges, style.locale),
        value: reason?.budgetChanges,
      }),
    },
  ];
}
