import { listAccounts } from "../../db/accounts.ts";
import { type CampaignRecord, campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { newestEpisode } from "../../db/episodes.ts";
import type { QuietReasons, QuietRule } from "../../domain/alerting/alert-notes.ts";
import { withheld } from "../../domain/alerting/judge.ts";
import type { RuleWindow } from "../../domain/alerting/rule-window.ts";
import { inScope } from "../../domain/alerting/rule.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import { eachDay } from "../../domain/day.ts";
import { NotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { handlingFrom } from "./episode-record.ts";
import { calendarsFor, type Evaluation, evaluateRules } from "./evaluate-rules.ts";
import { type StoredRule, storedRules } from "./stored-rules.ts";
import { windowAt } from "./window-at.ts";

/** Why a campaign is quiet, or not: every rule that looks at it, judged as of now by the code of the checks. */
export async function explainQuiet(
  db: Db,
  scope: Scope,
  { campaignId }: { readonly campaignId: number },
): Promise<QuietReasons> {
  const { workspaceId, now } = scope;
  const [record] = await campaignsById(db, { workspaceId, ids: [campaignId] });
  if (record === undefined) {
    throw new NotFound("That campaign is not here any more. Type /perf to see those that are.");
  }
  const all = await storedRules(db, scope);
  const rules = all.filter(({ rule }) => inScope(rule.scope, record.label));
  const accounts = (await listAccounts(db, workspaceId)).filter(
    ({ accountId }) => accountId === record.accountId,
  );
  const calendars = await calendarsFor(db, { workspaceId, at: now, accounts, rules });
  const evaluation = await evaluateRules(db, {
    workspaceId,
    at: now,
    rules,
    accounts,
    calendars,
    wanted: new Map(rules.map(({ ruleId }) => [ruleId, new Map([[campaignId, record.accountId]])])),
  });
  const found: QuietRule[] = [];
  for (const stored of rules)
    found.push(await quietRule(db, scope, { stored, record, evaluation }));
  return {
    campaign: record.label,
    currency: record.currency,
    zone: record.zone,
    lastDay: record.lastDay,
    rules: found,
    elsewhere: all.filter((one) => !rules.includes(one)).map(({ rule }) => rule.name),
  };
}

async function quietRule(
  db: Db,
  scope: Scope,
  input: {
    readonly stored: StoredRule;
    readonly record: CampaignRecord;
    readonly evaluation: Evaluation;
  },
): Promise<QuietRule> {
  const { stored, record, evaluation } = input;
  const { ruleId, rule, muted } = stored;
  const { workspaceId, now } = scope;
  const campaignId = record.label.id;
  const row = await newestEpisode(db, { workspaceId, ruleId, campaignId });
  const isOpen = row?.phase === "pending" || row?.phase === "firing";
  const calendar = evaluation.calendars.get(record.accountId);
  const window = calendar && (await windowAt(rule, calendar, now));
  return {
    ruleId,
    rule,
    window,
    ...foundBy(stored, record, { evaluation, window }),
    phase: row === undefined || row.phase === "calmed" ? "ok" : row.phase,
    breaches: isOpen ? row.breaches : 0,
    episodeId: row?.phase === "firing" ? row.episodeId : undefined,
    handling: isOpen
      ? handlingFrom(row, muted, now)
      : { acknowledged: undefined, snoozed: undefined, muted },
    nextTick: nextTick(rule.schedule, rule.timeZone ?? scope.zone, now),
  };
}

/** What the evaluation found, be it of the campaign or of its whole account. */
function foundBy(
  { ruleId }: StoredRule,
  record: CampaignRecord,
  input: { readonly evaluation: Evaluation; readonly window: RuleWindow | undefined },
): Pick<QuietRule, "verdict" | "totals" | "chance" | "missingDays"> {
  const { judged, withheldAccounts, calendars } = input.evaluation;
  const campaignId = record.label.id;
  const found = judged.find((one) => one.ruleId === ruleId && one.campaignId === campaignId);
  if (found !== undefined) {
    const { verdict, totals, missingDays } = found;
    const chance = "chance" in verdict ? verdict.chance : undefined;
    return { verdict, totals, chance, missingDays };
  }
  const account = withheldAccounts.find(
    (one) => one.ruleId === ruleId && one.accountId === record.accountId,
  );
  const calendar = calendars.get(record.accountId);
  const days = input.window === undefined ? [] : eachDay(input.window.range);
  return {
    verdict: account === undefined ? undefined : withheld(account.because),
    totals: undefined,
    chance: undefined,
    missingDays: days.filter((day) => calendar?.has(day) !== true).length,
  };
}
