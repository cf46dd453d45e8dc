import { expect } from "vitest";

import type { Db } from "../../../src/db/db.ts";
import { lockProposal } from "../../../src/db/proposals.ts";
import { markChange } from "../../../src/usecases/budget/mark-change.ts";
import { rejectProposal } from "../../../src/usecases/budget/reject-proposal.ts";
import { verifyChanges } from "../../../src/usecases/budget/verify-changes.ts";
import { ANYBODY, seen } from "./shift-test.ts";
import { isCut, statesOf, test } from "./write-test.ts";

const MINUTE = 60_000;
/** Where there is only one connection none waits for another. */
const server = process.env["TEST_DATABASE_URL"] ?? "";

test.skipIf(server === "")(
  "a raise is skipped while the way back is turned down, which lets it go",
  async ({ writing }) => {
    const { story, platform } = writing;
    const { db } = story;
    const proposal = await writing.approve();
    const cuts = proposal.plan.changes.filter(isCut);
    platform.rejections.set(cuts[0]?.campaign.name ?? "", "Too low.");
    await writing.run();
    const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
    await story.reload(
      Object.fromEntries(cuts.map(({ campaign, afterMicros }) => [campaign.name, afterMicros])),
      2 * MINUTE,
    );
    await verifyChanges(db, story.as("U0LEO", 2 * MINUTE).now);
    const { progress } = await writing.show(proposal);
    const held = progress.find(({ write }) => write?.state === "held")?.campaign.id ?? 0;

    const scope = story.as("U0LEO", 3 * MINUTE);
    const { workspaceId } = scope;
    const { proposalId } = proposal;
    const both = await db.transaction(async (tx) => {
      await lockProposal(tx, { workspaceId, proposalId });
      const skipping = markChange(db, scope, { proposalId, campaignIds: [held], as: "skipped" });
      skipping.catch(() => undefined);
      await expect.poll(() => waitsForLock(db), { timeout: 45_000 }).toBe(true);
      const turnedDown = { ...seen(undo), person: ANYBODY, reason: undefined, lock: undefined };
      await rejectProposal(tx, scope, turnedDown);
      return { skipping };
    });

    await expect(both.skipping).rejects.toThrow("seen to already");
    expect(statesOf((await writing.show(proposal)).progress)).toContain("todo waiting");
  },
);

async function waitsForLock(db: Db): Promise<boolean> {
  const text = `select 1 from pg_locks l join pg_stat_activity a using (pid)
    where not l.granted and a.datname = current_database()`;
  return (await db.rows({ text }, [])).length > 0;
}
