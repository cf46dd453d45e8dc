import type { CampaignSighting } from "../../domain/campaign.ts";
import { sumTotals } from "../../domain/totals.ts";
import type {
  ExportProfile,
  ExportRow,
  ExportSink,
  ReadOutcome,
} from "../../usecases/export-file.ts";
import type { MetricsBody } from "./metrics-body.ts";

const BATCH_ROWS = 5_000;

/** Hands a pushed body's rows to the importer, as a file's reader does. */
export async function readPushed(body: MetricsBody, sink: ExportSink): Promise<ReadOutcome> {
  const { campaigns, rows } = rowsOf(body);
  const profile: ExportProfile = {
    platform: body.account.platform,
    currency: body.account.currency,
    grain: "day",
    period: undefined,
    account: body.account.name,
    zone: undefined,
    warnings: [],
  };
  await sink.begin(profile);
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    await sink.rows(rows.slice(start, start + BATCH_ROWS));
  }
  const days = body.rows.map(({ date }) => date).toSorted();
  return {
    kind: "read",
    profile,
    campaigns,
    rows: { read: rows.length, accepted: rows.length, rejected: 0 },
    days: { from: days[0] ?? "", to: days.at(-1) ?? "" },
    totals: sumTotals(rows),
    platformTotal: undefined,
    faults: [],
    warnings: [],
  };
}

function rowsOf(body: MetricsBody): {
  readonly campaigns: CampaignSighting[];
  readonly rows: ExportRow[];
} {
  const campaigns: CampaignSighting[] = [];
  const indexes = new Map<string, number>();
  const rows = body.rows.map((row): ExportRow => {
    const { campaign: name, campaignId: externalId } = row;
    const key = externalId === undefined ? `name ${name}` : `id ${externalId}`;
    let index = indexes.get(key);
    if (index === undefined) {
      index = campaigns.length;
      indexes.set(key, index);
      campaigns.push(externalId === undefined ? { name } : { name, externalId });
    }
    return {
      campaign: index,
      day: row.date,
      spendMicros: row.spend,
      impressions: row.impressions,
      clicks: row.clicks,
      conversions: row.conversions,
      valueMicros: row.value,
    };
  });
  return { campaigns, rows };
}
