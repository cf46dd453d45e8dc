import type { Difference, ShiftPlan } from "../../../domain/budget/proposal/proposal.ts";
import { type Micros, majorUnits } from "../../../domain/money.ts";
import { type Figure, figureTable } from "../figure-table.ts";
import { counted, formatBudget, type NumberStyle } from "../format.ts";
import type { MessageBlock } from "../slack-message.ts";
import { notes, paragraph } from "../text-objects.ts";
import { campaignNames } from "./campaign-names.ts";
import { signedPercent } from "./gain-words.ts";

/** Leaves room for the words, should the tables become text. */
const ROOM = { rows: 20, characters: 2_500 };
const DIFFERENCE_ROOM = { rows: 10, characters: 1_200 };

/** Before and after of each campaign, the largest change first. */
export function changeTable(plan: ShiftPlan, style: NumberStyle): MessageBlock[] {
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const table = figureTable({
    caption: `Daily budgets in ${style.currency}`,
    nameTitle: "Campaign",
    name: ({ campaign }) => names.plain(campaign.id),
    columns: [
      { title: "Before", figure: ({ beforeMicros }) => budgetFigure(beforeMicros, style) },
      { title: "After", figure: ({ afterMicros }) => budgetFigure(afterMicros, style) },
      { title: "Change", figure: (change) => stepFigure(change, style) },
    ],
    rows: largestFirst(plan.changes),
    room: ROOM,
  });
  const left = plan.changes.length - table.shown;
  return [
    ...table.blocks,
    ...notes([left > 0 ? `${counted(left, "more campaign")}: press See the numbers.` : undefined]),
  ];
}

/** What was different when somebody approved: then, now, and what is proposed instead. */
export function differenceTable(
  differences: readonly Difference[],
  style: NumberStyle,
): MessageBlock[] {
  if (differences.length === 0) return [];
  const names = campaignNames(differences.map(({ campaign }) => campaign));
  const table = figureTable({
    caption: "What has changed: daily budgets then, now, and proposed anew",
    nameTitle: "Campaign",
    name: ({ campaign }) => names.plain(campaign.id),
    columns: [
      { title: "Then", figure: ({ thenMicros }) => budgetFigure(thenMicros, style) },
      {
        title: "Now",
        figure: ({ nowMicros, stopped }) => {
          const { text, value } = budgetFigure(nowMicros, style);
          return { text: stopped ? `${text}, not running` : text, value };
        },
      },
      {
        title: "Proposed",
        figure: ({ proposedMicros }) =>
          proposedMicros === undefined
            ? { text: "left alone", value: -1 }
            : budgetFigure(proposedMicros, style),
      },
    ],
    rows: differences,
    room: DIFFERENCE_ROOM,
  });
  const left = differences.length - table.shown;
  return [
    paragraph(
      "*Things had changed* when somebody approved, so nothing was done: the plan has been worked out anew and waits for a new approval.",
    ),
    ...table.blocks,
    ...notes([left > 0 ? `${counted(left, "more campaign")} had changed.` : undefined]),
  ];
}

export function budgetFigure(micros: Micros, style: NumberStyle): Figure {
  return { text: formatBudget(micros, style), value: majorUnits(micros) };
}

interface Step {
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
}

/** `+$40 (+20%)`. */
export function stepFigure(step: Step, style: NumberStyle): Figure {
  return { text: stepWords(step, style), value: majorUnits(step.afterMicros - step.beforeMicros) };
}

export function stepWords({ beforeMicros, afterMicros }: Step, style: NumberStyle): string {
  const step = afterMicros - beforeMicros;
  const size = formatBudget(step < 0n ? -step : step, style);
  const sign = step < 0n ? "−" : "+";
  if (beforeMicros <= 0n) return `${sign}${size}`;
  const share = signedPercent(majorUnits(step) / majorUnits(beforeMicros), style.locale);
  return `${sign}${size} (${share})`;
}

export function largestFirst<T extends Step>(steps: readonly T[]): T[] {
  return steps.toSorted((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf({ beforeMicros, afterMicros }: Step): number {
  return Math.abs(majorUnits(afterMicros - beforeMicros));
}
