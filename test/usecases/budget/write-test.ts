import { sql } from "drizzle-orm";
import { expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import { linkAccount, setWrites } from "../../../src/db/source-accounts.ts";
import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { ChangeProgress, Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import type { SuggestDeps } from "../../../src/usecases/budget/suggest-from-data.ts";
import { writeChanges } from "../../../src/usecases/budget/write-changes.ts";
import { createShiftDesk } from "../../../src/usecases/create-shift-desk.ts";
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
  writing: async ({ story: told, scope, writes }, use) => {
    const { db } = told;
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
    const open = () => scriptedSource({ budgets: platform });
    const deps = { db, open, stopping: new AbortController().signal };
    const suggest: SuggestDeps["suggest"] = (...asked) => Promise.resolve(suggestShift(...asked));
    const story = { ...told, desk: createShiftDesk({ db, suggest, open }) };
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
        // What it was asked while somebody approved is not what the writer asks.
        platform.asked.length = 0;
        return proposal;
      },
      run: (laterMs = 0, leaseMs = 120_000) =>
        writeChanges({ ...deps, leaseMs, now: () => scope.now + laterMs }),
      show: (proposal) => story.desk.show(story.as("U0LEO"), proposal),
    });
    // The writer sees to all workspaces: what is left here is not the next test's.
    await db.orm.execute(
      sql`update proposal_changes set state = 'skipped' where workspace_id = ${workspaceId} and state = 'todo'`,
    );
  },
});

/** `verified written`, `todo held`: what has come of each. */
export function statesOf(progress: readonly ChangeProgress[]): string[] {
  return progress.map(({ state, write }) => `${state} ${write?.state}`);
}

export function isCut(change: Pick<ChangeProgress, "beforeMicros" | "afterMicros">): boolean {
  return change.afterMicros < change.beforeMicros;
}
