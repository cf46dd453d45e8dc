import { type DayRange, daysIn } from "../../../domain/day.ts";
import { counted } from "../format.ts";
import { rangeWords } from "../period-words.ts";

/** `15–21 Nov 2026 (7 days)`; one day by its date alone. */
export function rangeDays(range: DayRange): string {
  const days = daysIn(range);
  return days === 1 ? rangeWords(range) : `${rangeWords(range)} (${counted(days, "day")})`;
}

/** The first letter as a sentence begins with it. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
