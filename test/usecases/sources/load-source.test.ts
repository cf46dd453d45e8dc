import { describe, expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import { recordBudgets } from "../../../src/db/budget-history.ts";
import { setCampaignBudget } from "../../../src/db/campaigns.ts";
import { claimDueSource, claimSource } from "../../../src/db/sources.ts";
import { SourceFault } from "../../../src/usecases/source.ts";
import { listSources } from "../../../src/usecases/sources/list-sources.ts";
import { loadDueSources, loadSourceNow } from "../../../src/usecases/sources/load-due-sources.ts";
import { loadSource } from "../../../src/usecases/sources/load-source.ts";
import { NOW, test } from "../../support/fixtures.ts";
import { scriptedSource } from "../../support/scripted-source.ts";
import { type Bench, bench, budgetOf, campaignIdOf, daysOf } from "./load-bench.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const status = async ({ db, scope, at }: Bench) =>
  (await listSources(db, { ...scope, now: at }))[0];

describe("a source", () => {
  test("is loaded at once with its history, in spans, and is due at its next tick", async ({
    db,
    scope,
    importing,
  }) => {
    const source = scriptedSource();
    const one = await bench({ db, scope, database: importing.database }, source);
    const { outcome } = await loadSourceNow(one.deps, one.key);

    expect(outcome).toEqual({
      kind: "loaded",
      rows: 41,
      revised: 0,
      days: { from: "2026-10-15", to: "2026-11-24" },
    });
    expect(source.asked).toEqual([
      { from: "2026-10-15", to: "2026-11-14" },
      { from: "2026-11-15", to: "2026-11-24" },
    ]);
    expect(await daysOf(one)).toHaveLength(41);
    expect(await status(one)).toMatchObject({
      state: "ok",
      nextAt: Date.UTC(2026, 10, 24, 18),
      lastLoad: { rows: 41 },
      accounts: [{ name: "Live", externalId: "act-1", writes: false }],
    });
  });

  test("reads the trailing days again, and what has changed leaves a revision", async ({
    db,
    scope,
    importing,
  }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    one.at += 24 * HOUR;
    const later = scriptedSource({ conversions: (day) => (day === "2026-11-20" ? 3 : 1) });
    one.source = later;
    const { outcome } = await loadSourceNow(one.deps, one.key);

    expect(later.asked).toEqual([{ from: "2026-11-17", to: "2026-11-25" }]);
    expect(outcome).toMatchObject({ kind: "loaded", revised: 1 });
    const days = await daysOf(one);
    expect(days.find(({ day }) => day === "2026-11-20")?.conversions).toBe(3);
    expect(days).toHaveLength(42);
  });

  test("that fails keeps what is there, says why, and is tried again", async ({
    db,
    scope,
    importing,
  }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    one.source = scriptedSource({
      before: () => {
        throw new SourceFault("unreachable", "The platform does not answer.", {
          next: "It is tried again by itself.",
        });
      },
    });
    one.at += 6 * HOUR;
    const runs: string[] = [];
    await loadDueSources(one.deps, ({ outcome }) => runs.push(outcome.kind));

    expect(runs).toContain("failed");
    expect(await daysOf(one)).toHaveLength(41);
    expect(await status(one)).toMatchObject({
      state: "failing",
      nextAt: one.at + MINUTE,
      fault: {
        message: "The platform does not answer.",
        next: "It is tried again by itself.",
        failures: 1,
      },
    });
    one.source = scriptedSource();
    one.at += MINUTE;
    await loadSourceNow(one.deps, one.key);
    expect(await status(one)).toMatchObject({ state: "ok", fault: undefined });
  });

  test("that breaks off in the middle goes on where it was, and doubles nothing", async ({
    db,
    scope,
    importing,
  }) => {
    let loads = 0;
    const one = await bench(
      { db, scope, database: importing.database },
      scriptedSource({
        before: () => {
          loads += 1;
          if (loads === 2) throw new Error("killed");
        },
      }),
    );
    await expect(loadSourceNow(one.deps, one.key)).rejects.toThrow("killed");
    expect(await daysOf(one)).toHaveLength(31);
    const again = scriptedSource();
    one.source = again;
    await loadSourceNow(one.deps, one.key);
    expect(again.asked[0]?.from).toBe("2026-11-08");
    expect((await daysOf(one)).every(({ conversions }) => conversions === 1)).toBe(true);
    expect(await daysOf(one)).toHaveLength(41);
  });

  test("is one instance's at a time", async ({ db, scope, importing }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    const term = { now: NOW, until: NOW + MINUTE };
    const claims = await Promise.all([1, 2, 3].map(() => claimSource(db, one.key, term)));
    expect(claims.filter((row) => row !== undefined)).toHaveLength(1);
    await expect(loadSourceNow(one.deps, one.key)).rejects.toThrow(/at this moment/);
  });

  test("that was taken over stores nothing any more", async ({ db, scope, importing }) => {
    const one = await bench(
      { db, scope, database: importing.database },
      scriptedSource({
        async before() {
          // It has been silent for longer than its lease, and another instance has taken it.
          const now = NOW + 4 * MINUTE;
          await claimSource(db, one.key, { now, until: now + MINUTE });
        },
      }),
    );
    const row = await claimSource(db, one.key, { now: NOW, until: NOW + 3 * MINUTE });
    if (row === undefined) throw new Error("It could not be claimed.");
    expect(await loadSource(one.deps, row)).toEqual({ kind: "given-up" });
    expect(await listAccounts(db, scope.workspaceId)).toEqual([]);
  });

  test("does not take the present budget for one of the past", async ({ db, scope, importing }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    const history = await db.rows<{ day: string }>(
      { text: "select day from budget_history where workspace_id = $1" },
      [scope.workspaceId],
    );
    expect(history).toEqual([{ day: "2026-11-24" }]);
  });

  test("does not take back what was written while it was read", async ({
    db,
    scope,
    importing,
  }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    one.at += HOUR;
    one.source = scriptedSource({
      async before() {
        one.at += MINUTE;
        const campaignId = await campaignIdOf(one);
        const key = { workspaceId: scope.workspaceId, campaignId };
        await setCampaignBudget(db, { ...key, budgetMicros: 60_000_000n });
        await recordBudgets(db, { ...scope, now: one.at }, [
          { campaignId, day: "2026-11-24", budgetMicros: 60_000_000n, byLoad: true },
        ]);
      },
    });
    await loadSourceNow(one.deps, one.key);
    expect(await budgetOf(one)).toBe(60_000_000n);

    one.at += HOUR;
    one.source = scriptedSource({ budgetMicros: 55_000_000n });
    await loadSourceNow(one.deps, one.key);
    expect(await budgetOf(one)).toBe(55_000_000n);
  });

  test("whose account is in another currency by now is refused in words", async ({
    db,
    scope,
    importing,
  }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    const account = { ...(await one.source.check(one.deps.stopping)).accounts[0], currency: "EUR" };
    one.source = scriptedSource({ accounts: [account as never] });
    const { outcome } = await loadSourceNow(one.deps, one.key);
    expect(outcome).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("in EUR") as string,
    });
  });

  test("that is not due is left alone", async ({ db, scope, importing }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    const term = { now: NOW + HOUR, until: NOW + 2 * HOUR };
    const due = await claimDueSource(db, term);
    expect(due?.sourceId).not.toBe(one.key.sourceId);
  });
});
