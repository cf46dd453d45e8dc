import { dayAt, type DayRange } from "../../domain/day.ts";
import type { CampaignSummary, Freshness } from "../../domain/summary.ts";
import { dateMrkdwn, escapeMrkdwn } from "../mrkdwn.ts";
import { counted } from "./format.ts";
import { dayWords, daysMissing } from "./period-words.ts";

export interface FreshnessInput {
  readonly range: DayRange;
  /** IANA. */
  readonly zone: string;
  readonly freshness: Freshness;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Through which day there are numbers, when they were loaded, and what the period still lacks. */
export function freshnessWords({ range, zone, freshness, now }: FreshnessInput): string {
  const { lastDay, loadedAt } = freshness;
  if (lastDay === undefined) return "No numbers loaded yet.";
  const loaded = loadedAt === undefined ? "" : `, loaded ${dateMrkdwn(loadedAt)}`;
  return `Data through ${dayWords(lastDay)}${loaded}.${gapWords(range, lastDay, dayAt(now, zone))}`;
}

/**
 * True while days of the period have no numbers yet, or today is among them: its sums are those of a part of it. A total
 * of exactly these days, from a file without days, is all that there will be.
 */
export function isCampaignUnfinished(
  { period, zone, freshness: { lastDay }, grain }: CampaignSummary,
  now: number,
): boolean {
  if (grain !== "day") return false;
  return lastDay === undefined || lastDay < period.to || period.to >= dayAt(now, zone);
}

/** `USD · days in America/New_York`. */
export function unitWords(currency: string, zone: string): string {
  return `${escapeMrkdwn(currency)} · days in ${escapeMrkdwn(zone)}`;
}

function gapWords(range: DayRange, lastDay: string, today: string): string {
  if (range.from > today) return " The period has not begun yet.";
  if (range.to >= today && lastDay >= today) return " Today is not over yet.";
  const due = range.to < today ? range.to : today;
  const missing = daysMissing({ from: range.from, to: due }, lastDay);
  if (missing === 0) return "";
  const days = counted(missing, "day");
  return ` The last ${days} of this period ${missing === 1 ? "has" : "have"} no numbers yet.`;
}
