import { setImmediate } from "node:timers/promises";

import { budgetHistoryOf } from "../../db/budget-history.ts";
import { type CampaignLockRow, locksOn } from "../../db/campaign-locks.ts";
import { daysOfCampaigns } from "../../db/days-of-campaigns.ts";
import type { Db } from "../../db/db.ts";
import { restatementsOf } from "../../db/restatements.ts";
import { commonGoal, goalOf } from "../../domain/budget/common-goal.ts";
import { type BudgetInForce, daysAtBudget } from "../../domain/budget/model/days-at-budget.ts";
import type { Sparing } from "../../domain/budget/plan/fewer-moves.ts";
import { fixtureOf, REST_DAYS } from "../../domain/budget/plan/resting.ts";
import { SUGGEST_SETTINGS, type SuggestSettings } from "../../domain/budget/plan/suggest-shift.ts";
import type { Silence, Suggestion } from "../../domain/budget/plan/suggestion.ts";
import type { WithheldCampaign } from "../../domain/budget/plan/withheld-campaigns.ts";
import {
  type Portfolio,
  type PortfolioCampaign,
  USUAL_STEP,
} from "../../domain/budget/portfolio.ts";
import type { CampaignLabel } from "../../domain/campaign.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import { usualShares } from "../../domain/lag/usual-shares.ts";
import type { Micros } from "../../domain/money.ts";
import type { DailyTotals, Freshness } from "../../domain/summary.ts";
import { sumTotals, type Totals } from "../../domain/totals.ts";
import type { Scope } from "../scope.ts";
import { lastChanges } from "./last-changes.ts";
import { PAST_DAYS, type PlanAccounts, planAccounts } from "./plan-accounts.ts";
import { type PlanMember, planMembers } from "./plan-members.ts";
import { honestyOf } from "./show-record.ts";

/** The engine, wherever it computes. */
export type SuggestShift = (portfolio: Portfolio, settings: SuggestSettings) => Promise<Suggestion>;

export interface SuggestDeps {
  readonly db: Db;
  readonly suggest: SuggestShift;
}

export interface SuggestInput {
  /** The last day to look at; left out: the newest complete day that the plan's accounts have. */
  readonly asOf?: Day | undefined;
  readonly maxStep?: number | undefined;
  readonly ungated?: boolean | undefined;
  /** How few moves are to keep how much of the gain; left out: every move that gains. */
  readonly sparing?: Sparing | undefined;
  /** The share by which all budgets together are to change; left out: they add up to what they do now. */
  readonly totalChange?: number | undefined;
  /** New budgets of campaigns, by id, that are to be weighed instead of the best ones; others stay. */
  readonly asked?: ReadonlyMap<number, Micros> | undefined;
}

/** A suggestion with what it was made from. */
export interface DataSuggestion {
  readonly portfolio: Portfolio;
  readonly suggestion: Suggestion;
  /** The campaigns of the portfolio by what the suggestion calls them. */
  readonly campaigns: ReadonlyMap<string, CampaignLabel>;
  /** Where the days of the first account are cut. */
  readonly zone: string;
  /** The oldest of the accounts' numbers. */
  readonly freshness: Freshness;
}

/** Days whose growth tells how late conversions come. */
const RESTATED_DAYS = 45;

/**
 * The budget shift that the loaded numbers speak for, of one currency and one goal; stores and sends nothing. What has
 * no part in it is named in `withheld`.
 */
export async function suggestFromData(
  { db, suggest }: SuggestDeps,
  scope: Scope,
  input: SuggestInput,
): Promise<DataSuggestion> {
  const accounts = await planAccounts(db, scope, input.asOf);
  const { members, leftOut } = await planMembers(db, scope, accounts);
  const { workspaceId } = scope;
  const daily = await daysOfCampaigns(db, {
    workspaceId,
    campaignIds: members.map(({ label }) => label.id),
    from: addDays(accounts.asOf, 1 - PAST_DAYS),
    to: accounts.asOf,
  });
  const history = await budgetHistoryOf(db, {
    workspaceId,
    campaignIds: members.map(({ label }) => label.id),
  });
  const known = await withDays(members, {
    daily,
    history,
    changedOn: await lastChanges(db, scope, { accounts, members, history }),
    locks: await locksById(db, scope),
    asOf: accounts.asOf,
  });
  const goal = commonGoal(known.map(({ totals }) => totals));
  const fits = ({ totals }: Known) => (goalOf(totals) ?? goal) === goal;
  const taken = known.filter(fits);
  const portfolio: Portfolio = {
    asOf: accounts.asOf,
    readOn: readOn(accounts),
    goal,
    currency: accounts.currency,
    maxStep: input.maxStep ?? USUAL_STEP,
    totalChange: input.totalChange,
    campaigns: taken.map(({ campaign }) => campaign),
    restatements: await restatements(db, scope, accounts),
    usualShares: usualShares(accounts.sound.map(({ account }) => account.platform)),
  };
  const others = known
    .filter((one) => !fits(one))
    .map(({ member }): WithheldCampaign => ({ campaign: member.id, reason: "other-goal" }));
  const settings: SuggestSettings = {
    ...SUGGEST_SETTINGS,
    gates: input.ungated === true ? undefined : SUGGEST_SETTINGS.gates,
    sparing: input.sparing ?? SUGGEST_SETTINGS.sparing,
    record: await honestyOf(db, scope, portfolio),
    asked: input.asked && askedBudgets(taken, input.asked),
  };
  const suggestion =
    taken.length === 0
      ? nothing(accounts.silence ?? { kind: "nothing-to-move", movable: 0 })
      : await suggest(portfolio, settings);
  return {
    portfolio,
    suggestion: { ...suggestion, withheld: [...suggestion.withheld, ...others, ...leftOut] },
    campaigns: new Map(taken.map(({ member }) => [member.id, member.label])),
    ...placeOf(accounts, scope),
  };
}

function placeOf(
  { sound }: PlanAccounts,
  { zone }: Scope,
): Pick<DataSuggestion, "zone" | "freshness"> {
  const [lastDay] = sound.flatMap(({ state }) => state.newest ?? []).toSorted();
  const [loadedAt] = sound
    .flatMap(({ account }) => account.loadedAt?.getTime() ?? [])
    .toSorted((a, b) => a - b);
  return { zone: sound[0]?.account.timeZone ?? zone, freshness: { lastDay, loadedAt } };
}

function nothing(silence: Silence): Suggestion {
  return { kind: "nothing", silence, budgets: [], withheld: [] };
}

interface Known {
  readonly member: PlanMember;
  readonly campaign: PortfolioCampaign;
  readonly totals: Totals;
}

function askedBudgets(taken: readonly Known[], asked: ReadonlyMap<number, Micros>) {
  return new Map(
    taken.flatMap(({ member }) => {
      const micros = asked.get(member.label.id);
      return micros === undefined ? [] : [[member.id, micros] as const];
    }),
  );
}

const AT_ONCE = 25;

interface Past {
  readonly daily: ReadonlyMap<number, readonly DailyTotals[]>;
  readonly history: ReadonlyMap<number, readonly BudgetInForce[]>;
  readonly changedOn: ReadonlyMap<number, Day>;
  readonly locks: ReadonlyMap<number, CampaignLockRow>;
  readonly asOf: Day;
}

/** Half a year of hundreds of campaigns takes a while: others get their turn between. */
async function withDays(members: readonly PlanMember[], past: Past): Promise<Known[]> {
  const known: Known[] = [];
  for (const [index, member] of members.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await setImmediate();
    const daily = past.daily.get(member.label.id) ?? [];
    known.push({
      member,
      campaign: campaignOf(member, { ...past, daily }),
      totals: sumTotals(daily),
    });
  }
  return known;
}

function campaignOf(
  member: PlanMember,
  past: Omit<Past, "daily"> & { readonly daily: readonly DailyTotals[] },
): PortfolioCampaign {
  const budgetMicros = member.dailyBudgetMicros;
  const history = past.history.get(member.label.id) ?? [];
  const lock = past.locks.get(member.label.id);
  const { budgetKind, learning } = member;
  const state = {
    locked: lock?.frozen,
    budgetType: budgetKind === "total" ? ("lifetime" as const) : budgetKind,
    learning,
    changedOn: past.changedOn.get(member.label.id),
  };
  return {
    id: member.id,
    channel: member.label.platform,
    budgetMicros,
    minMicros: lock?.minMicros ?? undefined,
    maxMicros: lock?.maxMicros ?? undefined,
    fixed: fixtureOf(state, { asOf: past.asOf, restDays: REST_DAYS }),
    daily: daysAtBudget(past.daily, { budgetMicros, history, asOf: past.asOf }),
  };
}

/** What people have said of campaigns, as it holds today. */
async function locksById(
  db: Db,
  { workspaceId, now, zone }: Scope,
): Promise<Map<number, CampaignLockRow>> {
  const rows = await locksOn(db, { workspaceId, day: dayAt(now, zone) });
  return new Map(rows.map((row) => [row.campaignId, row]));
}

/** The day that the figures were read on: of several accounts' last loads the earliest. */
function readOn({ sound }: PlanAccounts): Day | undefined {
  return sound
    .flatMap(({ account: { loadedAt, timeZone } }) =>
      loadedAt === null ? [] : dayAt(loadedAt.getTime(), timeZone),
    )
    .toSorted()[0];
}

async function restatements(db: Db, { workspaceId }: Scope, { sound, asOf }: PlanAccounts) {
  return restatementsOf(db, {
    workspaceId,
    accountIds: sound.map(({ account }) => account.accountId),
    from: addDays(asOf, 1 - RESTATED_DAYS),
    to: asOf,
  });
}
