import { expect } from "vitest";

import { isRaise } from "../../../src/domain/budget/proposal/funded-raises.ts";
import { SourceFault } from "../../../src/usecases/source.ts";
import { ANYBODY, seen } from "./shift-test.ts";
import { isCut, statesOf, test } from "./write-test.ts";

const MINUTE = 60_000;

test("an attempt that fails by a fault of one's own is not made for ever", async ({ writing }) => {
  const { platform } = writing;
  const proposal = await writing.approve();
  const { length } = proposal.plan.changes;
  for (let run = 0; run < 10 * length; run += 1) {
    platform.faults.unshift(new TypeError("a slip"));
    await writing.run(run * 20 * MINUTE).catch(() => undefined);
  }
  const shown = await writing.show(proposal);
  expect(new Set(statesOf(shown.progress.filter(isCut)))).toEqual(new Set(["todo failed"]));
  expect(new Set(statesOf(shown.progress.filter(isRaise)))).toEqual(new Set(["todo held"]));
});

test("what is being written is not undone before it is", async ({ writing }) => {
  const { story, platform } = writing;
  const proposal = await writing.approve();
  platform.faults.push(
    undefined,
    undefined,
    undefined,
    undefined,
    new SourceFault("unreachable", "The platform does not answer.", { next: "Wait." }),
  );
  await writing.run();
  await expect(story.desk.undo(story.as("U0LEO"), proposal)).rejects.toThrow(/still being written/);
  await writing.run(MINUTE);
  await expect(story.desk.undo(story.as("U0LEO"), proposal)).resolves.toBeDefined();
});

test("what was not written is not tried again once the way back is proposed", async ({
  writing,
}) => {
  const { story, platform } = writing;
  const proposal = await writing.approve();
  platform.rejections.set(proposal.plan.changes[0]?.campaign.name ?? "", "Too low.");
  await writing.run();
  await story.desk.undo(story.as("U0LEO"), proposal);
  await expect(story.desk.retryWrites(story.as("U0LEO"), proposal)).rejects.toThrow(/way back/);
});

test("raises that wait for a cut are closed with the shift that is taken back", async ({
  writing,
}) => {
  const { story, platform } = writing;
  const proposal = await writing.approve();
  const cut = proposal.plan.changes.find(isCut);
  platform.rejections.set(cut?.campaign.name ?? "", "Too low.");
  await writing.run();
  expect(statesOf((await writing.show(proposal)).progress)).toContain("todo held");

  const undo = await story.desk.undo(story.as("U0LEO", MINUTE), proposal);
  const approval = { ...seen(undo), person: ANYBODY };
  expect(await story.desk.approve(story.as("U0LEO", MINUTE), approval)).toBe("approved");

  const { progress } = await writing.show(proposal);
  expect(progress.filter(({ state }) => state === "todo")).toEqual([]);
});
