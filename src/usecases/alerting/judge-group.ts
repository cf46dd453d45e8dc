import type { Db } from "../../db/db.ts";
import { type CampaignWindow, windowSums } from "../../db/window-sums.ts";
import { judge, needsEveryDay, type Subject, withheld } from "../../domain/alerting/judge.ts";
import type { RuleWindow } from "../../domain/alerting/rule-window.ts";
import {
  type Verdict,
  withheldReason,
  type WithheldReason,
} from "../../domain/alerting/verdict.ts";
import { daysIn } from "../../domain/day.ts";
import { needsValue } from "../../domain/kpi.ts";
import { NO_TOTALS } from "../../domain/totals.ts";
import { withoutValue } from "../without-value.ts";
import { inSlices } from "./in-slices.ts";
import { type Judged, judgedOf } from "./judged.ts";
import { missingDays } from "./missing-days.ts";
import type { GroupedRule, RuleGroup } from "./rule-groups.ts";
import { type Spread, valueSpreads } from "./value-spreads.ts";

/** By rule, the campaigns that are wanted even where it finds nothing to say of them, each with its account. */
export type Wanted = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Counts as it goes along. */
export interface Tally {
  evaluated: number;
  readonly withheld: Record<WithheldReason, number>;
}

export interface GroupInput {
  readonly workspaceId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly wanted: Wanted;
  readonly group: RuleGroup;
  readonly tally: Tally;
}

/** The verdicts of rules whose windows are the same days. */
export async function judgeGroup(db: Db, input: GroupInput): Promise<Judged[]> {
  const { workspaceId, group, tally } = input;
  const { window, rules } = group;
  const accountIds = [...new Set(rules.flatMap((rule) => rule.accountIds))];
  const wanted = new Set(rules.flatMap((grouped) => [...wantedOf(input.wanted, grouped).keys()]));
  const sums = await windowSums(db, {
    workspaceId,
    accountIds,
    window,
    rules: rules.map((grouped) => coarse(grouped, window, accountIds.length)),
    campaignIds: [...wanted],
  });
  for (const { eligible, thin } of sums.counts) {
    tally.evaluated += eligible;
    tally.withheld.thin_data += thin;
  }
  const context = await contextOf(db, input, sums.campaigns);
  const judged = await inSlices(sums.campaigns, (slice) =>
    slice.flatMap((campaign) => judgeCampaign(campaign, input, context)),
  );
  const days = new Map(sums.campaigns.map((campaign) => [campaign.campaignId, campaign.days]));
  return judged.concat(await judgeGone(db, input, { wanted: [...wanted], days }));
}

function wantedOf(wanted: Wanted, { ruleId, accountIds }: GroupedRule): Map<number, number> {
  const all = wanted.get(ruleId) ?? new Map<number, number>();
  return new Map([...all].filter(([, accountId]) => accountIds.includes(accountId)));
}

interface Context {
  readonly missing: ReadonlyMap<number, number>;
  readonly spreads: ReadonlyMap<number, Spread>;
  /** Campaigns of which no value is tracked. */
  readonly withoutValue: ReadonlySet<number>;
}

function judgeCampaign(campaign: CampaignWindow, input: GroupInput, context: Context): Judged[] {
  const { group, tally, at } = input;
  return group.rules.flatMap((grouped, index) => {
    const { ruleId, rule, accountIds } = grouped;
    // Other rules of the group look at more accounts: what this one says of those is not to be had here.
    if (!accountIds.includes(campaign.accountId) || isGone(grouped, campaign.days)) return [];
    const suspect = campaign.suspects[index] === true;
    const isWanted = input.wanted.get(ruleId)?.has(campaign.campaignId) === true;
    if (!suspect && !isWanted) return [];
    const subject = subjectOf(campaign, grouped, { group, context });
    const verdict: Verdict = concerns(grouped, campaign)
      ? judge(rule, subject)
      : { kind: "ended", because: "no_limit" };
    // Too little to judge has been counted with all the others.
    if (verdict.kind === "withheld" && suspect) {
      tally.withheld[withheldReason(verdict.because)] += 1;
    }
    const { missingDays: missing } = subject;
    return [judgedOf({ ruleId, campaign, verdict, missingDays: missing }, at, group.window)];
  });
}

/** No numbers on any day that the rule looks at. */
function isGone({ plain }: GroupedRule, days: number | undefined): boolean {
  return days === undefined || (plain && days === 0);
}

function subjectOf(
  campaign: CampaignWindow,
  { rule, plain }: GroupedRule,
  { group, context }: { readonly group: RuleGroup; readonly context: Context },
): Subject {
  const { target, pricing, dailyBudgetMicros, current, reference, present } = campaign;
  const spread = context.spreads.get(campaign.accountId);
  return {
    target,
    pricing,
    dailyBudgetMicros,
    window: windowOf(group, plain),
    current,
    reference: plain ? undefined : reference,
    present,
    missingDays: needsEveryDay(rule.metric) ? (context.missing.get(campaign.campaignId) ?? 0) : 0,
    withoutValue: context.withoutValue.has(campaign.campaignId),
    valueCv: spread?.cv,
    valuePerConversion: spread?.valuePerConversion,
  };
}

function windowOf({ window }: RuleGroup, plain: boolean): RuleWindow {
  return plain ? { ...window, reference: [] } : window;
}

function concerns({ campaignIds }: GroupedRule, campaign: CampaignWindow): boolean {
  return campaignIds === undefined || campaignIds.includes(campaign.campaignId);
}

/** What the judgement of these campaigns needs beside their sums. */
async function contextOf(
  db: Db,
  { workspaceId, group }: GroupInput,
  campaigns: readonly CampaignWindow[],
): Promise<Context> {
  const { range } = group.window;
  const patchy = group.rules.some(({ rule }) => needsEveryDay(rule.metric))
    ? campaigns.filter(({ days }) => days < daysIn(range)).map(({ campaignId }) => campaignId)
    : [];
  const missing = await missingDays(db, { workspaceId, campaignIds: patchy, range });
  const tested = group.rules.some(
    ({ rule }) =>
      rule.guards.confidence !== undefined && (rule.metric === "roas" || rule.metric === "aov"),
  );
  const accountIds = tested ? [...new Set(campaigns.map(({ accountId }) => accountId))] : [];
  const spreads = await valueSpreads(db, { workspaceId, accountIds, to: range.to });
  const ofValue = group.rules.some(({ rule }) => needsValue(rule.metric)) ? campaigns : [];
  return {
    missing,
    spreads,
    withoutValue: await withoutValue(db, { workspaceId, campaigns: ofValue, upTo: range.to }),
  };
}

const GONE: Verdict = { kind: "ended", because: "no_days" };

/** Wanted campaigns that have no numbers at all in the window; `days`: of those that have some. */
async function judgeGone(
  db: Db,
  input: GroupInput,
  {
    wanted,
    days,
  }: { readonly wanted: readonly number[]; readonly days: ReadonlyMap<number, number> },
): Promise<Judged[]> {
  const { workspaceId, group, at } = input;
  const { window } = group;
  const campaignIds = wanted.filter((campaignId) => (days.get(campaignId) ?? 0) === 0);
  const missing = await missingDays(db, { workspaceId, campaignIds, range: window.range });
  return group.rules.flatMap((grouped) =>
    [...wantedOf(input.wanted, grouped)]
      .filter(([campaignId]) => isGone(grouped, days.get(campaignId)))
      .map(([campaignId, accountId]) => {
        const { ruleId, rule } = grouped;
        const lacking = needsEveryDay(rule.metric) ? (missing.get(campaignId) ?? 0) : 0;
        const verdict = lacking > 0 ? withheld("missing_days") : GONE;
        const campaign = { campaignId, accountId, current: NO_TOTALS };
        return judgedOf({ ruleId, campaign, verdict, missingDays: lacking }, at, window);
      }),
  );
}

function coarse(
  { rule, accountIds, campaignIds, plain }: GroupedRule,
  window: RuleWindow,
  all: number,
) {
  return {
    plain,
    metric: rule.metric,
    when: rule.when,
    guards: rule.guards,
    campaignIds,
    accountIds: accountIds.length === all ? undefined : accountIds,
    days: daysIn(window.range),
    month: window.month,
  };
}
