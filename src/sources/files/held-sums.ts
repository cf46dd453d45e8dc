import type { Micros } from "../../domain/money.ts";
import type { TableRecord } from "./table-reader.ts";
import { ownedText } from "./text/owned-text.ts";

/** Rounding of the amounts that a sum was made of, each row. */
const ROUNDING_MICROS = 10_000n;

/** A campaign may have a row for each of its ads; what is beyond these is taken for a sum without a closer look. */
const MOST_HELD = 10_000;

/** What has been read when a row comes. */
interface Standing {
  readonly rows: number;
  readonly spendMicros: Micros;
}

interface HeldSum {
  readonly record: TableRecord;
  readonly micros: Micros;
  readonly at: Standing;
}

/**
 * Rows without a day whose name is `Total` and nothing more. Such a row is a sum where its spend is that of all
 * campaigns, or of those above it, or of those since the sum before it; between other campaigns it is else a campaign
 * of that name, and above or below all of them where another sum counts it as one.
 */
export interface HeldSums {
  /** False where it is not kept. */
  hold(sum: HeldSum): boolean;
  /** Once all rows have been read: those that are sums, and those that are campaigns. `told`: what other sums say. */
  settle(
    end: Standing,
    told: Micros | undefined,
  ): { readonly sums: readonly TableRecord[]; readonly campaigns: readonly TableRecord[] };
}

export function createHeldSums(): HeldSums {
  const held: HeldSum[] = [];
  return {
    hold: ({ record, ...sum }) => {
      if (held.length >= MOST_HELD) return false;
      held.push({ ...sum, record: { ...record, cells: record.cells.map(ownedText) } });
      return true;
    },
    settle: (end, told) => {
      const campaigns = new Set<HeldSum>();
      const edges: HeldSum[] = [];
      let before: Standing = { rows: 0, spendMicros: 0n };
      for (const one of held) {
        const { at, micros } = one;
        const parts = [end, at, since(before, at)];
        if (parts.some(({ spendMicros, rows }) => isNear(micros, spendMicros, rows))) before = at;
        else if (at.rows === 0 || at.rows === end.rows) edges.push(one);
        else campaigns.add(one);
      }
      const counted = { ...end, spendMicros: end.spendMicros + sumOf([...campaigns]) };
      for (const one of countedBySum(edges, counted, told)) campaigns.add(one);
      const isCampaign = (one: HeldSum): boolean => campaigns.has(one);
      return {
        sums: held.filter((one) => !isCampaign(one)).map(({ record }) => record),
        campaigns: held.filter(isCampaign).map(({ record }) => record),
      };
    },
  };
}

/** Those of the rows above or below all campaigns that a sum counts as campaigns. */
function countedBySum(
  edges: readonly HeldSum[],
  { rows, spendMicros }: Standing,
  told: Micros | undefined,
): readonly HeldSum[] {
  const all = spendMicros + sumOf(edges);
  if (told !== undefined && isNear(told, all, rows) && !isNear(told, spendMicros, rows)) {
    return edges;
  }
  if (edges.length < 2) return [];
  const sum = [edges.at(-1), edges[0]].find(
    (edge) => edge !== undefined && isNear(edge.micros, all - edge.micros, rows),
  );
  return sum === undefined ? [] : edges.filter((edge) => edge !== sum);
}

function sumOf(list: readonly HeldSum[]): Micros {
  return list.reduce((sum, { micros }) => sum + micros, 0n);
}

function since(before: Standing, at: Standing): Standing {
  return { rows: at.rows - before.rows, spendMicros: at.spendMicros - before.spendMicros };
}

/** True for amounts that are the same but for the rounding of so many rows. */
export function isNear(a: Micros, b: Micros, rows: number): boolean {
  const apart = a > b ? a - b : b - a;
  return apart <= ROUNDING_MICROS * BigInt(rows);
}
