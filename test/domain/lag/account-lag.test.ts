import { describe, expect, test } from "vitest";

import { type AccountLag, learnLag, settledThrough } from "../../../src/domain/lag/account-lag.ts";
import type { LagCell } from "../../../src/domain/lag/lag-rows.ts";
import { platformShares } from "../../../src/domain/lag/platform-lag.ts";
import { cellsOf, fallingLag, simulatedDays } from "./simulated-account.ts";

function learnt(cells: readonly LagCell[], platform: "google_ads" | "generic" = "google_ads") {
  const lag = learnLag(cells, platform);
  if (lag === undefined) throw new Error("Nothing was learnt.");
  return lag;
}

const at = ({ conversions }: AccountLag, age: number): number => conversions.shares[age] ?? 1;

describe("the learnt curve", () => {
  test.for([
    ["half is late, most of it a week", { late: 0.5, fall: 0.75 }, 10],
    ["little is late", { late: 0.1, fall: 0.5 }, 3],
    ["nothing is late", { late: 0, fall: 0.5 }, 1],
    ["three fifths are late, over weeks", { late: 0.65, fall: 0.85 }, 20],
  ] as const)("finds the true one where %s", ([, shape, settled]) => {
    const lag = fallingLag(shape);
    const found = learnt(cellsOf(simulatedDays({ seed: 7, lag, days: 75, perDay: 40 })));

    expect(found.basis).toBe("learnt");
    for (const age of [1, 2, 3, 5, 8, 13, 21]) {
      expect(Math.abs(at(found, age) - lag(age))).toBeLessThan(0.03);
    }
    expect(Math.abs(found.settledAge - settled)).toBeLessThanOrEqual(3);
  });

  test("is found too where loads come once a week", () => {
    const lag = fallingLag({ late: 0.5, fall: 0.8 });
    const found = learnt(cellsOf(simulatedDays({ seed: 3, lag, days: 75, perDay: 60 }), 7));

    for (const age of [2, 4, 7, 14]) expect(Math.abs(at(found, age) - lag(age))).toBeLessThan(0.05);
  });

  test("of the value is a curve of its own", () => {
    const cells = cellsOf(
      simulatedDays({ seed: 5, lag: fallingLag({ late: 0.5, fall: 0.7 }), days: 75, perDay: 40 }),
    ).map((cell) => ({ ...cell, value: cell.ageDays < 4 ? cell.value / 2 : cell.value }));
    const found = learnt(cells);

    expect(found.value.shares[1] ?? 1).toBeCloseTo(at(found, 1) / 2, 1);
    expect(found.value.shares[6] ?? 1).toBeCloseTo(at(found, 6), 1);
  });

  test("comes nearer to the truth with each conversion, from the platform's", () => {
    const lag = fallingLag({ late: 0.75, fall: 0.8 });
    const [none, some, much] = [0, 1, 50].map((perDay) =>
      learnt(cellsOf(simulatedDays({ seed: 11, lag, days: 40, perDay }))),
    );

    expect(none && at(none, 1)).toBeCloseTo(platformShares("google_ads", 35)[1] ?? 0, 9);
    const off = [none, some, much].map((one) => one && Math.abs(at(one, 1) - lag(1)));
    expect(off[2]).toBeLessThan(off[1] ?? 0);
    expect(off[1]).toBeLessThan(off[0] ?? 0);
  });

  test("never falls with age, in none of its draws", () => {
    const found = learnt(
      cellsOf(simulatedDays({ seed: 2, lag: () => 1, days: 40, perDay: 3 })).map((cell) => ({
        ...cell,
        conversions: Math.max(0, cell.conversions - (cell.ageDays % 3)),
      })),
    );

    for (const shares of [found.conversions.shares, ...found.conversions.draws]) {
      expect([...shares]).toEqual([...shares].toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBeLessThanOrEqual(1);
    }
  });

  test("covers the true share at four of five accounts, as an 80 % range ought to", () => {
    const lag = fallingLag({ late: 0.5, fall: 0.75 });
    const inside = Array.from({ length: 120 }, (_, seed) => {
      const found = learnt(cellsOf(simulatedDays({ seed, lag, days: 60, perDay: 25 })));
      const drawn = found.conversions.draws
        .map((shares) => shares[3] ?? 1)
        .toSorted((a, b) => a - b);
      return (drawn[20] ?? 1) <= lag(3) && lag(3) <= (drawn[179] ?? 0);
    }).filter(Boolean).length;

    expect(inside / 120).toBeGreaterThan(0.7);
    expect(inside / 120).toBeLessThan(0.9);
  });
});

describe("without enough history", () => {
  test.for([
    ["google_ads", 30],
    ["meta_ads", 28],
    ["tiktok_ads", 7],
    ["amazon_ads", 14],
    ["awin", 30],
  ] as const)("the documented window of %s stands in", ([platform, days]) => {
    const lag = learnLag([], platform);

    expect(lag?.basis).toBe("platform");
    expect(lag && settledThrough(lag, "2026-11-24")).toBe(
      days === 30 ? "2026-10-25" : { 28: "2026-10-27", 14: "2026-11-10", 7: "2026-11-17" }[days],
    );
    expect(lag && at(lag, days)).toBe(1);
  });

  test("nothing is known of a generic table, until its own loads tell", () => {
    const lag = fallingLag({ late: 0.4, fall: 0.6 });
    const days = simulatedDays({ seed: 1, lag, days: 60, perDay: 30 });

    expect(learnLag([], "generic")).toBeUndefined();
    expect(learnLag(cellsOf(days.slice(-10)), "generic")).toBeUndefined();
    expect(at(learnt(cellsOf(days), "generic"), 1)).toBeCloseTo(lag(1), 1);
  });

  test("days that are seen only once teach nothing", () => {
    const cells = cellsOf(simulatedDays({ seed: 1, lag: () => 1, days: 60, perDay: 30 })).filter(
      ({ ageDays }) => ageDays === 1,
    );

    expect(learnt(cells).basis).toBe("platform");
  });
});
