import { describe, expect, test } from "vitest";

import type { Goal } from "../../../../src/domain/budget/portfolio.ts";
import type { CampaignSpan } from "../../../../src/domain/budget/scorecard/campaign-span.ts";
import {
  judgeScorecard,
  type ScorecardInput,
} from "../../../../src/domain/budget/scorecard/judge-scorecard.ts";
import type { Scorecard, ScorecardDay } from "../../../../src/domain/budget/scorecard/scorecard.ts";
import { type SpanSetting, simulateSpan, USUAL_SPAN, VALUE_OF } from "./simulate-span.ts";

interface Judged {
  readonly card: Scorecard;
  readonly gain: number;
}

interface Asked {
  readonly day: ScorecardDay;
  readonly goal: Goal;
  readonly change?: Partial<SpanSetting>;
}

function inputOf({ day, goal, change }: Asked, seed: number): ScorecardInput & { gain: number } {
  const { touched, controls, gain } = simulateSpan({ ...USUAL_SPAN, read: day, ...change }, seed);
  const unit = goal === "value" ? VALUE_OF : 1;
  return {
    day,
    goal,
    controls,
    touched: touched.map(({ basis, ...span }) => ({
      ...span,
      basis: basis && { ...basis, before: basis.before * unit, sd: basis.sd * unit },
    })),
    last: day,
    planAge: 1,
    promised: 3,
    gain: gain * unit,
  };
}

function simulated(asked: Asked, runs: number): Judged[] {
  return Array.from({ length: runs }, (_, seed) => {
    const { gain, ...input } = inputOf(asked, 5000 + seed);
    return { card: judgeScorecard(input), gain };
  });
}

function share(judged: readonly Judged[], holds: (one: Judged) => boolean): number {
  return judged.filter(holds).length / judged.length;
}

function covers({ card, gain }: Judged): boolean {
  return card.measured !== undefined && card.measured.low <= gain && gain <= card.measured.high;
}

const RUNS = 300;

describe("judgeScorecard on simulated shifts", () => {
  test.for<[string, Asked]>([
    ["conversions after 7 days", { day: 7, goal: "conversions" }],
    ["conversions after 14 days", { day: 14, goal: "conversions" }],
    ["conversions after 28 days", { day: 28, goal: "conversions" }],
    ["value after 14 days", { day: 14, goal: "value" }],
    ["value after 28 days", { day: 28, goal: "value" }],
    ["a lively market", { day: 14, goal: "conversions", change: { demandSd: 0.15 } }],
    ["unsteady campaigns", { day: 14, goal: "value", change: { driftSd: 0.02 } }],
    ["hardly any conversions", { day: 14, goal: "conversions", change: { volume: 1 } }],
    ["a plan that kept nothing", { day: 14, goal: "value", change: { kept: false } }],
    ["a raise before", { day: 14, goal: "conversions", change: { earlier: 0.75, volume: 60 } }],
    ["a cut before", { day: 14, goal: "value", change: { earlier: 1.3 } }],
    ["day 7 found late", { day: 7, goal: "value", change: { read: 40 } }],
  ])("cries neither better nor worse at noise, and its intervals hold: %s", ([, asked]) => {
    const judged = simulated(asked, RUNS);
    const cried = (verdict: string) => share(judged, ({ card }) => card.verdict === verdict);

    expect(cried("better") + cried("worse")).toBeLessThanOrEqual(0.1);
    const covered = share(judged, covers);
    expect(covered).toBeGreaterThanOrEqual(0.7);
    // The aim is 70 to 90 %; of 300 runs chance adds two.
    expect(covered).toBeLessThanOrEqual(0.92);
  });

  test("without controls a calm market is not mistaken for an effect", () => {
    const judged = simulated({ day: 14, goal: "conversions", change: { controls: 0 } }, RUNS);

    expect(share(judged, ({ card }) => card.verdict === "better")).toBeLessThan(0.05);
    expect(share(judged, covers)).toBeGreaterThan(0.8);
  });

  test.for([
    [1.5, "better"],
    [0.6, "worse"],
  ] as const)("finds an effect of × %d: %s", ([effect, verdict]) => {
    const judged = simulated({ day: 14, goal: "conversions", change: { effect } }, 100);

    expect(share(judged, ({ card }) => card.verdict === verdict)).toBeGreaterThan(0.97);
    expect(share(judged, covers)).toBeGreaterThan(0.7);
  });
});

describe("judgeScorecard", () => {
  const usual = inputOf({ day: 14, goal: "conversions" }, 1);

  test("waits until half of the days have matured", () => {
    const young = inputOf({ day: 14, goal: "conversions", change: { effect: 1.8, read: 6 } }, 1);

    const card = judgeScorecard(young);

    expect(card).toMatchObject({ verdict: "too-early", maturedDays: 5 });
    expect(card.measured?.gain).toBeGreaterThan(0);
  });

  test("calls day 7 early, and day 14 noisy, where nothing stands out", () => {
    const seven = judgeScorecard(inputOf({ day: 7, goal: "conversions" }, 3));
    const fourteen = judgeScorecard(inputOf({ day: 14, goal: "conversions" }, 3));

    expect([seven.verdict, fourteen.verdict]).toEqual(["too-early", "too-noisy"]);
  });

  test("counts no day that less than half has arrived of", () => {
    const last = usual.touched[0]?.days.find(({ offset }) => offset === 14);

    expect(last?.share).toBeLessThan(0.5);
    expect(judgeScorecard(usual).maturedDays).toBe(13);
  });

  test("measures nothing where no day has matured or nothing was converted before", () => {
    const immature = { ...usual, touched: usual.touched.map((one) => ({ ...one, days: [] })) };
    const barren = {
      ...usual,
      touched: usual.touched.map((one) => ({
        ...one,
        days: one.days.map((day) => ({ ...day, conversions: 0 })),
      })),
    };

    expect(judgeScorecard(immature)).toMatchObject({ verdict: "too-early", measured: undefined });
    expect(judgeScorecard(barren)).toMatchObject({ verdict: "too-noisy", measured: undefined });
  });

  test("a change on the next day leaves nothing to wait for", () => {
    expect(judgeScorecard({ ...usual, last: 0 })).toMatchObject({
      verdict: "too-noisy",
      maturedDays: 0,
      measured: undefined,
    });
  });

  test("looks no farther than the next change", () => {
    const cut = judgeScorecard({ ...usual, last: 5 });
    const without = judgeScorecard({
      ...usual,
      last: 5,
      touched: usual.touched.map((one) => ({
        ...one,
        days: one.days.map((day) => (day.offset > 5 ? { ...day, conversions: 1e6 } : day)),
      })),
    });

    expect(cut.maturedDays).toBe(5);
    expect(without).toEqual(cut);
  });

  test("compares with campaigns alone that have the same days", () => {
    const [first, ...others] = usual.controls;
    const gap = { id: "gap", days: first?.days.filter(({ offset }) => offset !== 4) ?? [] };

    const card = judgeScorecard({ ...usual, controls: [gap, ...others] });

    expect(card.controls).toBe(others.length);
    expect(card).toEqual(judgeScorecard({ ...usual, controls: others }));
  });

  test("demand that everybody shares is no merit of the shift", () => {
    const asked = inputOf({ day: 28, goal: "conversions", change: { volume: 200 } }, 4);
    const risen = <T extends CampaignSpan>(span: T): T => ({
      ...span,
      days: span.days.map((day) =>
        day.offset > 0 ? { ...day, conversions: day.conversions * 1.4 } : day,
      ),
    });
    const booming = { ...asked, touched: asked.touched.map(risen) };

    const alone = judgeScorecard(booming);
    const beside = judgeScorecard({ ...booming, controls: asked.controls.map(risen) });

    expect(alone.verdict).toBe("better");
    expect(beside.verdict).toBe("too-noisy");
  });

  test("is the same in any order, and scales with the currency", () => {
    const asked = inputOf({ day: 28, goal: "value" }, 9);
    const turned = {
      ...asked,
      touched: asked.touched.toReversed(),
      controls: asked.controls.toReversed(),
    };
    const inYen = {
      ...asked,
      touched: asked.touched.map((one) => ({
        ...one,
        days: one.days.map((day) => ({ ...day, value: day.value * 150 })),
      })),
      controls: asked.controls.map((one) => ({
        ...one,
        days: one.days.map((day) => ({ ...day, value: day.value * 150 })),
      })),
    };

    const { measured, verdict } = judgeScorecard(asked);

    expect(judgeScorecard(turned).measured?.gain).toBeCloseTo(measured?.gain ?? Number.NaN, 6);
    expect(judgeScorecard(inYen).verdict).toBe(verdict);
    expect(judgeScorecard(inYen).measured?.high).toBeCloseTo((measured?.high ?? 0) * 150, 4);
  });
});
