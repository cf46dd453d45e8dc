import { appendFacts } from "../db/append-facts.ts";
import type { Db, Tx } from "../db/db.ts";
import type { FactRow } from "../db/fact-row.ts";
import { mergeStagedFacts } from "../db/merge-staged-facts.ts";
import { storePeriodTotals } from "../db/period-totals.ts";
import { type SightingScope, storeSightings } from "../db/sighted-campaigns.ts";
import { type StageWay, stageFacts } from "../db/stage-facts.ts";
import type { CampaignSighting } from "../domain/campaign.ts";
import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import { addTotals, type Totals } from "../domain/totals.ts";
import { watchRepeats } from "./watch-repeats.ts";

/** A row with its place in the source's list of campaigns; without a day it is a total of the whole period. */
export type LoadRow = Totals & { readonly campaign: number; readonly day: string | undefined };

/** Takes a load's rows into the transaction, in the way that suits the load. */
export interface LoadWriter {
  rows(batch: readonly LoadRow[]): Promise<void>;
  /** Stores the rest: the campaigns, and what waited for them. */
  finish(sightings: readonly CampaignSighting[]): Promise<Written>;
  /** Leaves the connection ready for a rollback, whatever happened. */
  abandon(): Promise<void>;
}

export interface Written {
  /** How many facts were revised. */
  readonly revised: number;
  /** Of the sightings, in their order. */
  readonly campaignIds: readonly number[];
  /** What the account's facts of the load's days come to; undefined where others than the load's are among them. */
  readonly days: readonly DailyTotals[] | undefined;
}

export interface WriterContext extends SightingScope {
  readonly tx: Tx;
  readonly loadId: bigint;
}

/** For an account without any campaign: facts go straight into their table. `beside`: see `AppendPlace`. */
export function appendingWriter(context: WriterContext, beside: Db | undefined): LoadWriter {
  const facts = appendFacts({ tx: context.tx, beside }, context);
  return {
    rows: (batch) => facts.rows(batch.filter(hasDay)),
    async finish(sightings) {
      const { ids, days } = await facts.finish(sightings.length);
      await storeSightings(context.tx, context, { sightings, ids });
      return { revised: 0, campaignIds: ids, days };
    },
    abandon: () => facts.abandon().catch(noop),
  };
}

/** For every other load of days: rows wait in a temporary table, then replace what is there. */
export async function stagingWriter(
  context: WriterContext,
  options: { readonly way: StageWay; readonly fresh: boolean },
): Promise<LoadWriter> {
  const stage = await stageFacts(context.tx, options.way);
  const watch = watchRepeats();
  return {
    async rows(batch) {
      const days = batch.filter(hasDay);
      for (const { campaign, day } of days) watch.see(campaign, day);
      await stage.rows(days);
    },
    async finish(sightings) {
      await stage.finish();
      const campaignIds = await storeSightings(context.tx, context, { sightings });
      const sharedIds = new Set(campaignIds).size < campaignIds.length;
      const revised = await mergeStagedFacts(context.tx, {
        workspaceId: context.workspaceId,
        loadId: context.loadId,
        campaignIds,
        repeats: watch.repeats || sharedIds,
        fresh: options.fresh,
      });
      return { revised, campaignIds, days: undefined };
    },
    abandon: () => stage.finish().catch(noop),
  };
}

/** For a file without days: one total a campaign, of exactly this period. */
export function periodWriter(context: WriterContext, period: DayRange): LoadWriter {
  const sums: Totals[] = [];
  return {
    rows(batch) {
      for (const row of batch) {
        const sum = sums[row.campaign];
        sums[row.campaign] = sum === undefined ? row : addTotals(sum, row);
      }
      return Promise.resolve();
    },
    async finish(sightings) {
      const campaignIds = await storeSightings(context.tx, context, { sightings });
      const byCampaign = new Map<number, Totals>();
      for (const [index, sum] of sums.entries()) {
        const id = campaignIds[index];
        if (id === undefined || sum === undefined) continue;
        const other = byCampaign.get(id);
        byCampaign.set(id, other === undefined ? sum : addTotals(other, sum));
      }
      const totals = [...byCampaign].map(([campaignId, sum]) => ({ ...sum, campaignId }));
      await storePeriodTotals(context.tx, { ...context, ...period, totals });
      return { revised: 0, campaignIds, days: undefined };
    },
    abandon: () => Promise.resolve(),
  };
}

function hasDay(row: LoadRow): row is FactRow {
  return row.day !== undefined;
}

function noop(): void {}
