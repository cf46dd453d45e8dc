import type { Platform } from "../../../domain/platform.ts";
import { dateCell, type DateOrder, orderedDay } from "../cells/date-cell.ts";
import type { Language } from "../layout/header-words.ts";
import { Refusal } from "../refusal.ts";
import { quoted } from "../text/quoted.ts";

/** What a file's dates have shown of the order that they are written in; each with a cell as witness. */
export interface OrderEvidence {
  "day-first"?: string;
  "month-first"?: string;
  /** A date that can be read both ways. */
  open?: string;
}

/** Dates that begin with a year or a name tell their order themselves. */
const NUMBERS_FIRST = /^\s*\d{1,2}[-/.]/u;

/** Takes note of one cell. */
export function noteDate(evidence: OrderEvidence, cell: string): void {
  if (!NUMBERS_FIRST.test(cell)) return;
  const date = dateCell(cell);
  if (date?.kind !== "numbers" || date.first === date.second) return;
  if (date.separator === "." || date.first > 12) evidence["day-first"] ??= cell.trim();
  else if (date.second > 12) evidence["month-first"] ??= cell.trim();
  else evidence.open ??= cell.trim();
}

/** True while the order matters and the file has not proved it. */
export function isOrderOpen(evidence: OrderEvidence): boolean {
  return evidence.open !== undefined && provenOrder(evidence) === undefined;
}

/**
 * The order of day and month in a file: as it proved, else as its platform and language write dates. Refuses dates
 * that contradict one another, and dates that could still be read two ways.
 */
export function decideOrder(
  evidence: OrderEvidence,
  from: { platform: Platform; language: Language; line?: number },
): DateOrder {
  const { "day-first": dayFirst, "month-first": monthFirst, open } = evidence;
  if (dayFirst !== undefined && monthFirst !== undefined) {
    throw new Refusal(
      `The dates are written in two orders: ${quoted(dayFirst)} has the day first, ${quoted(monthFirst)} the month. ` +
        "Export the file with ISO dates such as 2026-05-06.",
    );
  }
  const proven = provenOrder(evidence);
  if (proven !== undefined || open === undefined) return proven ?? "day-first";
  if (from.language !== "en") return "day-first";
  if (from.platform === "linkedin_ads") return open.includes("/") ? "month-first" : "day-first";
  if (from.platform === "microsoft_ads") return "month-first";
  const date = dateCell(open);
  const readings = (["day-first", "month-first"] as const).map((order) =>
    date === undefined ? undefined : orderedDay(date, order),
  );
  throw new Refusal(
    `The dates could be read two ways: ${quoted(open)} is ${readings.join(" or ")}, and nothing in the file tells which. ` +
      "Export it with ISO dates such as 2026-05-06.",
  );
}

function provenOrder(evidence: OrderEvidence): DateOrder | undefined {
  if (evidence["day-first"] !== undefined) return "day-first";
  return evidence["month-first"] === undefined ? undefined : "month-first";
}
