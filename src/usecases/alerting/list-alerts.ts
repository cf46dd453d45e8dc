import { listAccounts } from "../../db/accounts.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { type EpisodeRow, firingEpisodes } from "../../db/episodes.ts";
import type { AccountAlert, AlertLine } from "../../domain/alerting/alert.ts";
import { daysIn } from "../../domain/day.ts";
import { sameChannel } from "./channels-by-name.ts";
import { accountAlertsFrom } from "./draw-account-alert.ts";
import type { Viewing } from "./draw-alert.ts";
import { handlingFrom, overFrom } from "./episode-record.ts";
import { readingFrom } from "./reading.ts";
import { type StoredRule, storedRule, storedRules } from "./stored-rules.ts";

export interface OpenAlerts {
  /** Most spend at stake first. */
  readonly alerts: readonly AlertLine[];
  readonly accounts: readonly AccountAlert[];
}

/** Everything that fires now; of one channel alone where one is named. */
export async function listAlerts(db: Db, viewing: Viewing, channel?: string): Promise<OpenAlerts> {
  const all = await firingEpisodes(db, viewing.workspaceId);
  const isSame = await sameChannel(db, viewing.workspaceId);
  const rows = all.filter((row) => channel === undefined || isSame(row.channel, channel));
  const lines = await alertLines(db, viewing, rows);
  const accounts = await listAccounts(db, viewing.workspaceId);
  return {
    alerts: lines.toSorted((a, b) => Number(b.spendPerDayMicros - a.spendPerDayMicros)),
    accounts: accountAlertsFrom(rows, accounts, viewing.now),
  };
}

/** A line for each of the rows that is a campaign's. */
export async function alertLines(
  db: Db,
  viewing: Viewing,
  rows: readonly EpisodeRow[],
): Promise<AlertLine[]> {
  const { workspaceId, now } = viewing;
  const ids = [...new Set(rows.flatMap(({ campaignId }) => campaignId ?? []))];
  const records = ids.length === 0 ? [] : await campaignsById(db, { workspaceId, ids });
  const campaigns = new Map(records.map((record) => [record.label.id, record]));
  const rules = await rulesOf(db, viewing, rows);
  return rows.flatMap((row) => {
    const record = campaigns.get(row.campaignId ?? 0);
    const stored = rules.get(row.ruleId ?? 0);
    // What an account's trouble has on record is no reading.
    if (record === undefined || stored === undefined) return [];
    const firing = readingFrom(row.firing);
    if (firing === undefined) return [];
    const latest = readingFrom(row.latest) ?? firing;
    return [
      {
        episodeId: row.episodeId,
        ruleName: stored.rule.name,
        rule: stored.rule,
        campaign: record.label,
        currency: record.currency,
        zone: record.zone,
        phase: row.phase === "calmed" ? ("resolved" as const) : row.phase,
        flapping: row.flapping,
        over: overFrom(row),
        handling: handlingFrom(row, stored.muted, now),
        firedAt: (row.firedAt ?? row.openedAt).getTime(),
        firing,
        latest,
        spendPerDayMicros: latest.totals.spendMicros / BigInt(daysIn(latest.range)),
      },
    ];
  });
}

/** The rules of the rows, removed ones too. */
async function rulesOf(
  db: Db,
  viewing: Viewing,
  rows: readonly EpisodeRow[],
): Promise<Map<number, StoredRule>> {
  const rules = new Map((await storedRules(db, viewing)).map((one) => [one.ruleId, one]));
  const removed = new Set(
    rows.flatMap(({ ruleId }) => ruleId ?? []).filter((id) => !rules.has(id)),
  );
  for (const ruleId of removed) {
    const stored = await storedRule(db, viewing, ruleId);
    if (stored !== undefined) rules.set(ruleId, stored);
  }
  return rules;
}
