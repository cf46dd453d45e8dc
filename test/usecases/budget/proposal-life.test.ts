import { describe, expect } from "vitest";

import { movedMicros, type Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import { verifyChanges } from "../../../src/usecases/budget/verify-changes.ts";
import { ANYBODY, CHANNEL, DAY_MS, seen, type ShiftStory, test } from "./shift-test.ts";

function never(): never {
  throw new Error("There is something to propose.");
}

async function approved(story: ShiftStory): Promise<Proposal> {
  const proposal = await story.propose();
  const said = await story.desk.approve(story.as("U0LEO"), { ...seen(proposal), person: ANYBODY });
  expect(said).toBe("approved");
  return story.desk.show(story.as("U0LEO"), proposal);
}

function afterOf({ plan }: Proposal): Record<string, bigint> {
  return Object.fromEntries(plan.changes.map((one) => [one.campaign.name, one.afterMicros]));
}

describe("asking for a shift", () => {
  test("proposes the plan that the numbers speak for, and keeps the total", async ({ story }) => {
    const proposal = await story.propose();

    const { plan } = proposal;
    expect(proposal).toMatchObject({ state: "open", kind: "shift", version: 1, undone: false });
    expect(plan.passes).toBe(true);
    expect(plan.expected?.probability).toBeGreaterThan(0.9);
    const sums = plan.changes.map(({ beforeMicros, afterMicros }) => afterMicros - beforeMicros);
    expect(sums.reduce((sum, one) => sum + one, 0n)).toBe(0n);
    expect(plan.moves.reduce((sum, { amount }) => sum + amount, 0n)).toBe(movedMicros(plan));
    expect(await story.owed()).toEqual(["proposal"]);
    expect(await story.verbs()).toEqual(["shift.propose"]);
  });

  test("moves a total that somebody wants higher, to the smallest unit", async ({ story }) => {
    const answer = await story.desk.ask(story.as("U0MAYA"), {
      channel: CHANNEL,
      totalChange: 0.1,
    });

    const { plan, proposalId, version } = answer.kind === "nothing" ? never() : answer.proposal;
    const sum = plan.changes.reduce((all, one) => all + one.afterMicros - one.beforeMicros, 0n);
    expect(sum).toBe(plan.totalMicros / 10n);
    expect(plan.totalChange).toBe(0.1);
    const seenNow = { proposalId, version, person: ANYBODY };
    expect(await story.desk.approve(story.as("U0LEO"), seenNow)).toBe("approved");
  });

  test("says which limit a total breaks", async ({ story }) => {
    const answer = await story.desk.ask(story.as("U0MAYA"), {
      channel: CHANNEL,
      totalChange: 0.5,
    });

    expect(answer).toMatchObject({
      kind: "nothing",
      nothing: {
        silence: { kind: "infeasible", infeasible: { kind: "total-above-maximums" } },
      },
    });
  });

  test("answers with the one that stands", async ({ story }) => {
    const { proposalId } = await story.propose();

    const again = await story.desk.ask(story.as("U0LEO"), { channel: CHANNEL });

    expect(again).toMatchObject({ kind: "standing", proposal: { proposalId } });
  });

  test("makes one proposal, however many ask at once", async ({ story }) => {
    const asked = Array.from({ length: 6 }, () =>
      story.desk.ask(story.as("U0MAYA"), { channel: CHANNEL }),
    );
    const answers = await Promise.all(asked);

    expect(answers.filter(({ kind }) => kind === "proposed")).toHaveLength(1);
    expect(await story.verbs()).toEqual(["shift.propose"]);
  });
});

describe("an approved shift", () => {
  test("is carried out by hand, and confirmed by the next load", async ({ story }) => {
    const proposal = await approved(story);
    expect(proposal.progress.map(({ state }) => state)).toEqual(
      proposal.plan.changes.map(() => "todo"),
    );
    const [first] = proposal.progress;
    await story.desk.markChange(story.as("U0LEO"), {
      ...proposal,
      campaignId: first?.campaign.id ?? 0,
      as: "done",
    });
    await expect(
      story.desk.markChange(story.as("U0MAYA"), {
        ...proposal,
        campaignId: first?.campaign.id ?? 0,
        as: "done",
      }),
    ).rejects.toThrow("seen to already");
    await story.desk.markAllDone(story.as("U0LEO"), proposal);
    const done = await story.desk.show(story.as("U0LEO"), proposal);
    expect(done.appliedAt).toBe(story.as("U0LEO").now);

    await story.reload(afterOf(proposal), DAY_MS);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);

    const verified = await story.desk.show(story.as("U0LEO"), proposal);
    expect(new Set(verified.progress.map(({ state }) => state))).toEqual(new Set(["verified"]));
    const verbs = await story.verbs();
    expect(verbs.filter((verb) => verb === "shift.change.verify")).toHaveLength(
      proposal.progress.length,
    );
    expect(await story.owed()).toEqual(["proposal", "proposal:approved", "proposal:applied"]);
  });

  test("says so where a load has another budget than was said to be made", async ({ story }) => {
    const proposal = await approved(story);
    await story.desk.markAllDone(story.as("U0LEO"), proposal);

    await story.reload({}, DAY_MS);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);
    await verifyChanges(story.db, story.as("U0LEO", 2 * DAY_MS).now);

    const { progress } = await story.desk.show(story.as("U0LEO"), proposal);
    for (const { state, seenMicros, beforeMicros } of progress) {
      expect(state).toBe("done");
      expect(seenMicros).toBe(beforeMicros);
    }
    const differs = (await story.owed()).filter((key) => key.includes("differs"));
    expect(differs).toHaveLength(progress.length);
  });

  test("rests: its campaigns are in no other plan for a week", async ({ story }) => {
    const proposal = await approved(story);
    await story.desk.markAllDone(story.as("U0LEO"), proposal);

    const next = await story.desk.ask(story.as("U0MAYA", 3_600_000), { channel: CHANNEL });

    const moved =
      next.kind === "nothing" ? [] : next.proposal.plan.changes.map((one) => one.campaign.id);
    const touched = proposal.plan.changes.map((one) => one.campaign.id);
    expect(moved.filter((id) => touched.includes(id))).toEqual([]);
    expect(next.kind === "nothing" ? next.nothing.withheld : []).toContainEqual({
      campaign: proposal.plan.changes[0]?.campaign.name,
      reason: "changed-lately",
    });
  });

  test("is taken back by a plan of its own, once, for what nobody has touched since", async ({
    story,
  }) => {
    const proposal = await approved(story);
    await expect(story.desk.undo(story.as("U0LEO"), proposal)).rejects.toThrow("nothing to undo");
    await story.desk.markAllDone(story.as("U0LEO"), proposal);
    const [touched, ...others] = proposal.plan.changes;
    await story.reload({ ...afterOf(proposal), [touched?.campaign.name ?? ""]: 999_000_000n }, 1);

    const undo = await story.desk.undo(story.as("U0LEO", 2), proposal);

    expect(undo).toMatchObject({ kind: "undo", state: "open", undoOf: proposal.proposalId });
    expect(proposal.plan.incompleteDays).toBeGreaterThan(0);
    expect(undo.plan).toMatchObject({ incompleteDays: 0, expected: undefined, basis: undefined });
    expect(afterOf(undo)).toEqual(
      Object.fromEntries(others.map((one) => [one.campaign.name, one.beforeMicros])),
    );
    await expect(story.desk.undo(story.as("U0LEO"), proposal)).rejects.toThrow("already");
    const said = await story.desk.approve(story.as("U0MAYA", 3), {
      ...seen(undo),
      person: ANYBODY,
    });
    expect(said).toBe("approved");
    expect((await story.desk.show(story.as("U0LEO"), proposal)).undone).toBe(true);
  });
});
