import type { Day } from "../../../domain/day.ts";
import { ownedText } from "../text/owned-text.ts";
import { quoted } from "../text/quoted.ts";
import { dateCell, type DateOrder, orderedDay } from "./date-cell.ts";

const REMEMBERED = 20_000;
const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2099-12-31";

export type DayReading = { readonly day: Day } | { readonly problem: string };

/** Days of cells, up to the `latest` that numbers can be of; a file has few different ones, so each is worked out once. */
export function dayReader(order: DateOrder, latest: Day = LAST_DAY): (cell: string) => DayReading {
  const known = new Map<string, DayReading>();
  return (cell) => {
    const remembered = known.get(cell);
    if (remembered !== undefined) return remembered;
    if (known.size >= REMEMBERED) known.clear();
    const reading = readDay(cell, order, latest);
    known.set(ownedText(cell), reading);
    return reading;
  };
}

function readDay(cell: string, order: DateOrder, latest: Day): DayReading {
  if (cell.trim() === "") return { problem: "The date is missing. Fill it in, or delete the row" };
  const date = dateCell(cell);
  const day = date === undefined ? undefined : orderedDay(date, order);
  if (day === undefined) {
    const written = order === "day-first" ? "day before month" : "month before day";
    const how = date?.kind === "numbers" ? ` (this file writes ${written})` : "";
    return { problem: `${quoted(cell)} is not a date${how}. Write it as 2026-05-06` };
  }
  if (day < FIRST_DAY || day > LAST_DAY) {
    return { problem: `${quoted(cell)} is not between 2000 and 2099. Correct the date` };
  }
  if (day > latest) {
    return { problem: `${quoted(cell)} is in the future. Correct the date, or delete the row` };
  }
  return { day };
}
