import type { Platform } from "../../../domain/platform.ts";
import { isBreakdown } from "../cells/breakdown-words.ts";
import { quoted } from "../text/quoted.ts";
import type { Layout } from "./find-header.ts";
import { headerField } from "./header-field.ts";
import type { Field } from "./header-words.ts";

/** Where the columns are that matter, counted from 0. */
export interface Columns {
  readonly at: Readonly<Partial<Record<Field, number>>>;
  /** Headers that split a campaign's rows further. */
  readonly breakdowns: readonly string[];
  readonly warnings: readonly string[];
  /** Pairs of columns that bear the very same header; the first is the one that is read. */
  readonly twins: readonly (readonly [read: number, other: number])[];
}

interface Candidate {
  readonly column: number;
  readonly rank: number;
}

/** Fields whose wrong column would change the numbers. */
const TELLING: readonly Field[] = [
  "campaign",
  "campaignId",
  "day",
  "cost",
  "clicks",
  "conversions",
  "value",
];

/** The column of each field: the preferred wording, then the leftmost. */
export function chooseColumns(layout: Layout, platform: Platform): Columns {
  const candidates = new Map<Field, Candidate[]>();
  const breakdowns: string[] = [];
  for (const [column, key] of layout.keys.entries()) {
    const meaning = meaningOf(key, platform);
    if (meaning === undefined) {
      if (isBreakdown(key)) breakdowns.push(layout.header[column] ?? key);
      continue;
    }
    const found = candidates.get(meaning.field) ?? [];
    candidates.set(meaning.field, [...found, { column, rank: meaning.rank }]);
  }
  const at: Partial<Record<Field, number>> = {};
  const warnings: string[] = [];
  const twins: (readonly [number, number])[] = [];
  for (const [field, found] of candidates) {
    const [first, ...others] = found.toSorted((a, b) => order(field, a, b));
    if (first === undefined) continue;
    at[field] = first.column;
    for (const { column } of others) {
      if (layout.header[column] === layout.header[first.column]) twins.push([first.column, column]);
    }
    if (field === "campaignId" && candidates.has("campaign")) continue;
    const warning = choiceWarning(field, { layout, first, others });
    if (warning !== undefined) warnings.push(warning);
  }
  if (platform === "linkedin_ads") useUpperLevel(at, layout.keys, breakdowns);
  return { at, breakdowns, warnings, twins };
}

/** LinkedIn calls its day `Start Date`; elsewhere that is when a campaign began. */
function meaningOf(key: string, platform: Platform) {
  if (platform === "linkedin_ads" && key === "start date")
    return { field: "day", rank: 0 } as const;
  return headerField(key);
}

function order(field: Field, a: Candidate, b: Candidate): number {
  if (field === "campaign" || field === "campaignId") return a.column - b.column;
  return a.rank - b.rank || a.column - b.column;
}

function choiceWarning(
  field: Field,
  choice: { layout: Layout; first: Candidate; others: readonly Candidate[] },
): string | undefined {
  if (!TELLING.includes(field)) return undefined;
  const { layout, first, others } = choice;
  const name = (one: Candidate) => layout.header[one.column] ?? "";
  const unused = others.map(name).filter((header) => header !== name(first));
  if (unused.length === 0) return undefined;
  const listed = [...new Set(unused)].slice(0, 3).map(quoted).join(" and ");
  return `${LABELS[field] ?? field}: read from the column ${quoted(name(first))}; ${listed} not used.`;
}

const LABELS: Readonly<Partial<Record<Field, string>>> = {
  campaign: "Campaign",
  campaignId: "Campaign",
  day: "Day",
  cost: "Spend",
  clicks: "Clicks",
  conversions: "Conversions",
  value: "Conversion value",
};

/**
 * What LinkedIn called a campaign group until 2026 it now calls a campaign, and a campaign an ad set. The upper of the
 * two is kept as the campaign, whichever words the file uses, so that history goes on across the change of names.
 */
function useUpperLevel(
  at: Partial<Record<Field, number>>,
  keys: readonly string[],
  breakdowns: string[],
): void {
  const renamed = keys.includes("ad set name") || keys.includes("ad set id");
  if (renamed || (at.group === undefined && at.groupId === undefined)) return;
  if (at.group === undefined && at.campaign !== undefined) return;
  if (at.campaign !== undefined) breakdowns.push("Campaign Name");
  delete at.campaign;
  delete at.campaignId;
  if (at.group !== undefined) at.campaign = at.group;
  if (at.groupId !== undefined) at.campaignId = at.groupId;
}
