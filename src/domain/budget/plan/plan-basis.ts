import { sum } from "../at.ts";
import { type Draws, drawnValue } from "../model/draw-curves.ts";
import { quantile } from "../quantile.ts";

/** What the draws say of one campaign whose budget changes: value (major units) or conversions a day. */
export interface CampaignBasis<Id = string> {
  readonly campaign: Id;
  /** At the budget before: mean and standard deviation over the draws. */
  readonly before: number;
  readonly sd: number;
  /** At the new budget. */
  readonly after: number;
}

/** What a plan was made from, kept so that what comes of it can be set against it weeks later. */
export interface PlanBasis<Id = string> {
  /** The campaigns that change. */
  readonly campaigns: readonly CampaignBasis<Id>[];
  /** Mean gain a day before anything is taken off it, and where 80 % of the draws lie. */
  readonly meanGain: number;
  readonly low: number;
  readonly high: number;
}

/** The budgets of one campaign in a plan, major units a day. */
export interface BasisBudget {
  readonly campaign: string;
  readonly before: number;
  readonly after: number;
}

/** `budgets` in the order of the draws' curves; `gains`: what each draw says that the whole plan brings a day. */
export function planBasis(
  draws: Draws,
  budgets: readonly BasisBudget[],
  gains: Float64Array,
): PlanBasis {
  const sorted = gains.toSorted();
  return {
    campaigns: budgets.flatMap((budget, i) => campaignBasis(draws, budget, i) ?? []),
    meanGain: sum(gains) / Math.max(1, gains.length),
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
  };
}

function campaignBasis(
  { curves, count }: Draws,
  { campaign, before, after }: BasisBudget,
  index: number,
): CampaignBasis | undefined {
  const curve = curves[index];
  if (curve === undefined || before === after) return undefined;
  let total = 0;
  let squares = 0;
  let totalAfter = 0;
  for (let draw = 0; draw < count; draw++) {
    const value = drawnValue(curve, draw, before);
    total += value;
    squares += value * value;
    totalAfter += drawnValue(curve, draw, after);
  }
  const mean = total / count;
  return {
    campaign,
    before: mean,
    sd: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    after: totalAfter / count,
  };
}

/** b of V ∝ budget^b between the two budgets, 0 to 1; undefined where they or the values do not tell. */
export function elasticityOf(
  basis: Pick<CampaignBasis, "before" | "after">,
  budgets: { readonly before: number; readonly after: number },
): number | undefined {
  const raise = Math.log(budgets.after / budgets.before);
  const gain = Math.log(basis.after / basis.before);
  if (!Number.isFinite(raise) || !Number.isFinite(gain) || raise === 0) return undefined;
  return Math.min(1, Math.max(0, gain / raise));
}
