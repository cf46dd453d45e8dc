import { budgetsSetSince, linkAccount } from "../../db/source-accounts.ts";
import { advanceSource, type SourceRow } from "../../db/sources.ts";
import type { ToldDays } from "../../db/told-days.ts";
import { addDays, type Day, dayAt, type DayRange } from "../../domain/day.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Scope } from "../scope.ts";
import { type Source, SourceFault } from "../source.ts";
import { storeLoad } from "../store-load.ts";
import { accountName } from "./account-name.ts";
import { currentOnly } from "./current-only.ts";
import { type Lease, LeaseLost, leaseMsOf } from "./lease.ts";
import type { LoadSourceDeps } from "./loading.ts";
import { spool } from "./spool.ts";
import { toldBefore, withVanished } from "./vanished-days.ts";

/** A load under way. */
export interface LoadRun {
  readonly deps: LoadSourceDeps;
  readonly row: SourceRow;
  readonly scope: Scope;
  readonly source: Source;
  readonly lease: Lease;
  readonly accounts: readonly SourceAccount[];
  readonly days: DayRange | undefined;
}

export interface LoadedSpan {
  readonly rows: number;
  readonly revised: number;
  /** The last day that is over in the account's zone and that the platform gave. */
  readonly reached: Day;
}

/** One account's days: read to the end, then stored with the watermark, or not at all. */
export async function loadSpan(
  run: LoadRun,
  input: {
    readonly account: SourceAccount;
    readonly span: DayRange;
    readonly before: number;
    /** How far an account that joined late has come then; undefined: as far as its source. */
    readonly behind?: Day | null;
  },
): Promise<LoadedSpan> {
  const { deps, row, scope, source, lease } = run;
  const { account, span, before, behind } = input;
  const today = dayAt(scope.now, account.zone);
  const days = { from: span.from, to: span.to < today ? span.to : today };
  const yesterday = addDays(today, -1);
  if (days.from > days.to) return { rows: 0, revised: 0, reached: yesterday };
  const words = `${days.from} to ${days.to}`;
  await lease.progress(words, before);
  const readFrom = deps.now();
  const origin = `source: ${row.name}`;
  let moved = false;
  let told: readonly ToldDays[] = [];
  const read = await spool(
    (sink) => source.load({ account, days, signal: lease.signal }, sink),
    (rows) => lease.progress(words, before + rows),
  );
  const report = await storeLoad(
    deps,
    { ...scope, now: deps.now() },
    {
      name: row.name,
      origin,
      fingerprint: undefined,
      read: async (sink) => {
        const whole = { read, tellsAll: source.tellsAll === true };
        const outcome = await withVanished(whole, sink, () => told);
        return currentOnly(outcome, days.to === today && !moved);
      },
      async account(tx) {
        // What was read before somebody set it is not what the platform has.
        const { externalId } = account;
        moved = await budgetsSetSince(tx, { ...row, externalId }, readFrom);
        told = await toldBefore(tx, { row, origin }, { externalId, days });
        return accountName(tx, row, account);
      },
      hints: { platform: account.platform, currency: account.currency },
      dryRun: false,
      skipBadRows: false,
      again: true,
      async owe(tx, _report, { workspaceId, accountId }) {
        // In the same transaction: whoever has been followed stores nothing.
        await holdOn({ row, deps: { ...deps, db: tx } });
        const { sourceId } = row;
        const { externalId } = account;
        const link = { workspaceId, accountId, sourceId, externalId };
        await linkAccount(tx, behind === undefined ? link : { ...link, behind });
      },
    },
  );
  if (report.outcome !== "stored") throw refused(report.errors[0]?.message);
  // A platform may give fewer days than it was asked for: those it left out are owed still.
  const given = report.days?.to ?? days.to;
  const reached = given < yesterday ? given : yesterday;
  return { rows: report.rows.accepted, revised: report.revised, reached };
}

function refused(why = "It was refused without a reason."): SourceFault {
  return new SourceFault("settings", why, {
    next: "Change the source's settings (trimtab source remove, then add), or load into an account of another name.",
  });
}

/** Says that all days up to the watermark are stored; throws where another instance has the source by now. */
export async function holdOn(
  {
    deps,
    row,
  }: { readonly deps: Pick<LoadSourceDeps, "db" | "now" | "leaseMs">; readonly row: SourceRow },
  watermark?: Day,
): Promise<void> {
  const until = deps.now() + leaseMsOf(deps);
  if (!(await advanceSource(deps.db, row, { watermark, until }))) throw new LeaseLost();
}
