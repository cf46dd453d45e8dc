import type { Micros } from "../../domain/money.ts";
import type { TableRecord } from "./table-reader.ts";
import { ownedText } from "./text/owned-text.ts";

/** Rounding of the amounts that a sum was made of, each row. */
const ROUNDING_MICROS = 10_000n;

/** A file has few sums; what is beyond these is taken for one without a closer look. */
const MOST_HELD = 100;

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
 * Rows without a day whose name is `Total` and nothing more. Such a row is a sum above or below the campaigns, and
 * between them where its spend is theirs, or that of those since the sum before it; else it is a campaign of that name.
 */
export interface HeldSums {
  /** False where it is not kept. */
  hold(sum: HeldSum): boolean;
  /** Once all rows have been read: those that are sums, and those that are campaigns. */
  settle(end: Standing): {
    readonly sums: readonly TableRecord[];
    readonly campaigns: readonly TableRecord[];
  };
}

export function createHeldSums(): HeldSums {
  const held: HeldSum[] = [];
  return {
    hold: ({ record, ...sum }) => {
      if (held.length >= MOST_HELD) return false;
      held.push({ ...sum, record: { ...record, cells: record.cells.map(ownedText) } });
      return true;
    },
    settle: (end) => {
      const sums: TableRecord[] = [];
      const campaigns: TableRecord[] = [];
      let before: Standing = { rows: 0, spendMicros: 0n };
      for (const { record, micros, at } of held) {
        const outside = at.rows === 0 || at.rows === end.rows;
        const parts = [end, at, since(before, at)];
        const isSum =
          outside || parts.some(({ spendMicros, rows }) => isNear(micros, spendMicros, rows));
        (isSum ? sums : campaigns).push(record);
        if (isSum) before = at;
      }
      return { sums, campaigns };
    },
  };
}

function since(before: Standing, at: Standing): Standing {
  return { rows: at.rows - before.rows, spendMicros: at.spendMicros - before.spendMicros };
}

/** True for amounts that are the same but for the rounding of so many rows. */
export function isNear(a: Micros, b: Micros, rows: number): boolean {
  const apart = a > b ? a - b : b - a;
  return apart <= ROUNDING_MICROS * BigInt(rows);
}
