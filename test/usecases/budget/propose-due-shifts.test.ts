import { describe, expect } from "vitest";

import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import { proposeDueShifts } from "../../../src/usecases/budget/propose-due-shifts.ts";
import { CHANNEL, DAY_MS, type ShiftStory, test } from "./shift-test.ts";

const ADMIN = { groups: [], administrator: true };

/** Mondays at nine in New York; it is a Tuesday. */
async function schedule(story: ShiftStory, channel: string | undefined): Promise<void> {
  const { settings } = await story.desk.settings.show(story.as("U0MAYA"));
  await story.desk.settings.set(story.as("U0MAYA"), {
    person: ADMIN,
    settings: { ...settings, channel },
  });
}

function run({ db, as }: ShiftStory, laterMs: number): Promise<void> {
  const deps = {
    db,
    suggest: (...asked: Parameters<typeof suggestShift>) => Promise.resolve(suggestShift(...asked)),
  };
  const { workspaceId, zone, now } = as("U0JOB", laterMs);
  return proposeDueShifts(deps, (id) =>
    Promise.resolve({
      // Other tests' workspaces share the database; their ticks are not this test's.
      workspaceId: id,
      zone,
      now: id === workspaceId ? now : 0,
      actor: "job:shifts",
    }),
  );
}

function proposals(verbs: readonly string[]): string[] {
  return verbs.filter((verb) => verb === "shift.propose" || verb === "shift.silence");
}

describe("the weekly proposal", () => {
  test("comes on its day, once, whoever asks and however often", async ({ story }) => {
    await schedule(story, CHANNEL);
    await run(story, 0);
    expect(proposals(await story.verbs())).toEqual([]);

    await story.reload({}, 6 * DAY_MS);
    await Promise.all([
      run(story, 6 * DAY_MS + 3_600_000 * 3),
      run(story, 6 * DAY_MS + 3_600_000 * 3),
    ]);
    await run(story, 6 * DAY_MS + 3_600_000 * 5);

    expect(proposals(await story.verbs())).toHaveLength(1);
  });

  test("is caught up once after weeks of downtime", async ({ story }) => {
    await schedule(story, CHANNEL);
    await run(story, 30 * DAY_MS);
    await run(story, 30 * DAY_MS + 1);

    expect(proposals(await story.verbs())).toEqual(["shift.silence"]);
  });

  test("is not made where no channel is named", async ({ story }) => {
    await schedule(story, undefined);
    await run(story, 7 * DAY_MS);

    expect(proposals(await story.verbs())).toEqual([]);
  });
});
