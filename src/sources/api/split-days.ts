import { addDays, type DayRange } from "../../domain/day.ts";

/** The range in pieces of at most `most` days, oldest first. */
export function splitDays({ from, to }: DayRange, most: number): DayRange[] {
  const pieces: DayRange[] = [];
  for (let start = from; start <= to; start = addDays(start, most)) {
    const end = addDays(start, most - 1);
    pieces.push({ from: start, to: end < to ? end : to });
  }
  return pieces;
}
