import { type SourceRow, settleSource } from "../../db/sources.ts";
import { findWorkspace } from "../../db/workspaces.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import { type Day, dayAt, type DayRange } from "../../domain/day.ts";
import { owedDays, watermarkAfter } from "../../domain/source/load-spans.ts";
import type { LoadEnd } from "../../domain/source/source-status.ts";
import type { Scope } from "../scope.ts";
import { type Source, SourceFault } from "../source.ts";
import { catchUp } from "./catch-up.ts";
import { endFailed } from "./end-failed.ts";
import { added, inSpans, type LoadedRows, NOTHING_LOADED } from "./in-spans.ts";
import { openLease } from "./lease.ts";
import { holdOn, type LoadRun, loadSpan } from "./load-span.ts";
import type { LoadSourceDeps } from "./loading.ts";

/**
 * Loads what a claimed source owes: the days since its watermark, and those before it that may have changed; `days`:
 * those instead. Each span is stored in one transaction with the watermark, so that whoever is killed loses at most a
 * span, and whoever comes too late stores nothing.
 */
export async function loadSource(
  deps: LoadSourceDeps,
  row: SourceRow,
  days?: DayRange,
): Promise<LoadEnd> {
  const { db, now } = deps;
  const lease = openLease(db, row, deps);
  let source: Source | undefined;
  try {
    const scope = await scopeOf(deps, row);
    source = deps.open(row);
    const { accounts } = await source.check(lease.signal);
    if (accounts.length === 0) throw noAccounts();
    const run = { deps, row, scope, source, lease, accounts, days };
    const joined = days === undefined ? await catchUp(run) : NOTHING_LOADED;
    const loaded = await loadAccounts(run, joined);
    const dueAt = nextTick(row.schedule, row.timeZone ?? scope.zone, now());
    await settleSource(db, row, { kind: "loaded", at: now(), ...loaded, dueAt });
    return { kind: "loaded", ...loaded };
  } catch (error) {
    return await endFailed(deps, row, { error, lease });
  } finally {
    lease.end();
    await source?.close();
  }
}

interface Loaded extends LoadedRows {
  readonly days: DayRange;
}

async function loadAccounts(run: LoadRun, joined: LoadedRows): Promise<Loaded> {
  const { row, scope, source, accounts } = run;
  const today =
    latest(accounts.map(({ zone }) => dayAt(scope.now, zone))) ?? dayAt(scope.now, scope.zone);
  const { trailingDays, historyDays } = row;
  let watermark = row.watermark ?? undefined;
  const owed = run.days ?? owedDays({ watermark, today, trailingDays, historyDays });
  // Where an account has not come as far as the others, or a platform gave less than it was asked for.
  let limit = today;
  const loaded = await inSpans(source, owed, async (span, rows) => {
    let all = NOTHING_LOADED;
    for (const account of accounts) {
      const done = await loadSpan(run, { account, span, before: joined.rows + rows + all.rows });
      if (done.reached < span.to) limit = earlier(limit, done.reached);
      all = added(all, done);
    }
    const stored = { from: span.from, to: earlier(span.to, limit) };
    const next =
      run.days === undefined ? watermarkAfter(watermark, { span: stored, today }) : undefined;
    await holdOn(run, next);
    watermark = next ?? watermark;
    return all;
  });
  return { ...added(joined, loaded), days: owed };
}

/** Nothing to load is no load: its days are owed still. */
function noAccounts(): SourceFault {
  return new SourceFault("rights", "There is no account that could be loaded.", {
    next: "Check that the account is open, and that who is asked as may read it.",
  });
}

async function scopeOf(deps: LoadSourceDeps, { workspaceId, name }: SourceRow): Promise<Scope> {
  const workspace = await findWorkspace(deps.db, workspaceId);
  return {
    workspaceId,
    actor: `source:${name}`,
    now: deps.now(),
    zone: workspace?.timeZone ?? deps.zone,
  };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function latest(days: readonly Day[]): Day | undefined {
  return days.toSorted().at(-1);
}
