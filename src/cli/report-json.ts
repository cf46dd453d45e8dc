import type { LoadReport } from "../domain/load.ts";
import { moneyJson, totalsJson } from "./summary-json.ts";

/** Where a refused file has not even a currency, amounts are written with two decimals. */
const NO_CURRENCY = "XXX";

/** A load's report for programs. */
export function reportJson(report: LoadReport) {
  const currency = report.currency ?? NO_CURRENCY;
  return {
    file: report.file,
    outcome: report.outcome,
    platform: report.platform,
    account: report.account,
    currency: report.currency ?? null,
    zone: report.zone,
    grain: report.grain,
    rows: report.rows,
    campaigns: report.campaigns,
    days: report.days ?? null,
    totals: totalsJson(report.totals, currency),
    platformTotal:
      report.platformTotal === undefined
        ? null
        : {
            spend: moneyJson(report.platformTotal.spendMicros, currency),
            difference: moneyJson(report.platformTotal.differenceMicros, currency),
          },
    errors: report.errors,
    warnings: report.warnings,
    alreadyImported: report.alreadyImported,
    accountChanged: report.accountChanged,
    revised: report.revised,
  };
}
