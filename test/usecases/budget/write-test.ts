import { sql } from "drizzle-orm";
import { expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import { linkAccount, setWrites } from "../../../src/db/source-accounts.ts";
import type { Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import { writeChanges } from "../../../src/usecases/budget/write-changes.ts";
import { addSource } from "../../../src/usecases/sources/change-source.ts";
import { type ScriptedPlatform, scriptedPlatform } from "../../support/scripted-platform.ts";
import { scriptedSource } from "../../support/scripted-source.ts";
import { ANYBODY, seen, type ShiftStory, test as base } from "./shift-test.ts";

/** A story whose account is loaded by a live source, and the platform behind it. */
export interface Writing {
  readonly story: ShiftStory;
  readonly platform: ScriptedPlatform;
  /** Approves what is proposed, and lets the writer run so long after the beginning. */
  readonly approve: () => Promise<Proposal>;
  readonly run: (laterMs?: number, leaseMs?: number) => Promise<void>;
  readonly show: (proposal: Proposal) => Promise<Proposal>;
}

export const test = base.extend<{ writes: boolean; writing: Writing }>({
  writes: true,
  writing: async ({ story, scope, writes }, use) => {
    const { db } = story;
    const { workspaceId } = scope;
    await db.orm.execute(
      sql`update campaigns set external_id = name where workspace_id = ${workspaceId}`,
    );
    const { sourceId } = await addSource(db, scope, {
      kind: "simulated",
      name: "Live",
      settings: {},
      secrets: undefined,
      schedule: "0 * * * *",
      timeZone: undefined,
      trailingDays: 7,
      historyDays: 7,
    });
    const [account] = await listAccounts(db, workspaceId);
    if (account === undefined) throw new Error("The story has an account.");
    const { accountId } = account;
    await linkAccount(db, { workspaceId, accountId, sourceId, externalId: "act-1" });
    await setWrites(db, account, { writes, by: "slack:U0ADA", at: scope.now });
    const platform = scriptedPlatform({});
    const deps = {
      db,
      open: () => scriptedSource({ budgets: platform }),
      stopping: new AbortController().signal,
    };
    await use({
      story,
      platform,
      async approve() {
        const proposal = await story.propose();
        for (const { campaign, beforeMicros } of proposal.plan.changes) {
          platform.budgets.set(campaign.name, beforeMicros);
        }
        const approval = { ...seen(proposal), person: ANYBODY };
        expect(await story.desk.approve(story.as("U0LEO"), approval)).toBe("approved");
        return proposal;
      },
      run: (laterMs = 0, leaseMs = 120_000) =>
        writeChanges({ ...deps, leaseMs, now: () => scope.now + laterMs }),
      show: (proposal) => story.desk.show(story.as("U0LEO"), proposal),
    });
  },
});
