import { expect } from "vitest";

import { isRaise } from "../../../src/domain/budget/proposal/funded-raises.ts";
import type { Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import { expireProposals } from "../../../src/usecases/budget/expire-proposals.ts";
import { storeProposal } from "../../../src/usecases/budget/propose-shift.ts";
import { shiftSettingsOf } from "../../../src/usecases/budget/shift-settings.ts";
import { verifyChanges } from "../../../src/usecases/budget/verify-changes.ts";
import { ANYBODY, CHANNEL, DAY_MS, seen } from "./shift-test.ts";
import { isCut, statesOf, test as base, type Writing } from "./write-test.ts";

const MINUTE = 60_000;

interface HeldUp {
  readonly writing: Writing;
  readonly proposal: Proposal;
  readonly undo: Proposal;
}

/** A shift whose raises wait for a cut; its way back is proposed, and only then a load finds the cut made by hand. */
const test = base.extend<{ held: HeldUp }>({
  held: async ({ writing }, use) => {
    const { story, platform } = writing;
    const proposal = await writing.approve();
    const cuts = proposal.plan.changes.filter(isCut);
    const refused = cuts[0];
    platform.rejections.set(refused?.campaign.name ?? "", "Too low.");
    await writing.run();
    expect(statesOf((await writing.show(proposal)).progress)).toContain("todo held");

    const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
    await story.reload(
      Object.fromEntries(cuts.map(({ campaign, afterMicros }) => [campaign.name, afterMicros])),
      2 * MINUTE,
    );
    await verifyChanges(story.db, story.as("U0LEO", 2 * MINUTE).now);
    await writing.run(2 * MINUTE);
    expect(statesOf((await writing.show(proposal)).progress)).toContain("todo held");
    await use({ writing, proposal, undo });
  },
});

test.for<[string, (held: HeldUp) => Promise<unknown>, string]>([
  [
    "turned down",
    ({ writing: { story }, undo }) =>
      story.desk.reject(story.as("U0LEO", 3 * MINUTE), {
        ...seen(undo),
        person: ANYBODY,
        reason: undefined,
        lock: undefined,
      }),
    "rejected",
  ],
  [
    "expired",
    ({ writing: { story } }) => expireProposals(story.db, story.as("U0LEO", 30 * DAY_MS).now),
    "expired",
  ],
  [
    "replaced by another proposal",
    ({ writing: { story }, proposal: { plan } }) =>
      story.db.transaction(async (tx) => {
        const scope = story.as("U0LEO", 3 * MINUTE);
        const settings = await shiftSettingsOf(tx, scope.workspaceId);
        return storeProposal(tx, scope, { kind: "test", channel: CHANNEL, plan, settings });
      }),
    "replaced",
  ],
  [
    "withdrawn",
    async ({ writing: { story, platform, show }, proposal, undo }) => {
      // Somebody has changed again all that was made.
      const made = (await show(proposal)).progress.filter(({ state }) => state === "verified");
      const budgets = made.map(({ campaign }) => [campaign.name, 7_000_000n] as const);
      for (const [name, micros] of budgets) platform.budgets.set(name, micros);
      await story.reload(Object.fromEntries(budgets), 3 * MINUTE);
      const approval = { ...seen(undo), person: ANYBODY };
      await story.desk.approve(story.as("U0LEO", 4 * MINUTE), approval);
    },
    "replaced",
  ],
])("raises that the way back held are written once it is %s", async ([, end, state], { held }) => {
  const { writing, proposal, undo } = held;
  const { story } = writing;
  await end(held);
  expect((await story.desk.show(story.as("U0LEO"), undo)).state).toBe(state);
  await writing.run(31 * DAY_MS);

  const { progress } = await writing.show(proposal);
  expect(new Set(statesOf(progress.filter(isRaise)))).toEqual(new Set(["verified written"]));
});

test("raises that no cut has paid for are held on", async ({ writing }) => {
  const { story, platform } = writing;
  const proposal = await writing.approve();
  platform.rejections.set(proposal.plan.changes.find(isCut)?.campaign.name ?? "", "Too low.");
  await writing.run();
  const before = statesOf((await writing.show(proposal)).progress);
  await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
  await expireProposals(story.db, story.as("U0LEO", 30 * DAY_MS).now);
  await writing.run(31 * DAY_MS);
  expect(statesOf((await writing.show(proposal)).progress)).toEqual(before);
});
