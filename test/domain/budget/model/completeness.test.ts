import { describe, expect, test } from "vitest";

import { arrivedByRow, completenessOf } from "../../../../src/domain/budget/model/completeness.ts";
import type { Restatement } from "../../../../src/domain/budget/portfolio.ts";
import { addDays } from "../../../../src/domain/day.ts";

function triangle(byAge: readonly number[], days: number, channel = "google"): Restatement[] {
  return Array.from({ length: days }, (_, i) =>
    byAge.map((conversions, ageDays) => ({
      channel,
      day: addDays("2026-01-01", i),
      ageDays,
      conversions,
    })),
  ).flat();
}

describe("completenessOf", () => {
  test.for([
    ["nothing is known", [], Array.from({ length: 15 }, () => 1)],
    ["a day doubles overnight and then stands", triangle([50, 100, 100], 1_000), [0.5, 1, 1]],
    ["half, then four fifths, then all", triangle([500, 800, 1000], 1_000), [0.5, 0.8, 1]],
    ["figures shrink", triangle([120, 100, 100], 1_000), [1, 1, 1]],
    ["counts are tiny", triangle([1, 3], 1), [0.5, 1]],
  ] as const)("when %s", ([, restatements, expected]) => {
    const arrived = completenessOf(restatements);

    for (const [age, share] of expected.entries()) expect(arrived[age]).toBeCloseTo(share, 3);
    expect(arrived).toHaveLength(15);
  });

  test("channels are pooled, and ages beyond two weeks do not count", () => {
    const arrived = completenessOf([
      ...triangle([100, 200], 100, "google"),
      ...triangle([300, 400], 100, "meta"),
      { channel: "google", day: "2026-01-01", ageDays: 15, conversions: 9_999 },
    ]);

    expect(arrived[0]).toBeCloseTo(400 / 600, 3);
    expect(arrived[14]).toBe(1);
  });

  test("of a thin triangle the usual shares stand in, of a full one they say next to nothing", () => {
    const usual = [0.6, 0.8, ...Array.from({ length: 13 }, () => 1)];

    expect(completenessOf([], usual)[0]).toBeCloseTo(0.6, 1);
    expect(completenessOf(triangle([500, 500, 500], 1_000), usual)[0]).toBeCloseTo(1, 3);
  });

  test("a row knows how long ago its figures were read", () => {
    const arrived = completenessOf(triangle([500, 800, 1000], 1_000));

    expect([...arrivedByRow(arrived, { days: 3, readLater: 0 })].map(round)).toEqual([1, 0.8, 0.5]);
    expect([...arrivedByRow(arrived, { days: 3, readLater: 1 })].map(round)).toEqual([1, 1, 0.8]);
  });
});

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
