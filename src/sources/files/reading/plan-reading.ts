import { type Day, isZone } from "../../../domain/day.ts";
import { isCurrency } from "../../../domain/money.ts";
import type { Platform } from "../../../domain/platform.ts";
import type {
  ExportFile,
  ExportProfile,
  ReadHints,
  ReadTerms,
} from "../../../usecases/export-file.ts";
import type { DateOrder } from "../cells/date-cell.ts";
import type { DecimalSign } from "../cells/number-cell.ts";
import { chooseColumns, type Columns } from "../layout/columns.ts";
import type { Layout } from "../layout/find-header.ts";
import { headerKey } from "../layout/header-key.ts";
import { noData, noRows, requireColumns } from "../layout/missing-columns.ts";
import { platformOf } from "../layout/platform-of.ts";
import { Refusal } from "../refusal.ts";
import { oneLine } from "../text/one-line.ts";
import { quoted } from "../text/quoted.ts";
import type { CurrencyWatch } from "./currency-watch.ts";
import { decideOrder } from "./date-order.ts";
import { type Days, decideDays } from "./decide-days.ts";
import { decideDecimal } from "./decide-decimal.ts";
import { planWarnings } from "./plan-warnings.ts";
import { readPreamble } from "./preamble.ts";
import type { Sample } from "./sample.ts";
import { surveyFile } from "./survey-file.ts";

/** All that is decided about a file before its rows are read. */
export interface ReadPlan {
  readonly profile: ExportProfile;
  readonly layout: Layout;
  readonly columns: Columns;
  readonly decimal: DecimalSign;
  readonly order: DateOrder;
  readonly days: Days;
  /** Rows of later days are faults. */
  readonly latestDay: Day | undefined;
  /** What the file itself shows of its currency, whatever the hint says. */
  readonly currency: CurrencyWatch;
  /** Rows of lower levels repeat their campaign's spend; where several stand in one file, this one alone is read. */
  readonly onlyLevel: string | undefined;
}

/** Decides what a file is and how it is to be read. */
export async function planReading(
  file: ExportFile,
  sample: Sample,
  hints: ReadTerms,
): Promise<ReadPlan> {
  const { layout } = sample;
  const platform = hints.platform ?? platformOf(layout);
  const columns = chooseColumns(layout, platform);
  requireColumns(layout, columns);
  if (sample.whole && layout.rows.rows.length === 0) throw noRows(layout.headerLine);
  if (/^No data available/iu.test(layout.rows.rows[0]?.[0] ?? ""))
    throw noData(layout.rows.lineOf(0));
  const asked = askedCurrency(hints);
  const survey = await surveyFile(file, sample, { columns, currency: asked });
  survey.currency.settle();
  const shown = survey.currency.shown();
  const order = decideOrder(survey.dates, { platform, language: layout.language });
  const preamble = readPreamble(layout.preamble, usualOrder(platform, layout));
  const days = decideDays({
    dayColumn: columns.at.day,
    fromColumn: columns.at.from,
    ranges: survey.ranges,
    preamble: preamble.range,
    hint: hints.period,
    latest: hints.latestDay,
    order,
  });
  const { decimal, warnings } = decideDecimal(survey.numbers, layout);
  const account = [...survey.accounts][0] ?? preamble.account;
  const profile: ExportProfile = {
    platform,
    currency: asked ?? (shown?.currencies.length === 1 ? shown.currencies[0] : undefined),
    ...(shown === undefined ? {} : { sign: shown }),
    grain: days.kind === "period" ? "period" : "day",
    period: days.kind === "period" ? days.period : undefined,
    account: account === undefined ? undefined : oneLine(account),
    zone: preamble.zone ?? zoneOfHeader(layout, columns),
    warnings: [
      ...planWarnings({ columns, header: layout.header, survey, hints, days, preamble }),
      ...warnings,
    ],
  };
  const onlyLevel =
    survey.levels.size > 1 && survey.levels.has("campaign") ? "campaign" : undefined;
  return {
    profile,
    layout,
    columns,
    decimal,
    order,
    days,
    latestDay: hints.latestDay,
    currency: survey.currency,
    onlyLevel,
  };
}

function usualOrder(platform: Platform, layout: Layout): DateOrder | undefined {
  if (layout.language !== "en") return "day-first";
  return platform === "linkedin_ads" || platform === "microsoft_ads" ? "month-first" : undefined;
}

function askedCurrency(hints: ReadHints): string | undefined {
  if (hints.currency === undefined || isCurrency(hints.currency)) return hints.currency;
  throw new Refusal(
    `${quoted(hints.currency)} is not a currency. Give the ISO code in capitals, such as USD or EUR.`,
  );
}

function zoneOfHeader(layout: Layout, columns: Columns): string | undefined {
  const { zone } = headerKey(layout.header[columns.at.day ?? -1] ?? "");
  return zone !== undefined && isZone(zone) ? zone : undefined;
}
