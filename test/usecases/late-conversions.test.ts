import { expect } from "vitest";

import { campaignsNamed } from "../../src/db/campaigns.ts";
import { addDays, daysFrom, instantOf } from "../../src/domain/day.ts";
import { NO_TOTALS } from "../../src/domain/totals.ts";
import { accountLag } from "../../src/usecases/account-lag.ts";
import { summarizeCampaign } from "../../src/usecases/summarize-campaign.ts";
import { fallingLag, shownAt, simulatedDays, TODAY } from "../domain/lag/simulated-account.ts";
import { test } from "../support/fixtures.ts";
import { loadDays } from "../support/load-days.ts";

const ZONE = "America/New_York";
const HISTORY = 60;
const REREAD = 30;
const MORNING_MS = 7 * 3_600_000;
const TRUE_LAG = fallingLag({ late: 0.6, fall: 0.7 });

const NAMES = ["Brand", "Prospecting", "Retargeting"];

test("sixty daily imports teach an account's lag, and correct the week that is still filling up", async ({
  db,
  importing,
  scope,
}) => {
  const days = new Map(
    NAMES.map((name, index) => [
      name,
      simulatedDays({ seed: index + 1, lag: TRUE_LAG, days: HISTORY, perDay: 15 }),
    ]),
  );
  for (let ago = HISTORY - 1; ago >= 0; ago--) {
    const today = addDays(TODAY, -ago);
    const campaigns = [...days].map(([name, all]) => ({
      name,
      daily: all
        .filter(({ day }) => day < today && day >= addDays(today, -REREAD))
        .map((one) => {
          const { count, worth } = shownAt(one, daysFrom(one.day, today));
          const valueMicros = BigInt(worth) * 1_000_000n;
          return {
            ...NO_TOTALS,
            day: one.day,
            spendMicros: 300_000_000n,
            conversions: count,
            valueMicros,
          };
        }),
    }));
    await loadDays(
      importing,
      { ...scope, now: instantOf(today, ZONE) + MORNING_MS },
      { campaigns },
    );
  }
  const now = instantOf(TODAY, ZONE) + 2 * MORNING_MS;
  const range = { from: addDays(TODAY, -7), to: addDays(TODAY, -1) };
  const { workspaceId } = scope;
  const [record] = await campaignsNamed(db, { workspaceId, name: "Brand", days: range });
  if (record?.loadedAt === undefined) throw new Error("The campaign was not loaded.");

  const lag = await accountLag(db, {
    workspaceId,
    accountId: record.accountId,
    platform: record.label.platform,
    zone: record.zone,
    loadedAt: record.loadedAt,
  });
  const summary = await summarizeCampaign(
    db,
    { ...scope, now },
    { campaign: record, period: "7d" },
  );

  expect(lag?.basis).toBe("learnt");
  for (const age of [1, 2, 4, 7, 14]) {
    expect(Math.abs((lag?.conversions.shares[age] ?? 0) - TRUE_LAG(age))).toBeLessThan(0.04);
    expect(Math.abs((lag?.value.shares[age] ?? 0) - TRUE_LAG(age))).toBeLessThan(0.05);
  }
  const truth = (days.get("Brand") ?? [])
    .filter(({ day }) => day >= range.from && day <= range.to)
    .reduce((sum, one) => sum + shownAt(one, 90).count, 0);
  const { settled, current } = summary;
  expect(settled?.through).toBe(addDays(TODAY, -(lag?.settledAge ?? 0)));
  expect(current.totals.conversions).toBeLessThan(0.85 * truth);
  expect(Math.abs((settled?.corrected?.conversions.figure ?? 0) / truth - 1)).toBeLessThan(0.15);
}, 120_000);

test("one load alone teaches nothing: the platform's window stands in, and of a table nothing is known", async ({
  db,
  importing,
  scope,
}) => {
  const daily = [
    { ...NO_TOTALS, day: addDays(TODAY, -1), spendMicros: 9_000_000n, conversions: 4 },
  ];
  const campaigns = [{ name: "Only", daily }];
  await loadDays(importing, scope, { campaigns });
  await loadDays(importing, scope, { campaigns, account: "Table", platform: "generic" });
  const { workspaceId } = scope;
  const found = await campaignsNamed(db, {
    workspaceId,
    name: "Only",
    days: { from: addDays(TODAY, -7), to: TODAY },
  });
  const settled = await Promise.all(
    found.map(async (campaign) => {
      const summary = await summarizeCampaign(db, scope, { campaign, period: "7d" });
      return [campaign.label.platform, summary.settled?.through, summary.settled?.basis];
    }),
  );

  expect(settled).toEqual([
    ["google_ads", addDays(TODAY, -30), "platform"],
    ["generic", undefined, undefined],
  ]);
});
