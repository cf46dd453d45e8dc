import { expect } from "vitest";

import { listAccounts } from "../../src/db/accounts.ts";
import type { Db } from "../../src/db/db.ts";
import { lagCellsOf } from "../../src/db/lag-cells.ts";
import { restatementsOf } from "../../src/db/restatements.ts";
import type { Day } from "../../src/domain/day.ts";
import { NO_TOTALS } from "../../src/domain/totals.ts";
import type { ImportFileDeps } from "../../src/usecases/import-file.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { test } from "../support/fixtures.ts";
import { loadDays } from "../support/load-days.ts";

const DAY = "2026-11-10";

type Figures = Readonly<Record<string, number>>;

/** Loads conversions of one day by campaign, at an instant. */
async function loadAt(
  importing: ImportFileDeps,
  scope: Scope,
  { at, figures, day = DAY }: { at: string; figures: Figures; day?: Day },
): Promise<void> {
  const campaigns = Object.entries(figures).map(([name, conversions]) => ({
    name,
    daily: [
      {
        ...NO_TOTALS,
        day,
        spendMicros: 5_000_000n,
        conversions,
        valueMicros: BigInt(Math.round(conversions * 1e7)),
      },
    ],
  }));
  await loadDays(importing, { ...scope, now: Date.parse(at) }, { campaigns });
}

async function triangle(db: Db, { workspaceId }: Scope) {
  const accounts = await listAccounts(db, workspaceId);
  const cells = await restatementsOf(db, {
    workspaceId,
    accountIds: accounts.map(({ accountId }) => accountId),
    from: "2026-11-09",
    to: "2026-11-20",
  });
  return cells.map(({ day, ageDays, conversions }) => [day, ageDays, conversions]);
}

test("a day's figure at each age is what the loads up to then had said", async ({
  db,
  importing,
  scope,
}) => {
  await loadAt(importing, scope, { at: "2026-11-11T15:00:00Z", figures: { A: 4, B: 1 } });
  await loadAt(importing, scope, { at: "2026-11-12T15:00:00Z", figures: { A: 6, B: 1 } });
  await loadAt(importing, scope, { at: "2026-11-14T15:00:00Z", figures: { A: 6, B: 3, C: 0.5 } });

  expect(await triangle(db, scope)).toEqual([
    [DAY, 1, 5],
    [DAY, 2, 7],
    [DAY, 4, 9.5],
  ]);
});

test("a load that says nothing new says that nothing has come; of several a day the last counts", async ({
  db,
  importing,
  scope,
}) => {
  await loadAt(importing, scope, { at: "2026-11-11T15:00:00Z", figures: { A: 4 } });
  await loadAt(importing, scope, { at: "2026-11-11T18:00:00Z", figures: { A: 5 } });
  await loadAt(importing, scope, { at: "2026-11-13T15:00:00Z", figures: { A: 5, B: 0 } });

  expect(await triangle(db, scope)).toEqual([
    [DAY, 1, 5],
    [DAY, 3, 5],
  ]);
});

test("the age is cut in the account's zone, and ends after two weeks", async ({
  db,
  importing,
  scope,
}) => {
  // Half past eleven in the evening of the 11th in New York.
  await loadAt(importing, scope, { at: "2026-11-12T04:30:00Z", figures: { A: 4 } });
  await loadAt(importing, scope, { at: "2026-11-24T15:00:00Z", figures: { A: 6 } });
  await loadAt(importing, scope, { at: "2026-11-25T15:00:00Z", figures: { A: 7 } });

  expect(await triangle(db, scope)).toEqual([
    [DAY, 1, 4],
    [DAY, 14, 6],
  ]);
});

test("a file of some campaigns tells nothing of the whole day", async ({
  db,
  importing,
  scope,
}) => {
  await loadAt(importing, scope, { at: "2026-11-11T15:00:00Z", figures: { A: 4, B: 1 } });
  await loadAt(importing, scope, { at: "2026-11-12T15:00:00Z", figures: { A: 6 } });
  await loadAt(importing, scope, { at: "2026-11-13T15:00:00Z", figures: { A: 7, B: 2 } });

  expect(await triangle(db, scope)).toEqual([
    [DAY, 1, 5],
    [DAY, 3, 9],
  ]);
});

test("the biggest campaigns of an account have a triangle of their own, with value, to any age", async ({
  db,
  importing,
  scope,
}) => {
  await loadAt(importing, scope, { at: "2026-11-11T15:00:00Z", figures: { A: 4, B: 1 } });
  await loadAt(importing, scope, { at: "2026-11-12T15:00:00Z", figures: { A: 6 } });
  await loadAt(importing, scope, { at: "2026-12-01T15:00:00Z", figures: { A: 9, B: 3 } });
  const [account] = await listAccounts(db, scope.workspaceId);

  const cells = await lagCellsOf(db, {
    workspaceId: scope.workspaceId,
    accountId: account?.accountId ?? 0,
    from: "2026-11-01",
    to: DAY,
    oldestAge: 35,
  });

  expect(cells).toEqual([
    { day: DAY, ageDays: 1, conversions: 5, value: 50 },
    { day: DAY, ageDays: 21, conversions: 12, value: 120 },
  ]);
});
