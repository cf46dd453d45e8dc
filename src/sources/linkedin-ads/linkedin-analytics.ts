import { z } from "zod";

import { addDays, type Day, dayFrom, type DayRange, daysIn } from "../../domain/day.ts";
import type { Totals } from "../../domain/totals.ts";
import { amount, count } from "../api/answer-values.ts";
import { malformed } from "../api/api-client.ts";
import { type LinkedinApi, PLATFORM } from "./linkedin-api.ts";

export interface LinkedinRow {
  readonly campaignId: string;
  readonly day: Day;
  readonly totals: Totals;
}

/** What LinkedIn counts apart; the sum counts a lead twice that is tracked on the website too. */
export const CONVERSIONS = ["externalWebsiteConversions", "oneClickLeads", "both"] as const;

export interface LinkedinReport {
  readonly accountId: string;
  readonly days: DayRange;
  readonly conversions: (typeof CONVERSIONS)[number];
}

/** An answer has no pages: rows beyond so many are left out without a word. */
const MOST_ROWS = 15_000;
const FIRST_SPAN = 31;
const FIELDS =
  "costInLocalCurrency,impressions,clicks,externalWebsiteConversions,conversionValueInLocalCurrency,oneClickLeads,dateRange,pivotValues";

const date = z
  .object({ year: z.number(), month: z.number(), day: z.number() })
  .transform(({ year, month, day }, context) => {
    const found = dayFrom(year, month, day);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: "is no day" });
    return z.NEVER;
  });

const campaignUrn = z
  .string()
  .regex(/^urn:li:sponsoredCampaign:\d+$/, "is no campaign")
  .transform((urn) => urn.slice(urn.lastIndexOf(":") + 1));

const rowSchema = z.object({
  dateRange: z.object({ start: date, end: date }),
  pivotValues: z.tuple([campaignUrn]),
  costInLocalCurrency: amount,
  impressions: count.default(0),
  clicks: count.default(0),
  externalWebsiteConversions: count.default(0),
  conversionValueInLocalCurrency: amount.default(0n),
  oneClickLeads: count.default(0),
});

const answerSchema = z.object({ elements: z.array(rowSchema) });

type Row = z.infer<typeof rowSchema>;

/** Campaigns' days, oldest first; asks for shorter ranges where an answer may have been cut off. */
export async function* linkedinAnalytics(
  api: LinkedinApi,
  report: LinkedinReport,
  signal: AbortSignal,
): AsyncGenerator<LinkedinRow> {
  let span = FIRST_SPAN;
  for (let from = report.days.from; from <= report.days.to;) {
    const last = addDays(from, span - 1);
    const range = { from, to: last < report.days.to ? last : report.days.to };
    const path = pathOf(report.accountId, range);
    const { elements } = await api.get({ path, data: answerSchema, signal });
    if (elements.length < MOST_ROWS) {
      for (const row of elements) yield rowOf(row, report);
      from = addDays(range.to, 1);
    } else if (range.from === range.to) {
      throw malformed(PLATFORM, `one day alone has ${elements.length} rows, where it may cut off`);
    } else {
      span = Math.ceil(daysIn(range) / 2);
    }
  }
}

function pathOf(accountId: string, { from, to }: DayRange): string {
  const account = encodeURIComponent(`urn:li:sponsoredAccount:${accountId}`);
  return `adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=DAILY&dateRange=(start:${dateOf(from)},end:${dateOf(to)})&accounts=List(${account})&fields=${FIELDS}`;
}

function dateOf(day: Day): string {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return `(year:${year},month:${month},day:${dayOfMonth})`;
}

function rowOf(row: Row, { conversions }: LinkedinReport): LinkedinRow {
  const { start, end } = row.dateRange;
  if (start !== end) throw malformed(PLATFORM, `a row covers ${start} to ${end}, which is no day`);
  return {
    campaignId: row.pivotValues[0],
    day: start,
    totals: {
      spendMicros: row.costInLocalCurrency,
      impressions: row.impressions,
      clicks: row.clicks,
      conversions:
        (conversions === "oneClickLeads" ? 0 : row.externalWebsiteConversions) +
        (conversions === "externalWebsiteConversions" ? 0 : row.oneClickLeads),
      valueMicros: row.conversionValueInLocalCurrency,
    },
  };
}
