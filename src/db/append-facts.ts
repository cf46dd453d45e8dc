import type { DailyTotals } from "../domain/summary.ts";
import { copyFacts } from "./copy-facts.ts";
import { daySums } from "./day-sums.ts";
import type { Db, Tx } from "./db.ts";
import { ensureFactMonths, missingFactMonths } from "./fact-months.ts";
import type { FactRow } from "./fact-row.ts";
import { factWindow } from "./fact-window.ts";
import { insertFacts } from "./insert-facts.ts";
import { reserveCampaignIds } from "./sighted-campaigns.ts";

/** Facts of an account that has none yet, straight into the table. */
export interface FactAppender {
  rows(batch: readonly FactRow[]): Promise<void>;
  /** Stores the rest; `campaigns`: how many the source's list has. */
  finish(campaigns: number): Promise<Appended>;
  /** Stores no more, and frees the connection. */
  abandon(): Promise<void>;
}

export interface Appended {
  /** The id of every campaign in the source's list, for the campaigns to be stored under. */
  readonly ids: readonly number[];
  /** What the account's facts come to by day, oldest first. */
  readonly days: readonly DailyTotals[];
}

export interface AppendPlace {
  readonly tx: Tx;
  /** Another way to the same database while a copy keeps the transaction's connection; absent: there is only one. */
  readonly beside: Db | undefined;
}

/**
 * So many are sorted at a time. In the order of the key they cost the index half of what they cost in the file's
 * order; more at a time would gain little, and the server would wait longer for the first.
 */
const SORTED_AT_ONCE = 100_000;
const RESERVED_AT_ONCE = 5_000;

/**
 * Only while no other load of the account can write (hold its lock). A source that names a campaign's day twice makes
 * it throw a unique violation: roll back and merge instead.
 */
export function appendFacts(
  { tx, beside }: AppendPlace,
  load: { readonly workspaceId: number; readonly loadId: bigint },
): FactAppender {
  const sender = beside === undefined ? insertFacts(tx) : copyFacts(tx);
  const db = beside ?? tx;
  const window = factWindow(SORTED_AT_ONCE);
  const sums = daySums();
  const ids: number[] = [];
  const months = new Set<string>();

  async function reserveThrough(count: number): Promise<void> {
    while (ids.length < count) ids.push(...(await reserveCampaignIds(db, RESERVED_AT_ONCE)));
  }

  /** A copy is interrupted only where a month has to be made. */
  async function ensureMonths(): Promise<void> {
    const seen = new Set(Array.from(window.dayNames.values(), (day) => day.slice(0, 7)));
    const unseen = [...seen].filter((month) => !months.has(month));
    if (unseen.length === 0) return;
    const absent = await missingFactMonths(db, unseen);
    if (absent.length > 0) {
      await sender.settle();
      await ensureFactMonths(tx, absent);
    }
    for (const month of unseen) months.add(month);
  }

  async function send(): Promise<void> {
    const highest = window.campaigns
      .subarray(0, window.size)
      .reduce((most, campaign) => Math.max(most, campaign), 0);
    await reserveThrough(highest + 1);
    await ensureMonths();
    await sender.send({ ...load, window, order: window.sorted(), ids });
    window.clear();
  }

  return {
    async rows(batch) {
      for (const row of batch) {
        sums.add(row);
        window.add(row);
        if (window.size === SORTED_AT_ONCE) await send();
      }
    },
    async finish(campaigns) {
      if (window.size > 0) await send();
      await sender.settle();
      await reserveThrough(campaigns);
      return { ids: ids.slice(0, campaigns), days: sums.days() };
    },
    abandon: () => sender.settle(),
  };
}
