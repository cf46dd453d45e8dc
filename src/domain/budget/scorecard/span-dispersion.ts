import { sum } from "../at.ts";
import {
  broughtBy,
  type CampaignSpan,
  daysBefore,
  rateOf,
  type Reading,
  weekdayOf,
} from "./campaign-span.ts";

/** What a day's dispersion is before its days are looked at, and how many days that counts for. */
const USUAL_DISPERSION = 1.5;
const USUAL_DAYS = 7;
/** A mean and six weekday factors are taken from the same days. */
const FITTED = 7;

/** All campaigns of a group on one day before the change. */
interface GroupDay {
  conversions: number;
  value: number;
  expected: number;
}

/**
 * Variance of what a group brings in a day, over its mean. Conversions are over-dispersed Poisson counts: φ is Pearson's
 * Σ(y − μ)²/μ over degrees of freedom (McCullagh & Nelder 1989, §4.5.2), held to 1.5 by a week's worth, never below 1.
 * Value is a sum of so many orders: a(φ + cv²), a the value per conversion and cv² its relative variance, from
 * Σ(V − a·y)²/(a²·Σy). Undefined where nothing was converted.
 */
export function spanDispersion(
  spans: readonly CampaignSpan[],
  { goal, weekdays }: Reading,
): number | undefined {
  const days = [...groupDays(spans, { goal: "conversions", weekdays }).values()];
  const conversions = sum(days.map((day) => day.conversions));
  const value = sum(days.map((day) => day.value));
  if (conversions <= 0 || (goal === "value" && value <= 0)) return undefined;
  const misses = sum(
    days.map((day) => (day.conversions - day.expected) ** 2 / Math.max(1e-9, day.expected)),
  );
  const freedom = Math.max(0, days.length - FITTED);
  const seen = freedom === 0 ? 0 : misses;
  const dispersion = Math.max(1, (seen + USUAL_DISPERSION * USUAL_DAYS) / (freedom + USUAL_DAYS));
  if (goal === "conversions") return dispersion;
  const perConversion = value / conversions;
  const beside = sum(days.map((day) => (day.value - perConversion * day.conversions) ** 2));
  const corrected = days.length > 1 ? days.length / (days.length - 1) : 1;
  return perConversion * (dispersion + (corrected * beside) / (perConversion ** 2 * conversions));
}

function groupDays(spans: readonly CampaignSpan[], reading: Reading): Map<number, GroupDay> {
  const found = new Map<number, GroupDay>();
  for (const span of spans) {
    const days = daysBefore(span);
    const rate = rateOf(broughtBy(days, reading));
    for (const { offset, share, conversions, value } of days) {
      const day = found.get(offset) ?? { conversions: 0, value: 0, expected: 0 };
      day.conversions += conversions;
      day.value += value;
      day.expected += rate * share * (reading.weekdays[weekdayOf(offset)] ?? 1);
      found.set(offset, day);
    }
  }
  return found;
}
