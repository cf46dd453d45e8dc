import type { CampaignSighting } from "../../domain/campaign.ts";
import type { Day } from "../../domain/day.ts";
import { createBudgetLog } from "./budget-log.ts";
import { budgetOf, campaignDetails, DETAIL_FIELDS } from "./campaign-details.ts";
import type { DecimalSign } from "./cells/number-cell.ts";
import type { Columns } from "./layout/columns.ts";
import { oneLine } from "./text/one-line.ts";
import { ownedText } from "./text/owned-text.ts";

const LONGEST_NAME = 500;

/** The campaigns of a file in order of first sight, each with what its latest row says of it. */
export interface CampaignBook {
  /** The campaign that a row belongs to; undefined where the row names none. */
  find(cells: readonly string[]): number | undefined;
  /** True where a row names a campaign; unlike `find` it enters none in the book. */
  names(cells: readonly string[]): boolean;
  /** Takes note of what a row says of its campaign; rows of earlier days than one noted already say nothing. */
  note(campaign: number, cells: readonly string[], day: Day | undefined): void;
  sightings(): readonly CampaignSighting[];
  /** How many names were too long to keep whole. */
  shortened(): number;
}

/** A cell that describes a campaign; for each campaign, what it said when it was last looked at. */
interface Watched {
  readonly column: number;
  readonly last: string[];
}

/** A campaign is told by its id where the row has one, else by its name. */
export function createCampaignBook(columns: Columns, decimal: DecimalSign): CampaignBook {
  const { at } = columns;
  const nameColumn = at.campaign ?? -1;
  const idColumn = at.campaignId ?? -1;
  const details = DETAIL_FIELDS.flatMap((field) => at[field] ?? []);
  const columnsWatched = idColumn >= 0 && nameColumn >= 0 ? [...details, nameColumn] : details;
  const watched = columnsWatched.map((column): Watched => ({ column, last: [] }));
  // A list of each kind, not of entries: every row looks here, and chasing an entry's parts takes longer.
  const found: CampaignSighting[] = [];
  const lastDays: Day[] = [];
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  const shortened = new Set<number>();
  const budgetColumn = at.dailyBudget ?? -1;
  const budgets = createBudgetLog((cell) => budgetOf(cell, decimal));

  function add(name: string, externalId: string | undefined): number {
    const index = found.length;
    const sighting =
      externalId === undefined
        ? { name: named(name, index) }
        : { name: named(name, index), externalId };
    found.push(sighting);
    return index;
  }

  function named(name: string, index: number): string {
    if (name.length <= LONGEST_NAME) return name;
    shortened.add(index);
    return cutName(name);
  }

  function lookUp(map: Map<string, number>, key: string, create: () => number): number {
    const index = map.get(key) ?? create();
    map.set(ownedText(key), index);
    return index;
  }

  function find(cells: readonly string[]): number | undefined {
    const rawId = cells[idColumn] ?? "";
    const rawName = cells[nameColumn] ?? "";
    const known = rawId === "" ? byName.get(rawName) : byId.get(rawId);
    if (known !== undefined) return known;
    const id = oneLine(rawId);
    const name = oneLine(rawName);
    if (isNamed(id)) {
      const index = lookUp(byId, id, () => add(isNamed(name) ? name : id, id));
      byId.set(ownedText(rawId), index);
      return index;
    }
    if (!isNamed(name)) return undefined;
    const index = lookUp(byName, name, () => add(name, undefined));
    if (rawId === "") byName.set(ownedText(rawName), index);
    return index;
  }

  /** True where a describing cell says what it did not say before. */
  function saysNew(campaign: number, cells: readonly string[]): boolean {
    for (const { column, last } of watched) if (cells[column] !== last[campaign]) return true;
    return false;
  }

  function note(campaign: number, cells: readonly string[], day: Day | undefined): void {
    const sighting = found[campaign];
    if (watched.length === 0 || sighting === undefined) return;
    const lastDay = lastDays[campaign];
    if (day !== undefined) {
      if (budgetColumn >= 0) budgets.see(campaign, cells[budgetColumn] ?? "", day);
      if (lastDay !== undefined && day < lastDay) return;
      lastDays[campaign] = day;
    }
    if (!saysNew(campaign, cells)) return;
    for (const { column, last } of watched) last[campaign] = ownedText(cells[column] ?? "");
    const name = idColumn < 0 ? "" : oneLine(cells[nameColumn] ?? "");
    found[campaign] = {
      ...sighting,
      ...campaignDetails(cells, at, decimal),
      ...(isNamed(name) ? { name: named(name, campaign) } : {}),
    };
  }

  return {
    find,
    names: (cells) => isNamed(cells[idColumn]) || isNamed(cells[nameColumn]),
    note,
    sightings: () =>
      found.map((sighting, campaign) => {
        const dated = budgets.of(campaign);
        return dated === undefined ? sighting : { ...sighting, budgets: dated };
      }),
    shortened: () => shortened.size,
  };
}

function isNamed(cell: string | undefined): boolean {
  const text = cell?.trim() ?? "";
  return text !== "" && text !== "--";
}

function cutName(name: string): string {
  const kept = name.slice(0, LONGEST_NAME);
  return ownedText(/[\uD800-\uDBFF]$/u.test(kept) ? kept.slice(0, -1) : kept);
}
