import { campaignSums } from "../../db/campaign-sums.ts";
import { type CampaignRecord, campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { type EpisodeRow, findEpisode } from "../../db/episodes.ts";
import { campaignDays } from "../../db/facts.ts";
import type { Alert, Reading } from "../../domain/alerting/alert.ts";
import { explainChange } from "../../domain/alerting/explain-change.ts";
import { type Mover, movers } from "../../domain/alerting/movers.ts";
import { addDays, type DayRange, daysIn, precedingRange } from "../../domain/day.ts";
import type { Metric } from "../../domain/kpi.ts";
import type { DailyTotals } from "../../domain/summary.ts";
import { within } from "../../domain/summary.ts";
import { sumTotals } from "../../domain/totals.ts";
import { NotFound } from "../errors.ts";
import { handlingFrom, overFrom } from "./episode-record.ts";
import { readingFrom } from "./reading.ts";
import { type StoredRule, storedRule } from "./stored-rules.ts";

const CHART_DAYS = 14;
const MOVERS = 3;
const MOVING_CAMPAIGNS = 200;

/** For whom, and as of when: milliseconds since 1970. */
export interface Viewing {
  readonly workspaceId: number;
  readonly now: number;
}

/** An alert as its message shows it, drawn from what the database holds now. */
export async function drawAlert(db: Db, viewing: Viewing, episodeId: number): Promise<Alert> {
  const { workspaceId } = viewing;
  const row = await findEpisode(db, { workspaceId, episodeId });
  const firing = readingFrom(row?.firing ?? null);
  if (row?.ruleId == null || row.campaignId === null || firing === undefined) throw noAlert();
  const stored = await storedRule(db, viewing, row.ruleId);
  const [record] = await campaignsById(db, { workspaceId, ids: [row.campaignId] });
  if (stored === undefined || record === undefined) throw noAlert();
  const latest = readingFrom(row.latest) ?? firing;
  const chartRange = { from: addDays(latest.range.to, 1 - CHART_DAYS), to: latest.range.to };
  const earlier = precedingRange(latest.range);
  const days = await campaignDays(db, {
    workspaceId,
    campaignId: row.campaignId,
    from: earlier.from < chartRange.from ? earlier.from : chartRange.from,
    to: latest.range.to,
  });
  return {
    ...alertOf(row, { stored, record, now: viewing.now }),
    firing,
    latest,
    spendPerDayMicros: latest.totals.spendMicros / BigInt(daysIn(latest.range)),
    ...(await reasonsOf(db, viewing, {
      metric: stored.rule.metric,
      record,
      latest,
      days,
      earlier,
    })),
    daily: within(days, chartRange),
    chartRange,
  };
}

export function noAlert(): NotFound {
  return new NotFound("That alert is not here any more. /perf alerts lists those that are open.");
}

function alertOf(
  row: EpisodeRow,
  {
    stored,
    record,
    now,
  }: { readonly stored: StoredRule; readonly record: CampaignRecord; readonly now: number },
) {
  return {
    episodeId: row.episodeId,
    ruleId: stored.ruleId,
    rule: stored.rule,
    campaign: record.label,
    currency: record.currency,
    zone: record.zone,
    target: record.target,
    phase: row.phase === "firing" ? ("firing" as const) : ("resolved" as const),
    flapping: row.flapping,
    handling: handlingFrom(row, stored.muted, now),
    firedAt: (row.firedAt ?? row.openedAt).getTime(),
    over: overFrom(row),
    freshness: { lastDay: record.lastDay, loadedAt: record.loadedAt },
  };
}

async function reasonsOf(
  db: Db,
  { workspaceId }: Viewing,
  input: {
    readonly metric: Metric;
    readonly record: CampaignRecord;
    readonly latest: Reading;
    readonly days: readonly DailyTotals[];
    readonly earlier: DayRange;
  },
): Promise<Pick<Alert, "why" | "movers">> {
  const { metric, record, latest, days, earlier } = input;
  if (metric !== "cpa" && metric !== "roas") return { why: undefined, movers: [] };
  const before = sumTotals(within(days, earlier));
  const { sums } = await campaignSums(db, {
    workspaceId,
    accountIds: [record.accountId],
    before: earlier.from,
    ...latest.range,
    metric: "spend",
    limit: MOVING_CAMPAIGNS,
  });
  const labels = new Map(
    (await campaignsById(db, { workspaceId, ids: sums.map(({ campaignId }) => campaignId) })).map(
      ({ label }) => [label.id, label],
    ),
  );
  const changes = sums.flatMap(({ campaignId, current, previous }) => {
    const campaign = labels.get(campaignId);
    return campaign === undefined ? [] : [{ campaign, current, previous }];
  });
  const found: Mover[] = changes.length < 2 ? [] : movers(metric, changes, MOVERS);
  return { why: explainChange(metric, latest.totals, before), movers: found };
}
