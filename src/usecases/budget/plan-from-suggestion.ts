import type { Expected } from "../../domain/budget/honest-range.ts";
import type { Findings } from "../../domain/budget/plan/explain.ts";
import type { Move } from "../../domain/budget/plan/pair-moves.ts";
import type { PlanBasis } from "../../domain/budget/plan/plan-basis.ts";
import type { Plan, PlannedBudget } from "../../domain/budget/plan/suggestion.ts";
import type { ProposedChange, ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import type { CampaignLabel } from "../../domain/campaign.ts";
import type { Micros } from "../../domain/money.ts";
import type { DataSuggestion } from "./suggest-from-data.ts";

/** What a suggestion proposes: the best plan, whether its evidence is enough or not. Undefined where there is none. */
export function planFromSuggestion(data: DataSuggestion): ShiftPlan | undefined {
  const { suggestion } = data;
  const plan = suggestion.kind === "shift" ? suggestion.plan : suggestion.best;
  if (plan === undefined || plan.moves.length === 0) return undefined;
  return planOf(data, plan, { findings: suggestion.findings, passes: suggestion.kind === "shift" });
}

/** The small shift that would tell what the data cannot. */
export function testPlanFrom(data: DataSuggestion): ShiftPlan | undefined {
  const { suggestion } = data;
  if (suggestion.kind !== "nothing" || suggestion.silence.kind !== "too-little-information") {
    return undefined;
  }
  const { testShift } = suggestion.silence;
  if (testShift === undefined) return undefined;
  const valueNow = suggestion.best?.valueNow ?? 0;
  const plan = { ...testShift, expected: undefined, valueNow };
  return planOf(data, plan, { findings: suggestion.findings, passes: true });
}

/** Nothing is expected of a test. */
type Worked = Omit<Plan, "expected"> & { readonly expected: Expected | undefined };

function planOf(
  { portfolio, campaigns }: DataSuggestion,
  plan: Worked,
  { findings, passes }: { readonly findings: Findings | undefined; readonly passes: boolean },
): ShiftPlan {
  const found = new Map(findings?.campaigns.map((finding) => [finding.campaign, finding]));
  const changeOf = (budget: PlannedBudget): ProposedChange[] => {
    const campaign = campaigns.get(budget.campaign);
    if (campaign === undefined || budget.beforeMicros === budget.afterMicros) return [];
    const finding = found.get(budget.campaign);
    return [
      {
        campaign,
        beforeMicros: budget.beforeMicros,
        afterMicros: budget.afterMicros,
        binds: budget.binds,
        reason: finding && {
          marginalReturn: finding.marginalReturn.before,
          averageReturn: finding.averageReturn,
          budgetChanges: finding.budgetChanges,
        },
      },
    ];
  };
  return {
    asOf: portfolio.asOf,
    currency: portfolio.currency,
    goal: portfolio.goal,
    maxStep: portfolio.maxStep,
    changes: plan.budgets.flatMap(changeOf),
    moves: plan.moves.map((move) => moveById(move, campaigns)),
    expected: plan.expected,
    valueNow: plan.valueNow,
    totalChange: portfolio.totalChange,
    totalMicros: plan.budgets.reduce((total, { beforeMicros }) => total + beforeMicros, 0n),
    incompleteDays: findings?.incompleteDays ?? 0,
    passes,
    basis: plan.basis && basisById(plan.basis, campaigns),
  };
}

function basisById(
  { campaigns: ofBasis, ...gains }: PlanBasis,
  campaigns: ReadonlyMap<string, CampaignLabel>,
): PlanBasis<number> {
  return {
    ...gains,
    campaigns: ofBasis.flatMap(({ campaign, ...values }) => {
      const label = campaigns.get(campaign);
      return label === undefined ? [] : [{ campaign: label.id, ...values }];
    }),
  };
}

function moveById(
  { from, to, amount }: Move<Micros>,
  campaigns: ReadonlyMap<string, CampaignLabel>,
): Move<Micros, number> {
  const idOf = (name: string | null) => (name === null ? null : (campaigns.get(name)?.id ?? null));
  return { from: idOf(from), to: idOf(to), amount };
}
