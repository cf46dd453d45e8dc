import Papa from "papaparse";
import { z } from "zod";

import { dayFrom } from "../../domain/day.ts";
import { amount, count, id } from "../api/answer-values.ts";
import { malformed, shaped } from "../api/api-client.ts";
import { PLATFORM } from "./microsoft-token.ts";

export const REPORT_COLUMNS = [
  "TimePeriod",
  "CampaignId",
  "CampaignName",
  "CampaignStatus",
  "CurrencyCode",
  "Impressions",
  "Clicks",
  "Spend",
  "Conversions",
  "Revenue",
] as const;

const PARSING = { delimiter: ",", skipEmptyLines: true } as const;

const day = z.string().transform((text, context) => {
  const [, year = "", month = "", date = ""] =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ??
    // What Microsoft writes in the older format.
    /^()(\d{1,2})\/(\d{1,2})\/\d{4}$/.exec(text) ??
    [];
  const found = dayFrom(Number(year === "" ? text.slice(-4) : year), Number(month), Number(date));
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: `"${text}" is no day` });
  return z.NEVER;
});

/** A cell that has none is empty, also where a conversion's value is not tracked. */
const orNone = <T>(schema: z.ZodType<T>, none: T) =>
  z.union([z.literal("").transform(() => none), schema]);

const rowSchema = z.object({
  TimePeriod: day,
  CampaignId: id,
  CampaignName: z.string(),
  CampaignStatus: z.string(),
  CurrencyCode: z.string(),
  Impressions: count,
  Clicks: count,
  Spend: amount,
  Conversions: orNone(count, 0),
  Revenue: orNone(amount, 0n),
});

export type ReportRow = z.infer<typeof rowSchema>;

/** What a report's text holds, in its order. */
export type ReportPart =
  | { readonly kind: "row"; readonly row: ReportRow }
  /** Microsoft has not yet counted all of the days. */
  | { readonly kind: "incomplete" };

/** Lines about the report, the header, rows, and a last line of copyright. */
export async function* readReport(text: AsyncIterable<string>): AsyncGenerator<ReportPart> {
  let columns: readonly string[] | undefined;
  for await (const lines of wholeLines(text)) {
    for (const cells of Papa.parse<string[]>(lines, PARSING).data) {
      const [first = ""] = cells;
      if (columns === undefined) {
        if (/^Potential Incomplete Data: *true$/i.test(first.trim())) yield { kind: "incomplete" };
        if (cells.includes("CampaignId")) columns = cells;
      } else if (!/^(@|©)/.test(first)) {
        yield { kind: "row", row: rowOf(columns, cells) };
      }
    }
  }
  if (columns === undefined) throw malformed(PLATFORM, "the report has no header");
}

function rowOf(columns: readonly string[], cells: readonly string[]): ReportRow {
  const named = Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
  return shaped(PLATFORM, rowSchema, named);
}

/** Pieces that end with a line's end outside quotation marks, so that each can be parsed alone. */
async function* wholeLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    rest += piece;
    const end = lastLineEnd(rest);
    if (end === 0) continue;
    yield rest.slice(0, end);
    rest = rest.slice(end);
  }
  if (rest !== "") yield rest;
}

/** Just past the last line break that no quotation marks enclose; 0: there is none. */
function lastLineEnd(text: string): number {
  let quoted = false;
  let end = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 34) quoted = !quoted;
    else if (character === 10 && !quoted) end = index + 1;
  }
  return end;
}
