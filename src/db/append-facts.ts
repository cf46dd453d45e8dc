import { type CopyStream, openCopy } from "./copy-stream.ts";
import type { Db, Tx } from "./db.ts";
import { ensureFactMonths, missingFactMonths } from "./fact-months.ts";
import type { FactRow } from "./fact-row.ts";
import { reserveCampaignIds } from "./sighted-campaigns.ts";

/** Facts of an account that has none yet, straight into the table: as fast as the server's own COPY. */
export interface FactAppender {
  rows(batch: readonly FactRow[]): Promise<void>;
  /** Ends the copy; returns the id of every campaign in the source's list, for the campaigns to be stored under. */
  finish(campaigns: number): Promise<number[]>;
}

const COMMAND = `copy facts (workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions,
  value_micros, load_id) from stdin`;

const RESERVED_AT_ONCE = 5_000;

/**
 * Works on a server only, and only while no other load of the account can write (hold its lock). A source that names a
 * campaign's day twice makes it throw a unique violation: roll back and merge instead. `db` is another way to the same
 * database: the copy keeps the transaction's connection to itself.
 */
export function appendFacts(
  tx: Tx,
  db: Db,
  load: { readonly workspaceId: number; readonly loadId: bigint },
): FactAppender {
  const ids: number[] = [];
  const months = new Set<string>();
  let copy: CopyStream | undefined;

  async function prepare(batch: readonly FactRow[]): Promise<CopyStream> {
    const unseen = new Set<string>();
    let highest = 0;
    for (const { campaign, day } of batch) {
      if (campaign > highest) highest = campaign;
      const month = day.slice(0, 7);
      if (!months.has(month)) unseen.add(month);
    }
    await reserveThrough(highest + 1);
    if (unseen.size > 0) await ensureMonths([...unseen]);
    copy ??= openCopy(tx, COMMAND);
    return copy;
  }

  /** The copy is interrupted only where a month has to be made. */
  async function ensureMonths(unseen: readonly string[]): Promise<void> {
    const absent = await missingFactMonths(db, unseen);
    if (absent.length > 0) {
      await copy?.end();
      copy = undefined;
      await ensureFactMonths(tx, absent);
    }
    for (const month of unseen) months.add(month);
  }

  async function reserveThrough(count: number): Promise<void> {
    while (ids.length < count) ids.push(...(await reserveCampaignIds(db, RESERVED_AT_ONCE)));
  }

  return {
    async rows(batch) {
      const stream = await prepare(batch);
      let text = "";
      for (const row of batch) {
        text += `${load.workspaceId}\t${ids[row.campaign]}\t${row.day}\t${row.spendMicros}\t${row.impressions}\t${row.clicks}\t${row.conversions}\t${row.valueMicros}\t${load.loadId}\n`;
      }
      await stream.write(text);
    },
    async finish(campaigns) {
      await copy?.end();
      await reserveThrough(campaigns);
      return ids.slice(0, campaigns);
    },
  };
}
