import type { Db } from "../../db/db.ts";
import { changesOf } from "../../db/proposal-changes.ts";
import { moveWrites } from "../../db/proposal-writes.ts";
import { type ProposalKey, undosOf } from "../../db/proposals.ts";
import { fundedRaises, waitsToRaise } from "../../domain/budget/proposal/funded-raises.ts";
import { writingOf } from "./plan-writing.ts";

/**
 * Lets raises be written that the cuts made so far pay for, and holds the others. Where nothing is written for good,
 * the platform is asked at once. Once the way back is proposed nothing more is let go.
 */
export async function balanceWrites(tx: Db, key: ProposalKey, now: number): Promise<void> {
  const changes = await changesOf(tx, key);
  const waiting = changes.filter(waitsToRaise);
  if (waiting.length === 0 || (await undosOf(tx, key)).length > 0) return;
  const ids = waiting.map(({ campaignId }) => campaignId);
  const writing = await writingOf(tx, { workspaceId: key.workspaceId, ids });
  const funded = fundedRaises(changes);
  const free = ids.filter((id) => funded.has(id) || writing.get(id) !== "written");
  await moveWrites(tx, key, { from: "held", to: "waiting", ids: free, at: now });
  const held = ids.filter((id) => !free.includes(id));
  await moveWrites(tx, key, { from: "waiting", to: "held", ids: held, at: now });
}
