import { expect } from "vitest";

import { appendFacts } from "../../src/db/append-facts.ts";
import { ensureFactMonths } from "../../src/db/fact-months.ts";
import type { FactRow } from "../../src/db/fact-row.ts";
import { campaignDays } from "../../src/db/facts.ts";
import { isUniqueViolation } from "../../src/db/is-unique-violation.ts";
import { test } from "../support/fixtures.ts";

const FACT: FactRow = {
  campaign: 0,
  day: "2026-11-02",
  spendMicros: 12_340_000n,
  impressions: 1_000,
  clicks: 50,
  conversions: 2.5,
  valueMicros: 99_000_000n,
};

const FACTS: readonly FactRow[] = [
  { ...FACT, campaign: 1 },
  FACT,
  { ...FACT, day: "2026-11-01", conversions: 0.1 },
  { ...FACT, day: "2099-12-31", spendMicros: 1_000_000_000_000_000_000n, impressions: 1e12 },
  { ...FACT, day: "2000-01-01", clicks: 2 ** 32 + 1, valueMicros: 2n ** 53n + 1n },
  { ...FACT, day: "1999-12-31", conversions: 0.2 },
];

const ALL = { from: "1990-01-01", to: "2100-01-01" };

test("facts are stored as they are, whatever their order, and added up by day", async ({
  database,
  scope,
}) => {
  const { db } = database;
  const load = { workspaceId: scope.workspaceId, loadId: 7n };

  const { ids, days } = await db.transaction(async (tx) => {
    const facts = appendFacts({ tx, beside: database.kind === "server" ? db : undefined }, load);
    await facts.rows(FACTS.slice(0, 2));
    await facts.rows(FACTS.slice(2));
    return facts.finish(3);
  });

  expect(new Set(ids).size).toBe(3);
  const [campaignId = 0] = ids;
  const stored = await campaignDays(db, { ...load, campaignId, ...ALL });
  const oldestFirst = FACTS.slice(1).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  expect(oldestFirst).toEqual(stored.map((fact) => ({ campaign: 0, ...fact })));
  expect(days.map(({ day }) => day)).toEqual(stored.map(({ day }) => day));
  expect(days.find(({ day }) => day === "2026-11-02")).toEqual({
    day: "2026-11-02",
    spendMicros: 24_680_000n,
    impressions: 2_000,
    clicks: 100,
    conversions: 5,
    valueMicros: 198_000_000n,
  });
});

test("a campaign's day that comes twice is refused", async ({ database, scope }) => {
  const { db } = database;
  await ensureFactMonths(db, ["2026-11"]);
  const work = db.transaction(async (tx) => {
    const load = { workspaceId: scope.workspaceId, loadId: 7n };
    const facts = appendFacts({ tx, beside: database.kind === "server" ? db : undefined }, load);
    await facts.rows([FACT, { ...FACT, clicks: 1 }]);
    return facts.finish(1);
  });

  await expect(work).rejects.toSatisfy(isUniqueViolation);
});

test("what is abandoned leaves the connection free", async ({ database, scope }) => {
  const { db } = database;
  const answer = await db.transaction(async (tx) => {
    const load = { workspaceId: scope.workspaceId, loadId: 7n };
    const facts = appendFacts({ tx, beside: database.kind === "server" ? db : undefined }, load);
    await facts.rows([FACT]);
    await facts.abandon();
    return tx.rows(
      { name: "free", text: "select count(*)::int as facts from facts where workspace_id = $1" },
      [scope.workspaceId],
    );
  });

  expect(answer).toEqual([{ facts: 0 }]);
});
