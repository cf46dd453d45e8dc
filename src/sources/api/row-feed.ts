import type { CampaignSighting } from "../../domain/campaign.ts";
import type { Day, DayRange } from "../../domain/day.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { addTotals, NO_TOTALS, type Totals } from "../../domain/totals.ts";
import type {
  ExportProfile,
  ExportRow,
  ExportSink,
  ReadOutcome,
} from "../../usecases/export-file.ts";

const BATCH_ROWS = 5_000;

/** Takes campaigns and their days from a client and hands them on in batches. */
export interface RowFeed {
  /** What is known of a campaign; a later sighting adds to an earlier one and wins over it. */
  sight(campaign: CampaignSighting & { readonly externalId: string }): void;
  /** One campaign's day; resolves when there is room for more. The campaign has been sighted, or is made by its id. */
  add(externalId: string, day: Day, totals: Totals): Promise<void>;
  /** Hands on the rest; `days` are those that were asked for, whether or not anything ran on them. */
  end(days: DayRange, warnings?: readonly string[]): Promise<ReadOutcome>;
}

/** Opens a feed into a load of one account. */
export async function openRowFeed(account: SourceAccount, sink: ExportSink): Promise<RowFeed> {
  const profile: ExportProfile = {
    platform: account.platform,
    currency: account.currency,
    grain: "day",
    period: undefined,
    account: account.name,
    zone: account.zone,
    warnings: [],
  };
  await sink.begin(profile);
  const campaigns: CampaignSighting[] = [];
  const indexes = new Map<string, number>();
  let batch: ExportRow[] = [];
  let rows = 0;
  let totals = NO_TOTALS;

  function indexOf(externalId: string): number {
    const known = indexes.get(externalId);
    if (known !== undefined) return known;
    const index = campaigns.push({ name: externalId, externalId }) - 1;
    indexes.set(externalId, index);
    return index;
  }

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    await sink.rows(full);
    sink.progress?.({ bytesRead: 0, rows });
  }

  return {
    sight(campaign) {
      const index = indexOf(campaign.externalId);
      campaigns[index] = { ...campaigns[index], ...campaign };
    },
    async add(externalId, day, of) {
      batch.push({ campaign: indexOf(externalId), day, ...of });
      rows += 1;
      totals = addTotals(totals, of);
      if (batch.length >= BATCH_ROWS) await flush();
    },
    async end(days, warnings = []) {
      await flush();
      return {
        kind: "read",
        profile,
        campaigns,
        rows: { read: rows, accepted: rows, rejected: 0 },
        days,
        totals,
        platformTotal: undefined,
        faults: [],
        warnings,
      };
    },
  };
}
