import { Refusal } from "../refusal.ts";
import type { Columns } from "./columns.ts";
import type { Layout } from "./find-header.ts";

const ANALYTICS = /^(sessions|engaged sessions|event count|key events|nth day|active users)$/;
const NOT_SPEND =
  "This is a Google Analytics report: it counts sessions and has no ad spend. Export the campaign report from the " +
  "ad platform instead (in Google Ads: Campaigns, Download, with the columns Day and Cost).";
const NEEDED =
  "A file needs a campaign and a cost column, and a date column or a period; separate columns by comma, semicolon, " +
  "tab or |, and keep the platform's headers (Day, Campaign, Cost).";

/** Why a text without a table of campaigns is no use. */
export function noHeader(text: string): Refusal {
  const start = text.trimStart();
  if (start === "")
    return new Refusal("The file is empty. Export the report again, and import that.");
  if (/^"?No data available/iu.test(start)) return noData();
  if (/^<(!doctype|html|head|\?xml)/iu.test(start)) {
    return new Refusal(
      "This is a web page, not a report: the download was probably a sign-in page. Export the report as CSV, and import that.",
    );
  }
  if (isAnalytics(start.split("\n", 60))) return new Refusal(NOT_SPEND);
  return new Refusal(`No header of a campaign report was found. ${NEEDED}`);
}

export function noData(line?: number): Refusal {
  return new Refusal(
    'The export is empty ("No data available."). Choose a period in which campaigns ran, and export it again.',
    line === undefined ? {} : { line },
  );
}

export function noRows(line: number): Refusal {
  return new Refusal(
    "The file has headers but no rows. Choose a period in which campaigns ran, and export it again.",
    { line },
  );
}

/** Refuses a table without the columns that every load needs, naming all that are missing. */
export function requireColumns(layout: Layout, columns: Columns): void {
  const { at } = columns;
  const missing: string[] = [];
  if (at.campaign === undefined && at.campaignId === undefined) missing.push("campaign");
  if (at.cost === undefined && at.costMicros === undefined) missing.push("cost");
  if (missing.length === 0) return;
  if (layout.keys.some((key) => ANALYTICS.test(key))) throw new Refusal(NOT_SPEND);
  const columnsMissing = missing.map((name) => `no ${name} column`).join(" and ");
  const next =
    missing[0] === "cost"
      ? "Add the column Cost (Amount spent, Spend) to the report, and export it again."
      : "Name the column that holds the campaign Campaign or Campaign ID, and the one with its spend Cost.";
  throw new Refusal(`This file has ${columnsMissing}. ${next}`, { line: layout.headerLine });
}

function isAnalytics(lines: readonly string[]): boolean {
  return lines.some(
    (line) =>
      line.split(/[,;\t]/u).filter((cell) => ANALYTICS.test(cell.trim().toLowerCase())).length > 0,
  );
}
