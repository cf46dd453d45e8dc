import { describe, expect } from "vitest";

import { campaignsById } from "../../../src/db/campaigns.ts";
import { isRaise } from "../../../src/domain/budget/proposal/funded-raises.ts";
import { SourceFault } from "../../../src/usecases/source.ts";
import { ANYBODY, seen } from "./shift-test.ts";
import { isCut, statesOf, test } from "./write-test.ts";

const MINUTE = 60_000;

function busy(): SourceFault {
  return new SourceFault("unreachable", "The platform does not answer.", { next: "Wait." });
}

describe("an approved shift", () => {
  test("is written to its platform, read back, and carried out", async ({ writing }) => {
    const { story, platform } = writing;
    const proposal = await writing.approve();
    expect(proposal.writing).toEqual({
      written: proposal.plan.changes.length,
      dryRun: 0,
      byHand: 0,
    });
    await writing.run();

    for (const { campaign, afterMicros } of proposal.plan.changes) {
      expect(platform.budgets.get(campaign.name)).toBe(afterMicros);
    }
    const name = platform.asked[0]?.split(" ")[1];
    expect(platform.asked.slice(0, 4)).toEqual([
      `read ${name}`,
      `validate ${name}`,
      `write ${name}`,
      `read ${name}`,
    ]);
    const shown = await writing.show(proposal);
    expect(new Set(statesOf(shown.progress))).toEqual(new Set(["verified written"]));
    expect(shown.progress[0]).toMatchObject({
      by: "slack:U0LEO",
      write: { requestId: expect.stringMatching(/^req-/) as string },
    });
    expect(shown.appliedAt).toBeDefined();
    expect(await story.verbs()).toContain("shift.write.written");
    await writing.run();
    expect(platform.asked.filter((call) => call.startsWith("write"))).toHaveLength(
      proposal.plan.changes.length,
    );
  });

  test("of which a cut has moved meanwhile writes no raise that it would have paid for", async ({
    writing,
  }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    const cut = proposal.plan.changes.find(isCut);
    const name = cut?.campaign.name ?? "";
    platform.budgets.set(name, 1_230_000n);
    await writing.run();

    const { progress, appliedAt } = await writing.show(proposal);
    expect(progress.find(({ campaign }) => campaign.name === name)).toMatchObject({
      state: "todo",
      write: {
        state: "refused",
        fault: expect.stringContaining("1.23 USD a day by now") as string,
      },
    });
    expect(platform.budgets.get(name)).toBe(1_230_000n);
    const made = progress.filter(({ state }) => state === "verified");
    const spent = made.reduce((sum, one) => sum + one.afterMicros - one.beforeMicros, 0n);
    expect(made.some(isCut)).toBe(true);
    expect(spent <= 0n).toBe(true);
    expect(statesOf(progress)).toContain("todo held");
    expect(appliedAt).toBeUndefined();

    platform.budgets.set(name, cut?.beforeMicros ?? 0n);
    await writing.story.desk.retryWrites(writing.story.as("U0LEO"), proposal);
    await writing.run();
    expect((await writing.show(proposal)).appliedAt).toBeDefined();
  });

  test("that found a budget moved takes the platform's word from then on", async ({
    writing,
    scope,
  }) => {
    const { platform, story } = writing;
    const proposal = await writing.approve();
    const cut = proposal.plan.changes.find(isCut);
    platform.budgets.set(cut?.campaign.name ?? "", 1_230_000n);
    await writing.run();

    const { workspaceId } = scope;
    const ids = [cut?.campaign.id ?? 0];
    expect(await campaignsById(story.db, { workspaceId, ids })).toMatchObject([
      { dailyBudgetMicros: 1_230_000n },
    ]);
  });

  test("is tried again where the platform does not answer, and given up in the end", async ({
    writing,
  }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    platform.faults.push(busy());
    await writing.run();
    const waits = (await writing.show(proposal)).progress.filter(
      ({ write }) => write?.state === "waiting",
    );
    expect(waits).toHaveLength(1);
    await writing.run(MINUTE);
    expect((await writing.show(proposal)).appliedAt).toBeDefined();
  });

  test("that was written when its instance died is not written twice", async ({ writing }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    // Read, validate, and killed while it writes: the platform has it, nobody has recorded it.
    platform.faults.push(undefined, undefined, new Error("killed"));
    await expect(writing.run()).rejects.toThrow("killed");
    const writes = platform.asked.filter((call) => call.startsWith("write"));
    await writing.run();
    // Its claim still stands; later another instance follows.
    await writing.run(5 * MINUTE);
    const shown = await writing.show(proposal);
    expect(new Set(statesOf(shown.progress))).toEqual(new Set(["verified written"]));
    const again = platform.asked.filter((call) => call === writes[0]);
    expect(again).toHaveLength(1);
  });

  test("is given up before another instance may follow, where the platform does not answer", async ({
    writing,
  }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    platform.mute = true;
    await writing.run(0, 40);
    const { progress } = await writing.show(proposal);
    expect(new Set(statesOf(progress.filter(isCut)))).toEqual(new Set(["todo waiting"]));
    expect(new Set(statesOf(progress.filter(isRaise)))).toEqual(new Set(["todo held"]));

    platform.mute = false;
    await writing.run(MINUTE);
    expect((await writing.show(proposal)).appliedAt).toBeDefined();
  });

  test("that the platform rejects says why, and can be made by hand", async ({ writing }) => {
    const { platform, story } = writing;
    const proposal = await writing.approve();
    const [first] = proposal.plan.changes;
    if (first === undefined) throw new Error("There is a change.");
    platform.rejections.set(first.campaign.name, "The budget is below the minimum.");
    await writing.run();
    const shown = await writing.show(proposal);
    const rejected = shown.progress.find(({ campaign }) => campaign.id === first.campaign.id);
    expect(rejected?.write).toMatchObject({
      state: "refused",
      fault: expect.stringContaining("below the minimum") as string,
    });
    const key = { proposalId: proposal.proposalId, campaignId: first.campaign.id };
    await story.desk.markChange(story.as("U0LEO", MINUTE), { ...key, as: "done" });
    await writing.run(MINUTE);
    expect((await writing.show(proposal)).appliedAt).toBeDefined();
  });

  test("whose budget is of another kind is left to people", async ({ writing }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    const name = proposal.plan.changes[0]?.campaign.name ?? "";
    platform.unfit.set(name, "It shares its budget with 3 campaigns.");
    await writing.run();
    const shown = await writing.show(proposal);
    const unfit = shown.progress.find(({ campaign }) => campaign.name === name);
    expect(unfit).toMatchObject({
      state: "todo",
      write: { state: "unfit", fault: "It shares its budget with 3 campaigns." },
    });
  });

  test("that was taken and not set is not called written", async ({ writing }) => {
    const { platform } = writing;
    const proposal = await writing.approve();
    platform.deaf = true;
    await writing.run();
    const shown = await writing.show(proposal);
    const cuts = shown.progress.filter(isCut);
    expect(new Set(statesOf(cuts))).toEqual(new Set(["todo refused"]));
    expect(cuts[0]?.write?.fault).toMatch(/reads back as/);
    expect(new Set(statesOf(shown.progress.filter(isRaise)))).toEqual(new Set(["todo held"]));
  });

  test("on its way is not marked as made by hand", async ({ writing }) => {
    const { story } = writing;
    const proposal = await writing.approve();
    const { proposalId } = proposal;
    await expect(story.desk.markAllDone(story.as("U0LEO"), { proposalId })).rejects.toThrow(
      /seen to already/,
    );
  });

  test("can be taken back, through the platform again", async ({ writing }) => {
    const { story, platform } = writing;
    const proposal = await writing.approve();
    await writing.run();
    const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
    const approval = { ...seen(undo), person: ANYBODY };
    expect(await story.desk.approve(story.as("U0LEO", MINUTE), approval)).toBe("approved");
    await writing.run(2 * MINUTE);
    for (const { campaign, beforeMicros } of proposal.plan.changes) {
      expect(platform.budgets.get(campaign.name)).toBe(beforeMicros);
    }
  });
});

describe("an approved shift on dry run", () => {
  test.override({ writes: false });

  test("is shown to the platform, and nothing is written", async ({ writing }) => {
    const { platform, story } = writing;
    const proposal = await writing.approve();
    expect(proposal.writing).toMatchObject({ written: 0, dryRun: proposal.plan.changes.length });
    await writing.run();

    expect(platform.asked.some((call) => call.startsWith("write"))).toBe(false);
    const shown = await writing.show(proposal);
    expect(new Set(statesOf(shown.progress))).toEqual(new Set(["todo tried"]));
    expect(shown.appliedAt).toBeUndefined();
    expect(await story.owed()).toContain("proposal:dry-run");
    const { proposalId } = proposal;
    await story.desk.markAllDone(story.as("U0LEO", MINUTE), { proposalId });
    expect((await writing.show(proposal)).appliedAt).toBeDefined();
  });
});
