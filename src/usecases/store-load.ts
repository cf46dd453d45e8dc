import { type Account, lockAccount } from "../db/accounts.ts";
import type { Db, Tx } from "../db/db.ts";
import { isUniqueViolation } from "../db/is-unique-violation.ts";
import { findLoad, reserveLoadId } from "../db/loads.ts";
import { furthestDayAt } from "../domain/day.ts";
import type { LoadReport } from "../domain/load.ts";
import type { Platform } from "../domain/platform.ts";
import { Invalid, UseCaseError } from "./errors.ts";
import type { ExportProfile, ExportSink, ReadOutcome } from "./export-file.ts";
import { type LoadAccount, loadAccount } from "./load-account.ts";
import {
  alreadyImportedReport,
  type Finding,
  refusedReport,
  reportOf,
  unreadableReport,
} from "./load-report.ts";
import { appendingWriter, type LoadWriter, periodWriter, stagingWriter } from "./load-writer.ts";
import { recordSeenBudgets } from "./record-seen-budgets.ts";
import type { Scope } from "./scope.ts";
import { settleLoad } from "./settle-load.ts";

export interface StoreLoadDeps {
  readonly db: Db;
  /** `server`: COPY and a second connection are to be had; the embedded database has neither. */
  readonly database: "server" | "embedded";
}

/** Numbers on their way in, wherever they come from. */
export interface LoadInput {
  /** As people call what is loaded: a file's name, a source's. */
  readonly name: string;
  /** What the record of the load says of its origin: `file: name.csv`, `source: Google`, `api`. */
  readonly origin: string;
  /** What makes two loads the same; undefined: each is a load of its own. */
  readonly fingerprint: string | undefined;
  readonly read: (sink: ExportSink) => Promise<ReadOutcome>;
  /** The account's name, or how to find one once it is known what the numbers are. */
  readonly account: string | ((tx: Db, profile: ExportProfile) => Promise<string>);
  readonly hints: {
    readonly platform?: Platform;
    readonly currency?: string;
    readonly timeZone?: string;
  };
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** Load it even if the very same thing has been loaded before. */
  readonly again: boolean;
  /** Writes what the outcome owes to somebody, in the transaction that stores the load. */
  readonly owe?: (tx: Tx, report: LoadReport, account: Account) => Promise<void>;
}

/** Ends a transaction without storing anything; carries what is to be told. */
class NothingStored extends Error {
  override readonly name: string = "NothingStored";
  readonly report: LoadReport;
  constructor(report: LoadReport) {
    super("Nothing was stored.");
    this.report = report;
  }
}

/** The very thing is in the database; what was said of its account may still be news. */
class StoredBefore extends NothingStored {
  override readonly name = "StoredBefore";
}

/**
 * Stores a load: all of it in one transaction, or nothing. Days replace what was there and leave revisions; numbers
 * without days become totals of their period; the same thing twice changes nothing.
 */
export async function storeLoad(
  deps: StoreLoadDeps,
  scope: Scope,
  input: LoadInput,
): Promise<LoadReport> {
  const attempt = (way: "fastest" | "staged"): Promise<LoadReport> =>
    deps.db.transaction((tx) => loadInto({ ...deps, tx, way }, scope, input));
  try {
    return await attempt("fastest").catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      return attempt("staged");
    });
  } catch (error) {
    if (error instanceof NothingStored) return error.report;
    throw error;
  }
}

interface Attempt extends StoreLoadDeps {
  readonly tx: Tx;
  readonly way: "fastest" | "staged";
}

async function loadInto(attempt: Attempt, scope: Scope, input: LoadInput): Promise<LoadReport> {
  let writer: LoadWriter | undefined;
  let target: Target | undefined;
  try {
    const outcome = await input.read({
      async begin(profile) {
        target = await prepare(attempt, scope, { input, profile });
        if (!input.dryRun) writer = await writerFor(attempt, scope, target);
      },
      rows: async (batch) => writer?.rows(batch),
    });
    return await conclude(attempt, scope, { input, outcome, target, writer });
  } catch (error) {
    await writer?.abandon();
    if (error instanceof StoredBefore && error.report.accountChanged && !input.dryRun)
      return error.report;
    if (error instanceof UseCaseError)
      throw new NothingStored(refusedReport(input, scope, error.message));
    throw error;
  }
}

/** The account that a load goes to, and the number that the load will have. */
export interface Target extends LoadAccount {
  readonly profile: ExportProfile;
  readonly loadId: bigint;
}

async function prepare(
  attempt: Attempt,
  scope: Scope,
  given: { readonly input: LoadInput; readonly profile: ExportProfile },
): Promise<Target> {
  const { input, profile } = given;
  const found = await loadAccount(attempt.tx, scope, {
    name:
      typeof input.account === "string" ? input.account : await input.account(attempt.tx, profile),
    platform: profile.platform,
    currency: profile.currency,
    // What is not a file shows no signs: its currency comes from whoever sends it.
    currencySaid: input.hints.currency !== undefined || profile.sign === undefined,
    sign: profile.sign,
    timeZone: input.hints.timeZone,
    sourceZone: profile.zone,
  });
  await lockAccount(attempt.tx, found.account);
  const { fingerprint } = input;
  const earlier =
    fingerprint === undefined || input.again
      ? undefined
      : await findLoad(attempt.tx, { ...found.account, fingerprint });
  if (earlier !== undefined) {
    throw new StoredBefore(alreadyImportedReport(input, found, earlier));
  }
  return { ...found, profile, loadId: await reserveLoadId(attempt.tx) };
}

async function writerFor(attempt: Attempt, scope: Scope, target: Target): Promise<LoadWriter> {
  const { tx, db } = attempt;
  const { account, profile, isNew, loadId } = target;
  const context = {
    tx,
    workspaceId: scope.workspaceId,
    accountId: account.accountId,
    now: scope.now,
    loadId,
  };
  if (profile.grain === "period" && profile.period !== undefined) {
    return periodWriter(context, profile.period);
  }
  const embedded = attempt.database === "embedded";
  if (isNew && attempt.way === "fastest") {
    return appendingWriter(context, embedded ? undefined : db);
  }
  return stagingWriter(context, { way: embedded ? "unnest" : "copy", fresh: isNew });
}

async function conclude(
  attempt: Attempt,
  scope: Scope,
  given: {
    readonly input: LoadInput;
    readonly outcome: ReadOutcome;
    readonly target: Target | undefined;
    readonly writer: LoadWriter | undefined;
  },
): Promise<LoadReport> {
  const { input, outcome, target, writer } = given;
  if (outcome.kind === "refused") {
    throw new NothingStored(refusedReport(input, scope, outcome.reason));
  }
  if (target === undefined) throw new NothingStored(unreadableReport(input, scope, outcome));
  refuseFuture(outcome, scope.now);
  const finding: Finding = { outcome, target };
  if (outcome.rows.rejected > 0 && !input.skipBadRows) {
    throw new NothingStored(reportOf(input, finding, "refused"));
  }
  if (writer === undefined) throw new NothingStored(reportOf(input, finding, "preview"));
  const written = await writer.finish(outcome.campaigns);
  const report = reportOf(input, { ...finding, revised: written.revised }, "stored");
  await recordSeenBudgets(attempt.tx, scope, { report, outcome, written });
  await settleLoad(attempt.tx, scope, { input, target, report, written });
  await input.owe?.(attempt.tx, report, target.account);
  return report;
}

/** One day of another year would make the account look fresh for good. */
function refuseFuture({ profile, days }: Finding["outcome"], now: number): void {
  if (profile.grain !== "day" || days === undefined || days.to <= furthestDayAt(now)) return;
  throw new Invalid(
    `The rows reach to ${days.to}, which is in the future. Correct the dates, and load them again.`,
  );
}
