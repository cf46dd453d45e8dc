import type { CampaignSighting } from "../../src/domain/campaign.ts";
import type { DayRange } from "../../src/domain/day.ts";
import type { SourceAccount } from "../../src/domain/source/source-kind.ts";
import type { Totals } from "../../src/domain/totals.ts";
import type { ExportRow } from "../../src/usecases/export-file.ts";
import type { Source } from "../../src/usecases/source.ts";

/** A row of a load with its campaign's id. */
export type LoadedRow = Totals & {
  readonly id: string | undefined;
  readonly day: string | undefined;
};

export interface CollectedLoad {
  readonly rows: readonly LoadedRow[];
  readonly campaigns: readonly CampaignSighting[];
}

/** Loads days of an account and keeps everything: for loads that are small. */
export async function collectLoad(
  source: Source,
  account: SourceAccount,
  days: DayRange,
): Promise<CollectedLoad> {
  const rows: ExportRow[] = [];
  const outcome = await source.load(
    { account, days, signal: new AbortController().signal },
    {
      begin: () => Promise.resolve(),
      rows(batch) {
        rows.push(...batch);
        return Promise.resolve();
      },
    },
  );
  if (outcome.kind !== "read") throw new Error(outcome.reason.message);
  return {
    campaigns: outcome.campaigns,
    rows: rows.map(({ campaign, ...row }) => ({
      id: outcome.campaigns[campaign]?.externalId,
      ...row,
    })),
  };
}
