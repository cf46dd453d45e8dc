import { lockAccount, updateAccount } from "../db/accounts.ts";
import { recordAudit } from "../db/audit.ts";
import type { Db, Tx } from "../db/db.ts";
import { isUniqueViolation } from "../db/is-unique-violation.ts";
import { findLoad, insertLoad, reserveLoadId } from "../db/loads.ts";
import type { LoadReport } from "../domain/load.ts";
import { UseCaseError } from "./errors.ts";
import type { ExportFile, ExportProfile, ReadHints, ReadOutcome } from "./export-file.ts";
import { type LoadAccount, loadAccount } from "./load-account.ts";
import {
  alreadyImportedReport,
  type Finding,
  refusedReport,
  reportOf,
  unreadableReport,
} from "./load-report.ts";
import {
  appendingWriter,
  type LoadWriter,
  periodWriter,
  stagingWriter,
  type Written,
} from "./load-writer.ts";
import type { ReadExport } from "./ports.ts";
import { recordSeenBudgets } from "./record-seen-budgets.ts";
import { rollUpDays } from "./roll-up-days.ts";
import type { Scope } from "./scope.ts";

export interface ImportFileDeps {
  readonly db: Db;
  readonly readExport: ReadExport;
  /** Hash of the file's bytes. */
  readonly hashFile: (file: ExportFile) => Promise<string>;
  /** `server`: COPY and a second connection are to be had; the embedded database has neither. */
  readonly database: "server" | "embedded";
}

export interface ImportFileInput {
  readonly file: ExportFile;
  /** The account's name, or how to find one once it is known what the file is. */
  readonly account: string | ((tx: Db, profile: ExportProfile) => Promise<string>);
  readonly hints: ReadHints & { readonly timeZone?: string };
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** Load it even if the very same file has been loaded before. */
  readonly again: boolean;
  readonly onProgress?: (done: { readonly bytesRead: number; readonly rows: number }) => void;
  /** Writes the message that the outcome owes to somebody, in the transaction that stores the load. */
  readonly owe?: (tx: Db, report: LoadReport) => Promise<void>;
}

/** Ends a transaction without storing anything; carries what is to be told. */
class NothingStored extends Error {
  override readonly name = "NothingStored";
  readonly report: LoadReport;
  constructor(report: LoadReport) {
    super("Nothing was stored.");
    this.report = report;
  }
}

/**
 * Loads an export: all of it in one transaction, or nothing. Days replace what was there and leave revisions; a file
 * without days becomes totals of its period; the same file twice changes nothing.
 */
export async function importFile(
  deps: ImportFileDeps,
  scope: Scope,
  input: ImportFileInput,
): Promise<LoadReport> {
  const fingerprint = await fingerprintOf(deps, input);
  const attempt = (way: "fastest" | "staged"): Promise<LoadReport> =>
    deps.db.transaction((tx) => importInto({ ...deps, tx, way, fingerprint }, scope, input));
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

/** The same bytes said to be of another period are another load. */
async function fingerprintOf(deps: ImportFileDeps, input: ImportFileInput): Promise<string> {
  const { period } = input.hints;
  const hash = await deps.hashFile(input.file);
  return period === undefined ? hash : `${hash} ${period.from}..${period.to}`;
}

interface Attempt extends ImportFileDeps {
  readonly tx: Tx;
  readonly way: "fastest" | "staged";
  readonly fingerprint: string;
}

async function importInto(
  attempt: Attempt,
  scope: Scope,
  input: ImportFileInput,
): Promise<LoadReport> {
  let writer: LoadWriter | undefined;
  let target: Target | undefined;
  try {
    const outcome = await attempt.readExport(input.file, input.hints, {
      async begin(profile) {
        target = await prepare(attempt, scope, { input, profile });
        if (!input.dryRun) writer = await writerFor(attempt, scope, target);
      },
      rows: async (batch) => writer?.rows(batch),
      ...(input.onProgress === undefined ? {} : { progress: input.onProgress }),
    });
    return await conclude(attempt, scope, { input, outcome, target, writer });
  } catch (error) {
    await writer?.abandon();
    if (error instanceof UseCaseError)
      throw new NothingStored(refusedReport(input, scope, error.message));
    throw error;
  }
}

interface Target extends LoadAccount {
  readonly profile: ExportProfile;
  readonly loadId: bigint;
}

async function prepare(
  attempt: Attempt,
  scope: Scope,
  given: { readonly input: ImportFileInput; readonly profile: ExportProfile },
): Promise<Target> {
  const { input, profile } = given;
  const found = await loadAccount(attempt.tx, scope, {
    name:
      typeof input.account === "string" ? input.account : await input.account(attempt.tx, profile),
    platform: profile.platform,
    currency: profile.currency,
    timeZone: input.hints.timeZone,
    sourceZone: profile.zone,
  });
  await lockAccount(attempt.tx, found.account);
  const earlier = await findLoad(attempt.tx, {
    ...found.account,
    fingerprint: attempt.fingerprint,
  });
  if (earlier !== undefined && !input.again) {
    throw new NothingStored(alreadyImportedReport(input, found.account, earlier));
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
    readonly input: ImportFileInput;
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
  const finding: Finding = { outcome, account: target.account, warnings: target.warnings };
  if (outcome.rows.rejected > 0 && !input.skipBadRows) {
    throw new NothingStored(reportOf(input, finding, "refused"));
  }
  if (writer === undefined) throw new NothingStored(reportOf(input, finding, "preview"));
  const written = await writer.finish(outcome.campaigns);
  const report = reportOf(input, { ...finding, revised: written.revised }, "stored");
  await recordSeenBudgets(attempt.tx, scope, { report, outcome, written });
  await settle(attempt, scope, { input, target, report, written });
  await input.owe?.(attempt.tx, report);
  return report;
}

/** What a stored load changes beside its rows: roll-up, freshness, the record of the load, the audit. */
async function settle(
  attempt: Attempt,
  scope: Scope,
  given: {
    readonly input: ImportFileInput;
    readonly target: Target;
    readonly report: LoadReport;
    readonly written: Written;
  },
): Promise<void> {
  const { tx, fingerprint } = attempt;
  const { input, target, report, written } = given;
  const { account, loadId } = target;
  const { days } = report;
  if (days === undefined) throw new Error("A stored load covers days.");
  if (report.grain === "day") await rollUpDays(tx, { ...account, ...days }, written);
  await updateAccount(tx, account, {
    loadedAt: new Date(scope.now),
    ...(report.grain === "day" && (account.lastDay ?? "") < days.to ? { lastDay: days.to } : {}),
  });
  await insertLoad(tx, {
    ...report.totals,
    workspaceId: scope.workspaceId,
    loadId,
    accountId: account.accountId,
    source: `file: ${input.file.name}`,
    fingerprint: input.again ? `${fingerprint} ${loadId}` : fingerprint,
    grain: report.grain,
    days,
    campaigns: report.campaigns,
    rowsRead: report.rows.read,
    rowsRejected: report.rows.rejected,
    loadedAt: scope.now,
  });
  await recordAudit(tx, {
    workspaceId: scope.workspaceId,
    at: scope.now,
    actor: scope.actor,
    verb: "load.store",
    subject: `account:${account.accountId}`,
    details: {
      load: String(loadId),
      file: input.file.name,
      rows: report.rows.accepted,
      revised: report.revised,
    },
  });
}
