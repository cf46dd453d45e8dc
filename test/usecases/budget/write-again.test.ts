import { expect } from "vitest";

import { listSourceRows, updateSource } from "../../../src/db/sources.ts";
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

test("nothing is written through a paused source, until it is resumed", async ({
  writing,
  scope,
}) => {
  const { story, platform } = writing;
  const proposal = await writing.approve();
  const [source] = await listSourceRows(story.db, scope.workspaceId);
  if (source === undefined) throw new Error("The story has a source.");
  await updateSource(story.db, source, { paused: true });
  const before = new Map(platform.budgets);
  await writing.run();

  expect(platform.budgets).toEqual(before);
  const states = async () => {
    const { progress } = await writing.show(proposal);
    return new Set(progress.map(({ write }) => write?.state));
  };
  expect(await states()).toEqual(new Set(["failed", "held"]));

  await updateSource(story.db, source, { paused: false });
  await story.desk.retryWrites(story.as("U0LEO"), proposal);
  await writing.run(MINUTE);
  expect(await states()).toEqual(new Set(["written"]));
});
