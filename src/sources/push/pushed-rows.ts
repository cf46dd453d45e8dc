import type { CampaignSighting } from "../../domain/campaign.ts";
import type { ExportRow } from "../../usecases/export-file.ts";
import type { PushedRow } from "./metrics-body.ts";

/** A pushed body's rows as the importer takes them. */
export interface PushedRows {
  add(row: PushedRow): void;
  readonly campaigns: readonly CampaignSighting[];
  readonly rows: readonly ExportRow[];
}

export function pushedRows(): PushedRows {
  const campaigns: CampaignSighting[] = [];
  const indexes = new Map<string, number>();
  const rows: ExportRow[] = [];
  return {
    campaigns,
    rows,
    add(row) {
      const { campaign: name, campaignId: externalId } = row;
      const key = externalId === undefined ? `name ${name}` : `id ${externalId}`;
      let index = indexes.get(key);
      if (index === undefined) {
        index = campaigns.length;
        indexes.set(key, index);
        campaigns.push(externalId === undefined ? { name } : { name, externalId });
      }
      rows.push({
        campaign: index,
        day: row.date,
        spendMicros: row.spend,
        impressions: row.impressions,
        clicks: row.clicks,
        conversions: row.conversions,
        valueMicros: row.value,
      });
    },
  };
}
