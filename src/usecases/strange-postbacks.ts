import type { Db } from "../db/db.ts";
import { newestPostbacks } from "../db/postbacks.ts";
import type { StrangeCalls } from "../domain/source/unplaced-conversions.ts";
import type { ReadPostback } from "./ports.ts";
import { readStoredPostback } from "./read-stored-postback.ts";

/** So many of the newest calls are looked at. */
const LOOKED_AT = 1_000;
/** As many reasons as a list shows. */
const LISTED = 5;

export interface StrangeDeps {
  readonly db: Db;
  readonly readPostback: ReadPostback;
}

/** The newest calls that were kept and not understood, by why not. */
export async function strangePostbacks(
  { db, readPostback }: StrangeDeps,
  workspaceId: number,
): Promise<StrangeCalls> {
  const newest = await newestPostbacks(db, { workspaceId, limit: LOOKED_AT });
  const reasons = new Map<string, number>();
  for (const parameters of newest) {
    const reading = readStoredPostback(readPostback, parameters);
    if (reading?.kind !== "not-understood") continue;
    reasons.set(reading.reason, (reasons.get(reading.reason) ?? 0) + 1);
  }
  const all = [...reasons].map(([reason, calls]) => ({ reason, calls }));
  return {
    lookedAt: newest.length,
    calls: all.reduce((sum, { calls }) => sum + calls, 0),
    reasons: all.toSorted((a, b) => b.calls - a.calls).slice(0, LISTED),
  };
}
