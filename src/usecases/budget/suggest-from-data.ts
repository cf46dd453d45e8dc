import { setImmediate } from "node:timers/promises";

import { daysOfCampaigns } from "../../db/days-of-campaigns.ts";
import type { Db } from "../../db/db.ts";
import { restatementsOf } from "../../db/restatements.ts";
import { commonGoal, goalOf } from "../../domain/budget/common-goal.ts";
import { daysAtBudget } from "../../domain/budget/days-at-budget.ts";
import {
  type Portfolio,
  type PortfolioCampaign,
  USUAL_STEP,
} from "../../domain/budget/portfolio.ts";
import { fixtureOf, lastBudgetChange, REST_DAYS } from "../../domain/budget/resting.ts";
import { SUGGEST_SETTINGS, type SuggestSettings } from "../../domain/budget/suggest-shift.ts";
import type { Silence, Suggestion } from "../../domain/budget/suggestion.ts";
import type { WithheldCampaign } from "../../domain/budget/withheld-campaigns.ts";
import type { CampaignLabel } from "../../domain/campaign.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { DailyTotals } from "../../domain/summary.ts";
import { sumTotals, type Totals } from "../../domain/totals.ts";
import type { Scope } from "../scope.ts";
import { PAST_DAYS, type PlanAccounts, planAccounts } from "./plan-accounts.ts";
import { type PlanMember, planMembers } from "./plan-members.ts";

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
}

/** A suggestion with what it was made from. */
export interface DataSuggestion {
  readonly portfolio: Portfolio;
  readonly suggestion: Suggestion;
  /** The campaigns of the portfolio by what the suggestion calls them. */
  readonly campaigns: ReadonlyMap<string, CampaignLabel>;
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
  const known = await withDays(members, daily, accounts.asOf);
  const goal = commonGoal(known.map(({ totals }) => totals));
  const fits = ({ totals }: Known) => (goalOf(totals) ?? goal) === goal;
  const taken = known.filter(fits);
  const portfolio: Portfolio = {
    asOf: accounts.asOf,
    readOn: readOn(accounts),
    goal,
    currency: accounts.currency,
    maxStep: input.maxStep ?? USUAL_STEP,
    campaigns: taken.map(({ campaign }) => campaign),
    restatements: await restatements(db, scope, accounts),
  };
  const others = known
    .filter((one) => !fits(one))
    .map(({ member }): WithheldCampaign => ({ campaign: member.id, reason: "other-goal" }));
  const gates = input.ungated === true ? undefined : SUGGEST_SETTINGS.gates;
  const suggestion =
    taken.length === 0
      ? nothing(accounts.silence ?? { kind: "nothing-to-move", movable: 0 })
      : await suggest(portfolio, { ...SUGGEST_SETTINGS, gates });
  return {
    portfolio,
    suggestion: { ...suggestion, withheld: [...suggestion.withheld, ...others, ...leftOut] },
    campaigns: new Map(taken.map(({ member }) => [member.id, member.label])),
  };
}

function nothing(silence: Silence): Suggestion {
  return { kind: "nothing", silence, budgets: [], withheld: [] };
}

interface Known {
  readonly member: PlanMember;
  readonly campaign: PortfolioCampaign;
  readonly totals: Totals;
}

const AT_ONCE = 25;

/** Half a year of hundreds of campaigns takes a while: others get their turn between. */
async function withDays(
  members: readonly PlanMember[],
  days: ReadonlyMap<number, readonly DailyTotals[]>,
  asOf: Day,
): Promise<Known[]> {
  const known: Known[] = [];
  for (const [index, member] of members.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await setImmediate();
    const daily = days.get(member.label.id) ?? [];
    const campaign = campaignOf(member, { daily, asOf });
    known.push({ member, campaign, totals: sumTotals(daily) });
  }
  return known;
}

function campaignOf(
  member: PlanMember,
  { daily, asOf }: { readonly daily: readonly DailyTotals[]; readonly asOf: Day },
): PortfolioCampaign {
  const budgetMicros = member.dailyBudgetMicros;
  const budgeted = daysAtBudget(daily, { budgetMicros, asOf });
  const state = { changedOn: lastBudgetChange(budgeted) };
  return {
    id: member.id,
    channel: member.label.platform,
    budgetMicros,
    fixed: fixtureOf(state, { asOf, restDays: REST_DAYS }),
    daily: budgeted,
  };
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
