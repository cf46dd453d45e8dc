import { updateAccount } from "../db/accounts.ts";
import { recordAudit } from "../db/audit.ts";
import type { Tx } from "../db/db.ts";
import { insertLoad } from "../db/loads.ts";
import type { LoadReport } from "../domain/load.ts";
import type { Written } from "./load-writer.ts";
import { rollUpDays } from "./roll-up-days.ts";
import type { Scope } from "./scope.ts";
import type { LoadInput, Target } from "./store-load.ts";

/** What a stored load changes beside its rows: roll-up, freshness, the record of the load, the audit. */
export async function settleLoad(
  tx: Tx,
  scope: Scope,
  given: {
    readonly input: LoadInput;
    readonly target: Target;
    readonly report: LoadReport;
    readonly written: Written;
  },
): Promise<void> {
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
    source: input.origin,
    fingerprint: uniqueFingerprint(input, loadId),
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
      origin: input.origin,
      rows: report.rows.accepted,
      revised: report.revised,
    },
  });
}

function uniqueFingerprint({ fingerprint, again, origin }: LoadInput, loadId: bigint): string {
  if (fingerprint === undefined) return `${origin} ${loadId}`;
  return again ? `${fingerprint} ${loadId}` : fingerprint;
}
