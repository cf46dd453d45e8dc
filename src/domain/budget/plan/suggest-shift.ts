import { type Micros, smallestUnit } from "../../money.ts";
import type { Honesty } from "../honest-range.ts";
import { type AccountSeries, accountSeries } from "../model/account-series.ts";
import { type BalancedHypothesis, balancedHypothesis } from "../model/already-balanced.ts";
import type { CampaignEstimate } from "../model/campaign-estimate.ts";
import { arrivedByRow, type Completeness, completenessOf } from "../model/completeness.ts";
import { dataFault, silentCampaigns } from "../model/data-faults.ts";
import { type Draws, drawCurves } from "../model/draw-curves.ts";
import { estimateCampaigns } from "../model/estimate-campaigns.ts";
import { type AccountFit, fitAccount } from "../model/fit-account.ts";
import { planInformation } from "../model/information.ts";
import { type Method, METHOD } from "../model/method.ts";
import { type Populations, shrinkElasticities } from "../model/shrink-elasticities.ts";
import type { Portfolio } from "../portfolio.ts";
import {
  type AccountLimits,
  accountLimits,
  type BudgetLimits,
  infeasibility,
} from "./budget-limits.ts";
import { budgetUnit } from "./budget-unit.ts";
import { campaignFindings, type Findings, incompleteDays, populationMeans } from "./explain.ts";
import type { Sparing } from "./fewer-moves.ts";
import { GATES, type GateLimits, type GateVerdict, judgeEvidence, NO_GATES } from "./gates.ts";
import { planBudgets, type WorkedPlan } from "./plan-budgets.ts";
import type { Silence, Suggestion } from "./suggestion.ts";
import { testShift } from "./test-shift.ts";
import { withheldCampaigns } from "./withheld-campaigns.ts";

export interface SuggestSettings {
  /** Undefined: the best plan is told however weak the evidence, unless it would lose. */
  readonly gates: GateLimits | undefined;
  readonly sparing: Sparing;
  readonly method: Method;
  /** Smallest change of a budget; left out: a whole unit of the currency, or its smallest where that is too coarse. */
  readonly unitMicros?: Micros | undefined;
  /** What the record of applied shifts says of stated gains; left out: the usual. */
  readonly record?: Honesty | undefined;
  /** New budgets of campaigns that are weighed instead of the best ones; all others stay. Limits are not asked about. */
  readonly asked?: ReadonlyMap<string, Micros> | undefined;
}

/** Every move that gains, told only if it is worth telling. */
export const SUGGEST_SETTINGS: SuggestSettings = {
  gates: GATES,
  sparing: { keep: 0.99, mostCampaigns: Infinity },
  method: METHOD,
};

/**
 * The budget shift that the data speak for, or a named reason why there is none. The same data, in whatever order, give
 * the same answer; money is conserved to the smallest unit.
 */
export function suggestShift(
  portfolio: Portfolio,
  settings: SuggestSettings = SUGGEST_SETTINGS,
): Suggestion {
  const account = accountSeries(portfolio);
  const completeness = completenessOf(portfolio.restatements, portfolio.usualShares);
  const arrived = arrivedByRow(completeness, account);
  const limits = restingSilent(
    accountLimits(portfolio, account),
    silentCampaigns(account, arrived),
  );
  const obstacle = obstacleTo(limits, account, arrived);
  const beforeMicros = budgetsNow(portfolio, account);
  const unchanged = account.campaigns.map(({ id }, i) => {
    const before = beforeMicros[i] ?? 0n;
    return { campaign: id, beforeMicros: before, afterMicros: before };
  });
  if (obstacle !== undefined) {
    const withheld = withheldCampaigns(limits, []);
    return { kind: "nothing", silence: obstacle, budgets: unchanged, withheld };
  }
  const fit = fitAccount(account, completeness, settings.method);
  const believed = believe(fit, portfolio, settings);
  const { estimates, draws } = believed;
  const known = restingUnknown(limits, estimates);
  const capped = capNotSpending(known, estimates);
  const input = {
    draws,
    limits: capped,
    sparing: settings.sparing,
    asked: settings.asked,
    unitMicros: unitOf(portfolio, capped, settings),
    beforeMicros,
    honesty: settings.record,
  };
  const worked = planBudgets(input);
  const findings = findingsOf(believed, worked, completeness);
  const withheld = withheldCampaigns(known, estimates);
  const verdict = judgePlan(worked, findings, settings.gates);
  if (verdict === undefined) return { kind: "shift", plan: worked.plan, withheld, findings };
  const silence: Silence =
    verdict.kind === "too-little-information"
      ? { ...verdict, testShift: testShift({ ...input, estimates }) }
      : verdict;
  return {
    kind: "nothing",
    silence,
    budgets: unchanged,
    withheld,
    best: worked.plan,
    findings,
  };
}

/** Budgets that somebody asks for are taken to the smallest unit. */
function unitOf(
  { currency }: Portfolio,
  limits: AccountLimits,
  { unitMicros, asked }: SuggestSettings,
): Micros {
  if (unitMicros !== undefined) return unitMicros;
  return asked === undefined ? budgetUnit(currency, limits) : smallestUnit(currency);
}

/** What forbids any plan: limits that contradict each other, data that cannot be trusted, too little to move. */
function obstacleTo(
  limits: AccountLimits,
  account: AccountSeries,
  arrived: Float64Array,
): Silence | undefined {
  const infeasible = infeasibility(limits);
  if (infeasible !== undefined) return { kind: "infeasible", infeasible };
  const fault = dataFault(account, arrived);
  if (fault !== undefined) return fault;
  const movable = limits.campaigns.filter((one) => one.high > one.low).length;
  return movable < 2 ? { kind: "nothing-to-move", movable } : undefined;
}

interface Believed {
  readonly estimates: readonly CampaignEstimate[];
  readonly populations: Populations;
  readonly balanced: BalancedHypothesis;
  readonly draws: Draws;
}

function believe(
  fit: AccountFit,
  { goal }: Portfolio,
  { gates, method }: SuggestSettings,
): Believed {
  const estimates = estimateCampaigns(fit, { goal, method });
  const populations = shrinkElasticities(estimates, method);
  const asked = gates === undefined ? { ...method, priorBalanced: 0 } : method;
  const balanced = balancedHypothesis(estimates, populations.logEvidence, asked);
  return {
    estimates,
    populations,
    balanced,
    draws: drawCurves(estimates, { populations, balanced, goal }),
  };
}

function findingsOf(
  { estimates, populations, balanced, draws }: Believed,
  { budgets, changes, meanGain, price, plan }: WorkedPlan,
  completeness: Completeness,
): Findings {
  return {
    campaigns: campaignFindings(estimates, draws, budgets),
    completeness: [...completeness],
    incompleteDays: incompleteDays(completeness),
    elasticity: populationMeans(populations),
    probabilityBalanced: balanced.probability,
    information: planInformation(estimates, draws, changes),
    meanGain,
    gainShare: plan.valueNow > 0 ? meanGain / plan.valueNow : 0,
    price,
  };
}

/** Undefined for a plan to speak of. Where the total or a limit forces a change, there is no silence to prefer. */
function judgePlan(
  { plan, changeIsForced, balancedDoubt }: WorkedPlan,
  { gainShare, information, probabilityBalanced }: Findings,
  gates: GateLimits | undefined,
): Exclude<GateVerdict, { kind: "speak" }> | undefined {
  if (changeIsForced) return undefined;
  const { expected } = plan;
  const evidence = { expected, gainShare, information, probabilityBalanced, balancedDoubt };
  const verdict = judgeEvidence(evidence, gates ?? NO_GATES);
  return verdict.kind === "speak" ? undefined : verdict;
}

/** A campaign that has fallen silent rests until its tracking is looked at. */
function restingSilent(limits: AccountLimits, silent: ReadonlySet<string>): AccountLimits {
  const campaigns = limits.campaigns.map((limit): BudgetLimits => {
    if (!silent.has(limit.id) || limit.fixed !== undefined) return limit;
    const { before } = limit;
    return { ...limit, fixed: "tracking-broken", low: before, high: before };
  });
  return { ...limits, campaigns };
}

/** A campaign that has a budget and has never spent is left alone: nothing at all is known of it. */
function restingUnknown(
  limits: AccountLimits,
  estimates: readonly CampaignEstimate[],
): AccountLimits {
  const campaigns = limits.campaigns.map((limit, i): BudgetLimits => {
    if (estimates[i]?.running !== false || limit.fixed !== undefined) return limit;
    return { ...limit, fixed: "no-history", low: limit.before, high: limit.before };
  });
  return { ...limits, campaigns };
}

/** More budget is not offered to a campaign that leaves some of its own, unless the total has nowhere else to go. */
function capNotSpending(
  limits: AccountLimits,
  estimates: readonly CampaignEstimate[],
): AccountLimits {
  const campaigns = limits.campaigns.map((limit, i): BudgetLimits => {
    const under = estimates[i]?.fit.reference.underDelivering === true;
    return under
      ? { ...limit, high: Math.max(limit.low, Math.min(limit.high, limit.before)) }
      : limit;
  });
  const capped = { ...limits, campaigns };
  return infeasibility(capped) === undefined ? capped : limits;
}

function budgetsNow({ campaigns }: Portfolio, account: AccountSeries): Micros[] {
  const known = new Map(campaigns.map(({ id, budgetMicros }) => [id, budgetMicros]));
  return account.campaigns.map(
    ({ id, currentBudget }) => known.get(id) ?? BigInt(Math.round(currentBudget * 1e6)),
  );
}
