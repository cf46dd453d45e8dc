import { isDay } from "./day.ts";
import { isPeriodText, MAX_DAYS } from "./period.ts";

const TOO_LONG = `it has more than ${MAX_DAYS} days, the most that I look at`;

/**
 * Why a text that looks like a period is none, as a clause: a range that runs backwards, 5000 days, `3x`. Undefined for
 * periods, and for words that nobody would mean as one.
 */
export function periodFault(text: string): string | undefined {
  if (isPeriodText(text)) return undefined;
  const key = text.toLowerCase();
  const [from = "", to = "", ...rest] = key.split("..");
  if (rest.length === 0 && isDay(from) && isDay(to)) {
    return from > to ? `it runs backwards; write it as ${to}..${from}` : TOO_LONG;
  }
  if (/^0+d$/.test(key)) return "it has no day";
  if (/^[1-9]\d*d$/.test(key)) return TOO_LONG;
  if (/^\d{4}-\d{1,2}(-\d{1,2})?$/.test(key)) {
    return "there is no such month or day; a month is written as 2026-10, a day as 2026-10-01";
  }
  if (/\d\.\.|\.\.\d/.test(key)) return "a range is written as 2026-10-01..2026-10-31";
  return LIKE_A_PERIOD.test(key) ? "I know none that is written so" : undefined;
}

/** `3x`, `2weeks`, `2026`, `last_year`. */
const LIKE_A_PERIOD = /^(\d{1,6}[a-z]{1,6}|(19|20)\d\d|(last|this|next)_[a-z]+|wtd)$/;
