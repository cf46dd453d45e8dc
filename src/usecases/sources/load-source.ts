import { linkAccount } from "../../db/source-accounts.ts";
import { advanceSource, type SourceRow, settleSource } from "../../db/sources.ts";
import { findWorkspace } from "../../db/workspaces.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import { addDays, type Day, dayAt, type DayRange } from "../../domain/day.ts";
import { loadSpans, spanLength, spansOf, watermarkAfter } from "../../domain/source/load-spans.ts";
import { nextAttempt } from "../../domain/source/next-attempt.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Scope } from "../scope.ts";
import { type Source, SourceFault } from "../source.ts";
import { storeLoad, type StoreLoadDeps } from "../store-load.ts";
import { currentOnly } from "./current-only.ts";
import { type Lease, LeaseLost, LEASE_MS, openLease } from "./lease.ts";
import { spool } from "./spool.ts";
import type { OpenSource } from "./stored-source.ts";

export interface LoadSourceDeps extends StoreLoadDeps {
  readonly open: OpenSource;
  /** Milliseconds since 1970: a load takes its time. */
  readonly now: () => number;
  /** Of workspaces that have chosen none. */
  readonly zone: string;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** What came of one run of a source. */
export type SourceOutcome =
  | {
      readonly kind: "loaded";
      readonly rows: number;
      readonly revised: number;
      readonly days: DayRange;
    }
  | { readonly kind: "failed"; readonly fault: SourceFault }
  /** Given back before its end: the process stops, or another instance has it. */
  | { readonly kind: "given-up" };

/** So many rows are kept in memory before they are stored; spans are cut to fit. */
const MOST_ROWS = 150_000;
const LONGEST_SPAN = 31;

/**
 * Loads what a claimed source owes: the days since its watermark, and those before it that may have changed; `days`:
 * those instead. Each span is stored in one transaction with the watermark, so that whoever is killed loses at most a
 * span, and whoever comes too late stores nothing.
 */
export async function loadSource(
  deps: LoadSourceDeps,
  row: SourceRow,
  days?: DayRange,
): Promise<SourceOutcome> {
  const { db, now } = deps;
  const lease = openLease(db, row, deps);
  let source: Source | undefined;
  try {
    const scope = await scopeOf(deps, row);
    source = deps.open(row);
    const { accounts } = await source.check(lease.signal);
    const loaded = await loadAccounts({ deps, row, scope, source, lease, accounts, days });
    const dueAt = nextTick(row.schedule, row.timeZone ?? scope.zone, now());
    await settleSource(db, row, { kind: "loaded", at: now(), ...loaded, dueAt });
    return { kind: "loaded", ...loaded };
  } catch (error) {
    return await failed(deps, row, { error, lease });
  } finally {
    lease.end();
    await source?.close();
  }
}

interface Run {
  readonly deps: LoadSourceDeps;
  readonly row: SourceRow;
  readonly scope: Scope;
  readonly source: Source;
  readonly lease: Lease;
  readonly accounts: readonly SourceAccount[];
  readonly days: DayRange | undefined;
}

interface Loaded {
  readonly rows: number;
  readonly revised: number;
  readonly days: DayRange;
}

async function loadAccounts(run: Run): Promise<Loaded> {
  const { row, scope, source, accounts } = run;
  const today =
    latest(accounts.map(({ zone }) => dayAt(scope.now, zone))) ?? dayAt(scope.now, scope.zone);
  const longest = Math.min(LONGEST_SPAN, source.longestLoad);
  const owed =
    run.days ??
    whole(
      loadSpans({
        watermark: row.watermark ?? undefined,
        today,
        trailingDays: row.trailingDays,
        historyDays: row.historyDays,
        longest,
      }),
    );
  let rows = 0;
  let revised = 0;
  let watermark = row.watermark ?? undefined;
  let length = longest;
  for (let [span] = spansOf(owed, length); span !== undefined;) {
    const next = run.days === undefined ? watermarkAfter(watermark, { span, today }) : undefined;
    let spanRows = 0;
    for (const account of accounts) {
      const done = await loadSpan(run, { account, span, before: rows });
      spanRows += done.rows;
      revised += done.revised;
      rows += done.rows;
    }
    await holdOn(run, next);
    watermark = next ?? watermark;
    length = spanLength(span, { rows: spanRows, longest, mostRows: MOST_ROWS });
    [span] = spansOf({ from: addDays(span.to, 1), to: owed.to }, length);
  }
  return { rows, revised, days: owed };
}

/** One account's days: read to the end, then stored with the watermark, or not at all. */
async function loadSpan(
  run: Run,
  input: {
    readonly account: SourceAccount;
    readonly span: DayRange;
    readonly before: number;
  },
): Promise<{ readonly rows: number; readonly revised: number }> {
  const { deps, row, scope, source, lease } = run;
  const { account, span, before } = input;
  const today = dayAt(scope.now, account.zone);
  const days = { from: span.from, to: span.to < today ? span.to : today };
  if (days.from > days.to) return { rows: 0, revised: 0 };
  const words = `${days.from} to ${days.to}`;
  await lease.progress(words, before);
  const read = await spool(
    (sink) => source.load({ account, days, signal: lease.signal }, sink),
    (rows) => lease.progress(words, before + rows),
  );
  const report = await storeLoad(
    deps,
    { ...scope, now: deps.now() },
    {
      name: row.name,
      origin: `source: ${row.name}`,
      fingerprint: undefined,
      read: (sink) => read.replay(sink).then((outcome) => currentOnly(outcome, days.to === today)),
      account: account.name,
      hints: { platform: account.platform, currency: account.currency },
      dryRun: false,
      skipBadRows: false,
      again: true,
      async owe(tx, _report, { workspaceId, accountId }) {
        // In the same transaction: whoever has been followed stores nothing.
        await holdOn({ row, deps: { ...deps, db: tx } });
        const { sourceId } = row;
        await linkAccount(tx, { workspaceId, accountId, sourceId, externalId: account.externalId });
      },
    },
  );
  if (report.outcome !== "stored") throw refused(report.errors[0]?.message);
  return { rows: report.rows.accepted, revised: report.revised };
}

function refused(why = "It was refused without a reason."): SourceFault {
  return new SourceFault("settings", why, {
    next: "Change the source's settings (trimtab source remove, then add), or load into an account of another name.",
  });
}

/** Says that all days up to the watermark are stored; throws where another instance has the source by now. */
async function holdOn(
  { deps, row }: { readonly deps: Pick<LoadSourceDeps, "db" | "now">; readonly row: SourceRow },
  watermark?: Day,
): Promise<void> {
  const until = deps.now() + LEASE_MS;
  if (!(await advanceSource(deps.db, row, { watermark, until }))) throw new LeaseLost();
}

async function failed(
  deps: LoadSourceDeps,
  row: SourceRow,
  { error, lease }: { readonly error: unknown; readonly lease: Lease },
): Promise<SourceOutcome> {
  if (error instanceof LeaseLost || lease.lost()) return { kind: "given-up" };
  if (deps.stopping.aborted) {
    await settleSource(deps.db, row, { kind: "stopped" });
    return { kind: "given-up" };
  }
  const known = error instanceof SourceFault;
  const fault = known ? error : ownFault();
  await recordFailure(deps, row, fault);
  if (!known) throw error;
  return { kind: "failed", fault };
}

function ownFault(): SourceFault {
  return new SourceFault("malformed", "The load broke off by a fault of Trimtab's own.", {
    next: "The log has the error; please report it. The load is tried again by itself.",
  });
}

async function recordFailure(
  { db, now, zone }: LoadSourceDeps,
  row: SourceRow,
  { kind, message, next, afterMs }: SourceFault,
): Promise<void> {
  const at = now();
  await settleSource(db, row, {
    kind: "failed",
    at,
    fault: { kind, message, next },
    dueAt: nextAttempt({
      now: at,
      failures: row.failures + 1,
      forPerson: kind === "credentials" || kind === "rights" || kind === "settings",
      afterMs,
      nextTick: nextTick(row.schedule, row.timeZone ?? zone, at),
    }),
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

function whole(spans: readonly DayRange[]): DayRange {
  return { from: spans[0]?.from ?? "", to: spans.at(-1)?.to ?? "" };
}

function latest(days: readonly Day[]): Day | undefined {
  return days.toSorted().at(-1);
}
