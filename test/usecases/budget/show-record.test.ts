import { describe, expect } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { judgeDueScorecards } from "../../../src/usecases/budget/judge-scorecards.ts";
import { honestyOf, showRecord } from "../../../src/usecases/budget/show-record.ts";
import { APPLIED, test } from "./scorecard-test.ts";

const LATE = addDays(APPLIED, 45);

describe("the record of applied shifts", () => {
  test("is empty where none was made", async ({ story }) => {
    expect(await showRecord(story.db, story.at(LATE))).toEqual([]);
    expect(
      await honestyOf(story.db, story.at(LATE), { currency: "USD", goal: "value" }),
    ).toBeUndefined();
  });

  test("counts each shift with its latest scorecard, and says what that makes of promises", async ({
    story,
  }) => {
    await story.load({ until: addDays(LATE, -1), effect: 0.5 });
    const first = await story.apply();
    await judgeDueScorecards(story.db, story.at(LATE));
    await story.apply({ on: addDays(LATE, -1) });

    const records = await showRecord(story.db, story.at(LATE));

    const card = (await story.cards(first))[2];
    expect(records).toMatchObject([
      {
        currency: "USD",
        goal: "value",
        shifts: 2,
        measured: 1,
        promisedGain: 28,
        measuredGain: card?.measured?.gain,
        valueNow: 4000,
        statedProbability: 0.95,
        cameTrue: 0,
        widened: 1.5,
        verdicts: { better: 0, worse: 1, "too-early": 0, "too-noisy": 0 },
      },
    ]);
    const honesty = await honestyOf(story.db, story.at(LATE), { currency: "USD", goal: "value" });
    expect(honesty?.haircut).toBe(records[0]?.haircut);
    expect(honesty?.haircut).toBeLessThan(0.7);
    expect(
      await honestyOf(story.db, story.at(LATE), { currency: "USD", goal: "conversions" }),
    ).toBeUndefined();
  });
});
