import { and, asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";

import { audit } from "../../../src/db/schema/audit.ts";
import { scorecards } from "../../../src/db/schema/scorecards.ts";
import { storeJudged } from "../../../src/db/scorecards.ts";
import type { Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import { ANYBODY, CHANNEL, seen, type ShiftStory, test } from "./shift-test.ts";

const MINUTE = 60_000;

/** Approves what is proposed, and makes all of its changes but so many. */
async function madeBut(story: ShiftStory, left: number): Promise<Proposal> {
  const proposal = await story.propose();
  await story.desk.approve(story.as("U0LEO"), { ...seen(proposal), person: ANYBODY });
  for (const { campaign } of proposal.plan.changes.slice(left)) {
    const change = { proposalId: proposal.proposalId, campaignId: campaign.id };
    await story.desk.markChange(story.as("U0LEO"), { ...change, as: "done" });
  }
  return proposal;
}

async function takenBack(story: ShiftStory, proposal: Proposal): Promise<Proposal> {
  const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
  const approval = { ...seen(undo), person: ANYBODY };
  expect(await story.desk.approve(story.as("U0ADA", 2 * MINUTE), approval)).toBe("approved");
  return undo;
}

describe("what is left open of a shift that is taken back", () => {
  test("is closed with the approval of the way back, on record", async ({ story }) => {
    const proposal = await madeBut(story, 1);
    const open = proposal.plan.changes[0]?.campaign.id ?? 0;
    await takenBack(story, proposal);

    const shown = await story.desk.show(story.as("U0LEO"), proposal);
    expect(shown.progress.find(({ campaign }) => campaign.id === open)).toMatchObject({
      state: "skipped",
      by: "slack:U0ADA",
    });
    expect(shown.progress.filter(({ state }) => state === "todo")).toEqual([]);
    const { workspaceId } = story.as("U0LEO");
    const skips = await story.db.orm
      .select({ actor: audit.actor, subject: audit.subject, details: audit.details })
      .from(audit)
      .where(and(eq(audit.workspaceId, workspaceId), eq(audit.verb, "shift.change.skip")))
      .orderBy(asc(audit.auditId));
    expect(skips).toMatchObject([
      {
        actor: "slack:U0ADA",
        subject: `campaign:${open}`,
        details: { proposal: proposal.proposalId },
      },
    ]);
    // It is not carried out: its thread says that it is taken back, and no more.
    const owed = await story.owed();
    expect(owed).toContain("proposal:undone");
    expect(owed).not.toContain("proposal:applied");
  });

  test("is made no more, and blocks nothing", async ({ story }) => {
    const proposal = await madeBut(story, 1);
    const undo = await takenBack(story, proposal);
    const { proposalId } = proposal;
    const done = story.desk.markAllDone(story.as("U0LEO", 3 * MINUTE), { proposalId });
    await expect(done).rejects.toThrow("taken back");
    await story.desk.markAllDone(story.as("U0LEO", 3 * MINUTE), undo);

    const next = await story.desk.ask(story.as("U0MAYA", 4 * MINUTE), { channel: CHANNEL });

    expect(next.kind).not.toBe("standing");
  });

  test("waits for the answer once the way back is proposed", async ({ story }) => {
    const proposal = await madeBut(story, 1);
    const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
    const { proposalId } = proposal;
    const all = { proposalId } as const;
    await expect(story.desk.markAllDone(story.as("U0LEO", MINUTE), all)).rejects.toThrow(
      "The way back from it has been proposed",
    );

    await story.desk.reject(story.as("U0ADA", MINUTE), {
      ...seen(undo),
      person: ANYBODY,
      reason: undefined,
      lock: undefined,
    });
    await story.desk.markAllDone(story.as("U0LEO", 2 * MINUTE), all);

    const shown = await story.desk.show(story.as("U0LEO"), proposal);
    expect(shown.appliedAt).toBeDefined();
  });
});

describe("a way back of which every change is skipped", () => {
  test("has taken nothing back: the shift stands, is judged, and may be taken back again", async ({
    story,
  }) => {
    const proposal = await madeBut(story, 0);
    const undo = await takenBack(story, proposal);
    expect((await story.desk.show(story.as("U0LEO"), proposal)).undone).toBe(true);
    for (const { campaign } of undo.plan.changes) {
      const change = { proposalId: undo.proposalId, campaignId: campaign.id };
      await story.desk.markChange(story.as("U0LEO", 3 * MINUTE), { ...change, as: "skipped" });
    }

    expect((await story.desk.show(story.as("U0LEO"), proposal)).undone).toBe(false);
    expect(await daysOwed(story, proposal)).toEqual([7, 14, 28]);
    const again = await story.desk.undo(story.as("U0LEO", 4 * MINUTE), proposal);
    expect(again).toMatchObject({ kind: "undo", state: "open", undoOf: proposal.proposalId });
  });
});

describe("a shift that is made and taken back on one day", () => {
  test("lets its campaigns rest, though their budgets are where they were", async ({ story }) => {
    const proposal = await madeBut(story, 0);
    const undo = await takenBack(story, proposal);
    await story.desk.markAllDone(story.as("U0LEO", 3 * MINUTE), undo);

    const next = await story.desk.ask(story.as("U0MAYA", 4 * MINUTE), { channel: CHANNEL });

    const touched = proposal.plan.changes.map(({ campaign }) => campaign.name);
    expect(touched.length).toBeGreaterThan(0);
    const moved = next.kind === "nothing" ? [] : next.proposal.plan.changes;
    expect(moved.filter(({ campaign }) => touched.includes(campaign.name))).toEqual([]);
    expect(next.kind === "nothing" ? next.nothing.withheld : []).toContainEqual({
      campaign: touched[0],
      reason: "changed-lately",
    });
  });
});

async function daysOwed({ db, as }: ShiftStory, { proposalId }: Proposal): Promise<number[]> {
  const { workspaceId } = as("U0LEO");
  const rows = await db.orm
    .select({ day: scorecards.day })
    .from(scorecards)
    .where(and(eq(scorecards.workspaceId, workspaceId), eq(scorecards.proposalId, proposalId)))
    .orderBy(asc(scorecards.day));
  return rows.map(({ day }) => day);
}

const CARD = {
  day: 7,
  verdict: "too-early",
  measured: { gain: 10, low: -40, high: 60, counterfactual: 900, actual: 910 },
  promised: 40,
  maturedDays: 7,
  controls: 0,
} as const;

describe("a look at a shift that is taken back", () => {
  test("is owed no more once all of it is back, and its thread says so", async ({ story }) => {
    const proposal = await madeBut(story, 0);
    const undo = await takenBack(story, proposal);
    const [first, ...others] = undo.plan.changes.map(({ campaign }) => campaign.id);
    const { proposalId } = undo;
    for (const campaignId of others) {
      const change = { proposalId, campaignId, as: "done" } as const;
      await story.desk.markChange(story.as("U0LEO", 3 * MINUTE), change);
    }
    expect(await daysOwed(story, proposal)).toEqual([7, 14, 28]);
    expect(await story.desk.record(story.as("U0LEO"))).toMatchObject([{ shifts: 1 }]);

    const last = { proposalId, campaignId: first ?? 0, as: "done" } as const;
    await story.desk.markChange(story.as("U0LEO", 4 * MINUTE), last);

    expect(await daysOwed(story, proposal)).toEqual([]);
    expect(await story.desk.record(story.as("U0LEO"))).toEqual([]);
    expect((await story.owed()).filter((key) => key.endsWith("taken-back"))).toHaveLength(1);
  });

  test("is owed still while a part of it stands", async ({ story }) => {
    const proposal = await madeBut(story, 0);
    const undo = await takenBack(story, proposal);
    const { proposalId } = undo;
    const campaignId = undo.plan.changes[0]?.campaign.id ?? 0;
    const skipped = { proposalId, campaignId, as: "skipped" } as const;
    await story.desk.markChange(story.as("U0LEO", 3 * MINUTE), skipped);
    await story.desk.markAllDone(story.as("U0LEO", 4 * MINUTE), undo);

    expect(await daysOwed(story, proposal)).toEqual([7, 14, 28]);
    expect(await story.desk.record(story.as("U0LEO"))).toMatchObject([{ shifts: 1 }]);
    expect((await story.owed()).filter((key) => key.endsWith("taken-back"))).toEqual([]);
  });

  test("stays where it has been taken, and counts", async ({ story }) => {
    const proposal = await madeBut(story, 0);
    const { workspaceId, now } = story.as("U0LEO");
    const key = { workspaceId, proposalId: proposal.proposalId, day: 7 };
    await storeJudged(story.db, key, { at: now, result: CARD });
    const undo = await takenBack(story, proposal);
    await story.desk.markAllDone(story.as("U0LEO", 3 * MINUTE), undo);

    expect(await daysOwed(story, proposal)).toEqual([7]);
    expect(await story.desk.record(story.as("U0LEO"))).toMatchObject([{ shifts: 1, measured: 1 }]);
  });

  test("is owed for none whose changes were all skipped: it is no part of the record", async ({
    story,
  }) => {
    const proposal = await story.propose();
    await story.desk.approve(story.as("U0LEO"), { ...seen(proposal), person: ANYBODY });
    const { proposalId } = proposal;
    for (const { campaign } of proposal.plan.changes) {
      const change = { proposalId, campaignId: campaign.id, as: "skipped" } as const;
      await story.desk.markChange(story.as("U0LEO"), change);
    }

    expect(await story.desk.record(story.as("U0LEO"))).toEqual([]);
  });
});
