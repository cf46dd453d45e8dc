import type { Load } from "../db/loads.ts";
import type { FileFault, LoadReport } from "../domain/load.ts";
import { NO_TOTALS } from "../domain/totals.ts";
import type { ReadOutcome } from "./export-file.ts";
import type { LoadAccount } from "./load-account.ts";
import type { Scope } from "./scope.ts";
import type { LoadInput } from "./store-load.ts";

/** What reading found, and for which account. */
export interface Finding {
  readonly outcome: Extract<ReadOutcome, { readonly kind: "read" }>;
  readonly target: LoadAccount;
  readonly revised?: number;
}

/** The report of a file that was read to its end. */
export function reportOf(
  input: LoadInput,
  finding: Finding,
  outcome: LoadReport["outcome"],
): LoadReport {
  const { account } = finding.target;
  const { profile, totals, platformTotal, rows } = finding.outcome;
  return {
    file: input.name,
    outcome,
    platform: account.platform,
    account: account.name,
    currency: account.currency,
    zone: account.timeZone,
    grain: profile.grain,
    rows,
    campaigns: finding.outcome.campaigns.length,
    days: finding.outcome.days,
    totals,
    platformTotal:
      platformTotal === undefined
        ? undefined
        : { spendMicros: platformTotal, differenceMicros: totals.spendMicros - platformTotal },
    errors: finding.outcome.faults,
    warnings: [...profile.warnings, ...finding.outcome.warnings, ...finding.target.warnings],
    alreadyImported: false,
    accountChanged: finding.target.isChanged,
    revised: finding.revised ?? 0,
  };
}

/** The report of a file that cannot be used as a whole. */
export function refusedReport(
  input: LoadInput,
  scope: Scope,
  reason: FileFault | string,
): LoadReport {
  const fault = typeof reason === "string" ? { line: null, column: null, message: reason } : reason;
  return {
    file: input.name,
    outcome: "refused",
    platform: input.hints.platform ?? "generic",
    account: typeof input.account === "string" ? input.account : "",
    currency: input.hints.currency,
    zone: input.hints.timeZone ?? scope.zone,
    grain: "day",
    rows: { read: 0, accepted: 0, rejected: 0 },
    campaigns: 0,
    days: undefined,
    totals: NO_TOTALS,
    platformTotal: undefined,
    errors: [fault],
    warnings: [],
    alreadyImported: false,
    accountChanged: false,
    revised: 0,
  };
}

/** The report of a file in which no row can be read. */
export function unreadableReport(
  input: LoadInput,
  scope: Scope,
  outcome: Finding["outcome"],
): LoadReport {
  return {
    ...refusedReport(input, scope, "No row of this file can be read."),
    platform: outcome.profile.platform,
    currency: outcome.profile.currency,
    grain: outcome.profile.grain,
    rows: outcome.rows,
    errors: outcome.faults,
    warnings: outcome.profile.warnings,
  };
}

/** The report of a file that is in the database already: what its first load stored. */
export function alreadyImportedReport(
  input: LoadInput,
  { account, warnings, isChanged }: LoadAccount,
  earlier: Load,
): LoadReport {
  return {
    file: input.name,
    outcome: input.dryRun ? "preview" : "stored",
    platform: account.platform,
    account: account.name,
    currency: account.currency,
    zone: account.timeZone,
    grain: earlier.grain,
    rows: {
      read: earlier.rowsRead,
      accepted: earlier.rowsRead - earlier.rowsRejected,
      rejected: earlier.rowsRejected,
    },
    campaigns: earlier.campaigns,
    days: earlier.days,
    totals: earlier,
    platformTotal: undefined,
    errors: [],
    warnings,
    alreadyImported: true,
    accountChanged: isChanged,
    revised: 0,
  };
}
