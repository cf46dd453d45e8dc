import { type Day, daysFrom } from "../domain/day.ts";
import type { FactRow } from "./fact-row.ts";
import { stableOrder } from "./stable-order.ts";

/** PostgreSQL counts its days from here. */
const EPOCH = "2000-01-01";

/** A number of facts in columns, to be sorted by the table's key before they are sent. */
export interface FactWindow {
  /** How many facts are in. */
  readonly size: number;
  readonly campaigns: Int32Array;
  /** Days since 2000-01-01. */
  readonly days: Int32Array;
  readonly spendMicros: BigInt64Array;
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  readonly conversions: Float64Array;
  readonly valueMicros: BigInt64Array;
  /** The days that occur, `2026-11-01`, by their numbers. */
  readonly dayNames: ReadonlyMap<number, Day>;
  add(row: FactRow): void;
  /** Places of the facts by month, campaign and day: the order in which they stand in the tables' indexes. */
  sorted(): Uint32Array;
  /** Forgets the facts; the memory stays. */
  clear(): void;
}

/** A window for at most `most` facts. */
export function factWindow(most: number): FactWindow {
  const columns = {
    campaigns: new Int32Array(most),
    days: new Int32Array(most),
    spendMicros: new BigInt64Array(most),
    impressions: new Float64Array(most),
    clicks: new Float64Array(most),
    conversions: new Float64Array(most),
    valueMicros: new BigInt64Array(most),
  };
  const { campaigns, days } = columns;
  const months = new Int32Array(most);
  const dayNames = new Map<number, Day>();
  let last: { readonly name: Day; readonly number: number; readonly month: number } | undefined;
  let size = 0;

  function dated(name: Day) {
    const month = Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7));
    const number = daysFrom(EPOCH, name);
    dayNames.set(number, name);
    return { name, number, month };
  }

  return {
    ...columns,
    dayNames,
    get size() {
      return size;
    },
    add(row) {
      if (last?.name !== row.day) last = dated(row.day);
      campaigns[size] = row.campaign;
      days[size] = last.number;
      months[size] = last.month;
      columns.spendMicros[size] = row.spendMicros;
      columns.impressions[size] = row.impressions;
      columns.clicks[size] = row.clicks;
      columns.conversions[size] = row.conversions;
      columns.valueMicros[size] = row.valueMicros;
      size += 1;
    },
    sorted() {
      const asTheyCame = Uint32Array.from({ length: size }, (_, place) => place);
      return [days, campaigns, months].reduce(stableOrder, asTheyCame);
    },
    clear() {
      size = 0;
      last = undefined;
      dayNames.clear();
    },
  };
}
