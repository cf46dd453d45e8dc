import type { Day, DayRange } from "../../../domain/day.ts";
import type { ReadHints } from "../../../usecases/export-file.ts";
import type { Columns } from "../layout/columns.ts";
import { quoted } from "../text/quoted.ts";
import type { Days } from "./decide-days.ts";
import type { Preamble } from "./preamble.ts";
import type { Survey } from "./survey.ts";

/** What a person should know of how a file is going to be read. */
export function planWarnings(plan: {
  readonly columns: Columns;
  readonly header: readonly string[];
  readonly survey: Survey;
  readonly hints: ReadHints;
  readonly days: Days;
  readonly preamble: Preamble;
}): string[] {
  const { columns, survey } = plan;
  const warnings = [...columns.warnings, ...twinWarnings(plan)];
  if (columns.breakdowns.length > 0) {
    const by = columns.breakdowns.slice(0, 4).map(quoted).join(", ");
    warnings.push(`Rows are split by ${by}; they are added up per campaign.`);
  }
  if (survey.accounts.size > 1) {
    const names = [...survey.accounts].slice(0, 3).map(quoted).join(", ");
    warnings.push(`Rows of several accounts (${names}) are loaded into one.`);
  }
  return [...warnings, currencyWarning(plan), periodWarning(plan)].filter(
    (warning) => warning !== undefined,
  );
}

/** Google writes some columns twice, alike; where two differ, a person has to say which one counts. */
function twinWarnings(plan: { readonly header: readonly string[]; readonly survey: Survey }) {
  return [...plan.survey.differing].map(([column, { line, cells }]) => {
    const [read = "", other = ""] = cells;
    return (
      `There are two columns ${quoted(plan.header[column] ?? "")}, and they differ: ${quoted(read)} and ` +
      `${quoted(other)} in line ${line}. The first one was read. If that is the wrong one, delete it and import the file again.`
    );
  });
}

function currencyWarning({ survey, hints }: { survey: Survey; hints: ReadHints }) {
  const shown = survey.currency.shown();
  if (hints.currency === undefined || shown === undefined) return undefined;
  if (shown.currencies.includes(hints.currency)) return undefined;
  const [code] = shown.currencies;
  const says =
    shown.currencies.length === 1
      ? `The file says ${code}`
      : `The amounts are written with ${quoted(shown.sign)}, which is not how ${hints.currency} is written`;
  return `${says}; they are taken as ${hints.currency}, as asked.`;
}

function periodWarning(plan: {
  readonly hints: ReadHints;
  readonly days: Days;
  readonly preamble: Preamble;
}): string | undefined {
  const asked = plan.hints.period;
  if (asked === undefined) return undefined;
  if (plan.days.kind === "column") return "Every row has its day; the period given was not used.";
  const used = plan.days.kind === "one" ? oneDay(plan.days.day) : plan.days.period;
  if (used.from !== asked.from || used.to !== asked.to) {
    return `The rows say ${used.from} to ${used.to}; the period given was not used.`;
  }
  const own = plan.preamble.range;
  if (own === undefined || (own.from === asked.from && own.to === asked.to)) return undefined;
  return `The file says ${own.from} to ${own.to}; it is taken as ${asked.from} to ${asked.to}, as asked.`;
}

function oneDay(day: Day): DayRange {
  return { from: day, to: day };
}
