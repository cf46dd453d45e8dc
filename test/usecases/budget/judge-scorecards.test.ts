import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";

import { audit } from "../../../src/db/schema/audit.ts";
import { addDays } from "../../../src/domain/day.ts";
import { judgeDueScorecards } from "../../../src/usecases/budget/judge-scorecards.ts";
import { APPLIED, test } from "./scorecard-test.ts";

const DAY_8 = addDays(APPLIED, 8);
const LATE = addDays(APPLIED, 45);

describe("a look at an applied shift", () => {
  test("is taken when it is due, stored, recorded, and told in the thread", async ({ story }) => {
    await story.load({ until: addDays(APPLIED, 7) });
    const proposalId = await story.apply();

    const before = await judgeDueScorecards(story.db, story.at(DAY_8, 11));
    const judged = await judgeDueScorecards(story.db, story.at(DAY_8, 13));
    const again = await judgeDueScorecards(story.db, story.at(DAY_8, 14));

    expect([before, judged, again]).toEqual([0, 1, 0]);
    const [seven, fourteen] = await story.cards(proposalId);
    expect(seven).toMatchObject({
      day: 7,
      verdict: "too-early",
      promised: 28,
      maturedDays: 7,
      controls: 2,
    });
    expect(fourteen).toBeUndefined();
    expect(await story.owed()).toMatchObject([
      {
        deliveryKey: `proposal:${proposalId}:scorecard:7`,
        threadKey: `proposal:${proposalId}`,
        channel: "C0ALERTS",
        severity: "info",
        payload: { kind: "proposal-note", proposalId, note: { kind: "scorecard", day: 7 } },
      },
    ]);
    const rows = await story.db.orm
      .select()
      .from(audit)
      .where(eq(audit.workspaceId, story.at(DAY_8).workspaceId));
    expect(rows.filter(({ verb }) => verb === "shift.judge")).toMatchObject([
      {
        subject: `proposal:${proposalId}`,
        actor: "job:scorecards",
        details: { day: 7, verdict: "too-early", promised: 28, gain: seven?.measured?.gain },
      },
    ]);
  });

  test("is taken once, however many ask at once", async ({ story }) => {
    await story.load({ until: addDays(APPLIED, 7) });
    await story.apply();

    const counts = await Promise.all(
      Array.from({ length: 8 }, () => judgeDueScorecards(story.db, story.at(DAY_8, 13))),
    );

    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await story.owed()).toHaveLength(1);
  });

  test("found late looks at its own days, the earlier ones first", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1) });
    const proposalId = await story.apply();

    expect(await judgeDueScorecards(story.db, story.at(LATE))).toBe(3);

    const cards = await story.cards(proposalId);
    expect(cards.map((card) => card?.maturedDays)).toEqual([7, 14, 28]);
    expect((await story.owed()).map(({ deliveryKey }) => deliveryKey)).toEqual(
      [7, 14, 28].map((day) => `proposal:${proposalId}:scorecard:${day}`),
    );
  });

  test("finds what stands out, and what stands out of demand", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1), effect: 1.6, demand: 1.1 });
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const [, fourteen] = await story.cards(proposalId);
    expect(fourteen).toMatchObject({ verdict: "better", controls: 2 });
    const { gain, low, high, counterfactual } = fourteen?.measured ?? {
      gain: 0,
      low: 0,
      high: 0,
      counterfactual: 0,
    };
    // Two campaigns of 20 conversions at 50 a day, under 10 % more demand.
    expect(counterfactual).toBeGreaterThan(1950);
    expect(counterfactual).toBeLessThan(2350);
    expect(low).toBeLessThan(1320);
    expect(high).toBeGreaterThan(1320);
    expect(gain).toBeGreaterThan(900);
  });

  test("takes no rise of demand for a gain", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1), demand: 1.4 });
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const cards = await story.cards(proposalId);
    expect(cards.map((card) => card?.verdict)).toEqual(["too-early", "too-noisy", "too-noisy"]);
  });

  test("waits three days for numbers, then makes do without", async ({ story }) => {
    await story.load({ until: addDays(APPLIED, 2) });
    const proposalId = await story.apply();

    expect(await judgeDueScorecards(story.db, story.at(addDays(DAY_8, 2)))).toBe(0);
    expect(await judgeDueScorecards(story.db, story.at(addDays(DAY_8, 3), 13))).toBe(1);

    const [seven] = await story.cards(proposalId);
    expect(seven).toMatchObject({ verdict: "too-early", maturedDays: 2 });
  });

  test("compares with nothing whose budget was changed, nor with another currency", async ({
    story,
  }) => {
    await story.load({ until: addDays(LATE, -1) });
    await story.load({
      until: addDays(LATE, -1),
      account: "Europe",
      currency: "EUR",
      campaigns: ["Marken"],
    });
    await story.changeBudget("Brand", addDays(APPLIED, -35), 90_000_000n);
    await story.changeBudget("Brand", addDays(APPLIED, 3), 110_000_000n);
    await story.changeBudget("Video", addDays(APPLIED, -35), 90_000_000n);
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const [seven] = await story.cards(proposalId);
    expect(seven?.controls).toBe(1);
  });

  test("ends where a campaign was changed again", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1) });
    await story.changeBudget("Nonbrand", APPLIED, 120_000_000n);
    await story.changeBudget("Nonbrand", addDays(APPLIED, 10), 140_000_000n);
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const cards = await story.cards(proposalId);
    expect(cards.map((card) => card?.maturedDays)).toEqual([7, 9, 9]);
  });

  test("finds nothing to look at where a campaign was set back on the day of the change", async ({
    story,
  }) => {
    await story.load({ until: addDays(LATE, -1), effect: 1.6 });
    await story.changeBudget("Nonbrand", APPLIED, 100_000_000n);
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const cards = await story.cards(proposalId);
    expect(cards.map((card) => [card?.maturedDays, card?.measured])).toEqual([
      [0, undefined],
      [0, undefined],
      [0, undefined],
    ]);
  });

  test("takes numbers that were read before the change for no change back", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1) });
    await story.changeBudget("Nonbrand", APPLIED, 100_000_000n);
    await story.changeBudget("Nonbrand", addDays(APPLIED, 1), 120_000_000n);
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const cards = await story.cards(proposalId);
    expect(cards.map((card) => card?.maturedDays)).toEqual([7, 14, 28]);
  });

  test("holds a shift that was made in part to its part of the promise", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1) });
    const proposalId = await story.apply({ skipped: ["Nonbrand"] });

    await judgeDueScorecards(story.db, story.at(LATE));

    const [seven] = await story.cards(proposalId);
    // Of a mean gain of 40 the cut alone brings −50.
    expect(seven?.promised).toBeCloseTo((28 * -50) / 40, 9);
    expect(seven?.measured?.actual).toBeLessThan(1300);
  });

  test("does without what a plan has not kept", async ({ story }) => {
    await story.load({ until: addDays(LATE, -1), effect: 1.6 });
    const proposalId = await story.apply({ kept: false });

    await judgeDueScorecards(story.db, story.at(LATE));

    const [, , last] = await story.cards(proposalId);
    expect(last).toMatchObject({ verdict: "better", promised: 28 });
  });

  test("measures nothing where the tracking is broken", async ({ story }) => {
    await story.load({
      until: addDays(LATE, -1),
      dark: (day) => day > addDays(APPLIED, 4),
    });
    const proposalId = await story.apply();

    await judgeDueScorecards(story.db, story.at(LATE));

    const [seven] = await story.cards(proposalId);
    expect(seven?.measured).toBeUndefined();
    expect(seven?.verdict).toBe("too-early");
  });
});
