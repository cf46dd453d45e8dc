import uFuzzy from "@leeoniya/ufuzzy";

import {
  type CampaignRecord,
  campaignNames,
  campaignsByExternalId,
  campaignsById,
  campaignsNamed,
} from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import { daysAnywhere } from "./days-anywhere.ts";
import type { Scope } from "./scope.ts";

/** What a name that somebody typed leads to. */
export type CampaignSearch =
  | { readonly kind: "one"; readonly campaign: CampaignRecord }
  /** Several hold the text, or none does but these are near: a person has to choose. */
  | {
      readonly kind: "several" | "similar";
      readonly choices: readonly CampaignRecord[];
      /** How many fit in all. */
      readonly count: number;
    }
  | { readonly kind: "none" };

export interface CampaignQuery {
  readonly name: string;
  /** What will be asked of the campaign: its days are read along where the whole name is given. */
  readonly period: string;
}

const OFFERED = 10;

/** In one word one letter may be wrong, missing, too many, or swapped with its neighbour. */
const tolerant = new uFuzzy({
  unicode: true,
  intraMode: 1,
  intraSub: 1,
  intraTrn: 1,
  intraDel: 1,
  intraIns: 1,
});

/**
 * The campaign that a name means: the whole name, else the platform's id, else the only one that contains it, else the only one that contains
 * all its words, in any order and with a slip in each. Between two it never guesses.
 */
export async function findCampaign(
  db: Db,
  scope: Scope,
  { name, period }: CampaignQuery,
): Promise<CampaignSearch> {
  const exact = await campaignsNamed(db, {
    workspaceId: scope.workspaceId,
    name,
    days: daysAnywhere(period, scope.now),
  });
  if (exact.length > 0) return chosenFrom(exact, { count: exact.length, kind: "several" });
  const called = await campaignsByExternalId(db, {
    workspaceId: scope.workspaceId,
    externalId: name.trim(),
  });
  if (called.length > 0) return chosenFrom(called, { count: called.length, kind: "several" });
  const all = await campaignNames(db, scope.workspaceId);
  const { names } = all;
  const holding = containing(names, name);
  const fits = holding ?? searched(names, name);
  const ids = fits.slice(0, OFFERED).flatMap((index) => all.ids[index] ?? []);
  const records = await campaignsById(db, { workspaceId: scope.workspaceId, ids });
  const inOrder = ids.flatMap((id) => records.find(({ label }) => label.id === id) ?? []);
  return chosenFrom(inOrder, { count: fits.length, kind: holding ? "several" : "similar" });
}

function chosenFrom(
  found: readonly CampaignRecord[],
  { count, kind }: { readonly count: number; readonly kind: "several" | "similar" },
): CampaignSearch {
  const [first] = found;
  if (first === undefined) return { kind: "none" };
  if (count === 1) return { kind: "one", campaign: first };
  return { kind, choices: found.slice(0, OFFERED), count };
}

/** Indexes of the names that contain the text as it stands, shortest name first; undefined where none does. */
function containing(names: readonly string[], text: string): number[] | undefined {
  const needle = plain(text);
  if (needle === "") return undefined;
  const indexes = names.flatMap((name, index) => (plain(name).includes(needle) ? [index] : []));
  if (indexes.length === 0) return undefined;
  return indexes.toSorted((a, b) => (names[a]?.length ?? 0) - (names[b]?.length ?? 0));
}

/** Nothing longer is looked for with slips in it: the work grows with the cube of a word's length. */
const LONGEST_WORD = 40;
const LONGEST_TEXT = 500;

/** Indexes of the names that have all the words, best first. */
function searched(names: string[], text: string): number[] {
  // Letters and digits alone: the search would read a leading hyphen as "without", quotes as "exactly".
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (text.length > LONGEST_TEXT || words.some(({ length }) => length > LONGEST_WORD)) return [];
  const [indexes, info, order] = tolerant.search(names, words.join(" "), 5, 1_000);
  if (indexes === null) return [];
  if (info === null || order === null) return [...indexes];
  return order.flatMap((position) => info.idx[position] ?? []);
}

/** What is there to be folded; few names have any of it, and looking is cheaper than folding. */
const LOOSE_SPACE = /^\s|[^\S ]|\s\s|\s$/;

function plain(text: string): string {
  const small = text.toLowerCase();
  return LOOSE_SPACE.test(small) ? small.replaceAll(/\s+/g, " ").trim() : small;
}
