import { decimalString } from "../../src/domain/money.ts";
import type { Platform } from "../../src/domain/platform.ts";
import type { DailyTotals } from "../../src/domain/summary.ts";
import { textFile } from "../../src/sources/files/text/text-file.ts";
import { importFile, type ImportFileDeps } from "../../src/usecases/import-file.ts";
import type { Scope } from "../../src/usecases/scope.ts";

export interface CampaignDays {
  readonly name: string;
  readonly budgetMicros?: bigint | undefined;
  readonly status?: string;
  readonly daily: readonly DailyTotals[];
}

export interface DaysToLoad {
  readonly campaigns: readonly CampaignDays[];
  readonly account?: string;
  readonly platform?: Platform;
  readonly currency?: string;
}

const HEADER =
  "Date,Campaign,Campaign status,Daily budget,Cost,Impressions,Clicks,Conversions,Conversion value,Currency";

/** Loads campaigns' days as an export, at the scope's instant. */
export async function loadDays(
  importing: ImportFileDeps,
  scope: Scope,
  { campaigns, account = "Main", platform = "google_ads", currency = "USD" }: DaysToLoad,
): Promise<void> {
  const rows = campaigns.flatMap(({ name, budgetMicros, status = "Enabled", daily }) =>
    daily.map((day) =>
      [
        day.day,
        name,
        status,
        budgetMicros === undefined ? "" : decimalString(budgetMicros),
        decimalString(day.spendMicros),
        day.impressions,
        day.clicks,
        day.conversions,
        decimalString(day.valueMicros),
        currency,
      ].join(","),
    ),
  );
  const report = await importFile(importing, scope, {
    file: textFile("days.csv", [HEADER, ...rows].join("\n")),
    account,
    hints: { platform },
    dryRun: false,
    skipBadRows: false,
    again: false,
  });
  if (report.outcome !== "stored") throw new Error(JSON.stringify(report.errors));
}
