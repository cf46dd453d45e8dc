import { describe, expect, test } from "vitest";

import { addDays, eachDay } from "../../../src/domain/day.ts";
import { kpisOf } from "../../../src/domain/kpi.ts";
import { sumTotals } from "../../../src/domain/totals.ts";
import { DEMO_CAMPAIGNS } from "../../../src/sources/demo/demo-campaigns.ts";
import { demoDay } from "../../../src/sources/demo/demo-day.ts";
import { DEMO_DAYS, demoExports } from "../../../src/sources/demo/demo-exports.ts";
import { takeText } from "../files/in-memory-file.ts";

const TODAY = "2026-11-24";

describe("the demo's exports", () => {
  test("are the same for the same day", () => {
    expect(demoExports(TODAY)).toEqual(demoExports(TODAY));
  });

  test.for(demoExports(TODAY))(
    "of $account are read without a fault, through yesterday",
    async ({ csv, platform, currency }) => {
      const { outcome, profiles, rows } = await takeText(csv, { platform });

      const campaigns = DEMO_CAMPAIGNS.filter((one) => one.platform === platform);
      expect(profiles).toMatchObject([{ platform, currency, grain: "day" }]);
      expect(outcome).toMatchObject({
        kind: "read",
        rows: { accepted: campaigns.length * DEMO_DAYS, rejected: 0 },
        days: { from: addDays(TODAY, -DEMO_DAYS), to: addDays(TODAY, -1) },
      });
      expect(rows.filter((row) => row.clicks > row.impressions)).toEqual([]);
      expect(rows.filter((row) => row.conversions > row.clicks)).toEqual([]);
    },
  );

  test("are one for each account, and no campaign's name comes twice", () => {
    const names = DEMO_CAMPAIGNS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(new Set(demoExports(TODAY).map(({ account }) => account)).size).toBe(
      new Set(DEMO_CAMPAIGNS.map(({ platform }) => platform)).size,
    );
  });
});

describe("a demo day", () => {
  test("that was months ago does not change any more", () => {
    for (const campaign of DEMO_CAMPAIGNS) {
      const old = demoDay(campaign, "2026-08-01", { today: TODAY });
      expect(demoDay(campaign, "2026-08-01", { today: addDays(TODAY, 1) })).toEqual(old);
    }
  });

  test("that is recent gets conversions later, and the same spend", () => {
    for (const campaign of DEMO_CAMPAIGNS.filter(({ trouble }) => trouble === undefined)) {
      const day = addDays(TODAY, -1);
      const first = demoDay(campaign, day, { today: TODAY });
      const later = demoDay(campaign, day, { today: addDays(TODAY, 7) });
      expect(later.spend).toBe(first.spend);
      expect(later.conversions).toBeGreaterThanOrEqual(first.conversions);
    }
  });

  test("of a campaign in trouble costs more a conversion than its target", () => {
    const [campaign] = DEMO_CAMPAIGNS.filter(({ trouble }) => trouble !== undefined);
    const week = { from: addDays(TODAY, -7), to: addDays(TODAY, -1) };
    const sums = sumTotals(
      eachDay(week).map((day) => {
        const { spend, value, ...counts } =
          campaign === undefined
            ? { spend: 0, value: 0, impressions: 0, clicks: 0, conversions: 0 }
            : demoDay(campaign, day, { today: TODAY });
        return {
          ...counts,
          spendMicros: BigInt(Math.round(spend * 1e6)),
          valueMicros: BigInt(Math.round(value * 1e6)),
        };
      }),
    );

    expect(kpisOf(sums).cpa).toBeGreaterThan(campaign?.targetCpa ?? Infinity);
  });
});
