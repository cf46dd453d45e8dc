import { sumTotals } from "../../domain/totals.ts";
import type { ExportProfile, ExportSink, ReadOutcome } from "../../usecases/export-file.ts";
import type { PushedAccount } from "./metrics-body.ts";
import type { PushedRows } from "./pushed-rows.ts";

const BATCH_ROWS = 5_000;

/** Hands a pushed body's rows to the importer, as a file's reader does. */
export async function readPushed(
  account: PushedAccount,
  { campaigns, rows }: PushedRows,
  sink: ExportSink,
): Promise<ReadOutcome> {
  const profile: ExportProfile = {
    platform: account.platform,
    currency: account.currency,
    grain: "day",
    period: undefined,
    account: account.name,
    zone: account.timezone,
    warnings: [],
  };
  await sink.begin(profile);
  let from = rows[0]?.day ?? "";
  let to = from;
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows.slice(start, start + BATCH_ROWS);
    await sink.rows(batch);
    for (const { day = from } of batch) {
      if (day < from) from = day;
      if (day > to) to = day;
    }
  }
  return {
    kind: "read",
    profile,
    campaigns,
    rows: { read: rows.length, accepted: rows.length, rejected: 0 },
    days: { from, to },
    totals: sumTotals(rows),
    platformTotal: undefined,
    faults: [],
    warnings: [],
  };
}
