import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { explainChange } from "../../../src/domain/alerting/explain-change.ts";
import { movers } from "../../../src/domain/alerting/movers.ts";
import type { CampaignLabel } from "../../../src/domain/campaign.ts";
import { kpisOf } from "../../../src/domain/kpi.ts";
import { NO_TOTALS, sumTotals, type Totals } from "../../../src/domain/totals.ts";

const some = fc.record({
  spendMicros: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  impressions: fc.nat(),
  clicks: fc.integer({ min: 1, max: 10 ** 6 }),
  conversions: fc.integer({ min: 1, max: 10 ** 6 }),
  valueMicros: fc.bigInt({ min: 1n, max: 10n ** 12n }),
});

function totals(spend: number, clicks: number, conversions: number): Totals {
  return {
    spendMicros: BigInt(spend * 1e6),
    impressions: 0,
    clicks,
    conversions,
    valueMicros: 400_000_000n,
  };
}

describe("why CPA or ROAS changed", () => {
  test("names the strongest factor first, with its share in logarithms", () => {
    const why = explainChange("cpa", totals(200, 100, 5), totals(100, 100, 4));
    expect(why).toMatchObject({ metric: "cpa", now: 40, before: 25 });
    expect(why?.factors.map(({ metric, logChange }) => [metric, logChange])).toEqual([
      ["cpc", Math.log(2)],
      ["cvr", -Math.log(0.05 / 0.04)],
    ]);
  });

  test("the shares add up to the whole change", () => {
    fc.assert(
      fc.property(fc.constantFrom("cpa", "roas"), some, some, (metric, now, before) => {
        const why = explainChange(metric, now, before);
        if (why === undefined) throw new Error("Nothing is zero.");
        const sum = why.factors.reduce((all, { logChange }) => all + logChange, 0);
        expect(sum).toBeCloseTo(Math.log(why.now / why.before), 9);
      }),
    );
  });

  test.for([
    ["no clicks", totals(100, 0, 4)],
    ["no conversions", totals(100, 10, 0)],
    ["no spend", totals(0, 10, 4)],
    ["nothing", NO_TOTALS],
  ] as const)("is not told with %s on either side", ([, one]) => {
    const other = totals(100, 10, 4);
    for (const metric of ["cpa", "roas"] as const) {
      expect(explainChange(metric, one, other)).toBeUndefined();
      expect(explainChange(metric, other, one)).toBeUndefined();
    }
  });
});

describe("movers", () => {
  const label = (id: number): CampaignLabel => ({
    id,
    name: `C${id}`,
    account: "Main",
    platform: "google_ads",
    status: "active",
  });

  test("are the campaigns whose change moved the account's CPA most", () => {
    const still = totals(100, 0, 10);
    const found = movers(
      "cpa",
      [
        { campaign: label(1), current: still, previous: still },
        { campaign: label(2), current: totals(300, 0, 10), previous: totals(100, 0, 10) },
        { campaign: label(3), current: totals(80, 0, 10), previous: totals(100, 0, 10) },
      ],
      5,
    );
    expect(found.map(({ campaign }) => campaign.id)).toEqual([2, 3]);
    expect(found[0]?.effect).toBeCloseTo((480 - 280) / 30, 12);
    expect(found[1]?.effect).toBeCloseTo(-20 / 30, 12);
  });

  test("are none where the account has no CPA", () => {
    const change = { campaign: label(1), current: totals(10, 0, 0), previous: totals(10, 0, 1) };
    expect(movers("cpa", [change], 3)).toEqual([]);
  });

  test("of one campaign alone has the effect of the whole change", () => {
    fc.assert(
      fc.property(fc.constantFrom("cpa", "roas"), some, some, (metric, current, previous) => {
        const now = kpisOf(sumTotals([current]))[metric] ?? 0;
        const before = kpisOf(previous)[metric] ?? 0;
        const [only] = movers(metric, [{ campaign: label(1), current, previous }], 3);
        expect(only?.effect ?? 0).toBeCloseTo(now - before, 6);
      }),
    );
  });
});
