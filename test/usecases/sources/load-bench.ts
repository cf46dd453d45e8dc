import { campaignsNamed } from "../../../src/db/campaigns.ts";
import type { Db } from "../../../src/db/db.ts";
import { campaignDays } from "../../../src/db/facts.ts";
import type { Scope } from "../../../src/usecases/scope.ts";
import type { Source } from "../../../src/usecases/source.ts";
import { addSource } from "../../../src/usecases/sources/change-source.ts";
import type { LoadSourceDeps } from "../../../src/usecases/sources/loading.ts";
import { NOW } from "../../support/fixtures.ts";

/** A live source that a test scripts, and its clock. */
export interface Bench {
  readonly db: Db;
  readonly scope: Scope;
  readonly deps: LoadSourceDeps;
  readonly key: { readonly workspaceId: number; readonly sourceId: number };
  at: number;
  source: Source;
}

export async function bench(
  { db, scope, database }: { db: Db; scope: Scope; database: "server" | "embedded" },
  source: Source,
  given: { readonly name?: string; readonly trailingDays?: number } = {},
): Promise<Bench> {
  const row = await addSource(db, scope, {
    kind: "sql",
    name: "Warehouse",
    settings: {},
    secrets: undefined,
    schedule: "0 */6 * * *",
    timeZone: "UTC",
    trailingDays: 7,
    historyDays: 40,
    ...given,
  });
  const bench: Bench = {
    db,
    scope,
    at: NOW,
    source,
    key: { workspaceId: scope.workspaceId, sourceId: row.sourceId },
    deps: {
      db,
      database,
      open: () => bench.source,
      now: () => bench.at,
      zone: "UTC",
      stopping: new AbortController().signal,
    },
  };
  return bench;
}

const WHOLE = { from: "2026-01-01", to: "2026-12-31" };

async function campaignOf({ db, scope }: Bench, account: string, name = "Brand") {
  const { workspaceId } = scope;
  const records = await campaignsNamed(db, { workspaceId, name, days: WHOLE });
  return records.find(({ label }) => label.account === account);
}

export async function daysOf(bench: Bench, account = "Live", name = "Brand") {
  const record = await campaignOf(bench, account, name);
  if (record === undefined) return [];
  const { workspaceId } = bench.scope;
  return campaignDays(bench.db, { ...WHOLE, workspaceId, campaignId: record.label.id });
}

export async function campaignIdOf(bench: Bench): Promise<number> {
  return (await campaignOf(bench, "Live"))?.label.id ?? 0;
}

export async function budgetOf(bench: Bench) {
  return (await campaignOf(bench, "Live"))?.dailyBudgetMicros;
}
