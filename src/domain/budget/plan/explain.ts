import { at, sum } from "../at.ts";
import type { CampaignEstimate } from "../model/campaign-estimate.ts";
import { type DrawnCurve, type Draws, meanValue } from "../model/draw-curves.ts";
import type { Populations } from "../model/shrink-elasticities.ts";

/** What one campaign's new budget follows from. Money in major units, per day. */
export interface CampaignFinding {
  readonly campaign: string;
  /** Conversions a day at the reference spend, today. */
  readonly level: number;
  readonly referenceSpend: number;
  readonly valuePerConversion: number;
  /** Share of its budget that it spends. */
  readonly delivery: number;
  /** Percent more value for one percent more spend, with an 80 % interval. */
  readonly elasticity: { readonly mean: number; readonly low: number; readonly high: number };
  /** What its own data say of that, before the other campaigns are heard. */
  readonly ownElasticity: { readonly mean: number; readonly error: number };
  readonly clickElasticity: number;
  /** Value per unit of spend. */
  readonly averageReturn: number;
  /** What the next unit of spend brings, now and at the new budget; undefined for a campaign without a budget. */
  readonly marginalReturn: { readonly before: number; readonly after: number };
  readonly budgetChanges: number;
  readonly blocks: number;
  readonly outlierDays: number;
}

/** What all campaigns together show. */
export interface Findings {
  readonly campaigns: readonly CampaignFinding[];
  /** Share of conversions that has arrived, by age in days from 0. */
  readonly completeness: readonly number[];
  /** The latest days that less than 97 % of the conversions have arrived of. */
  readonly incompleteDays: number;
  readonly elasticity: {
    readonly mean: number;
    readonly slopeOnRoas: number;
    readonly slopeOnClicks: number;
    readonly spread: number;
  };
  readonly probabilityBalanced: number;
  readonly information: number;
  readonly gainShare: number;
  /** Mean gain of the draws, before the haircut. */
  readonly meanGain: number;
  /** Marginal return that the plan makes equal where no limit binds. */
  readonly price: number;
}

const COMPLETE = 0.97;

export function incompleteDays(completeness: Float64Array): number {
  return completeness.reduce((days, share) => days + (share < COMPLETE ? 1 : 0), 0);
}

export function populationMeans({ grid, weights }: Populations): Findings["elasticity"] {
  const mean = (pick: (population: Populations["grid"][number]) => number) =>
    grid.reduce((total, population, i) => total + at(weights, i) * pick(population), 0);
  return {
    mean: mean((one) => one.mean),
    slopeOnRoas: mean((one) => one.slope),
    slopeOnClicks: mean((one) => one.clicks),
    spread: mean((one) => one.spread),
  };
}

/** Findings of each campaign, from the draws that assume that something may be gained. */
export function campaignFindings(
  estimates: readonly CampaignEstimate[],
  draws: Draws,
  budgets: Float64Array,
): CampaignFinding[] {
  return estimates.map((estimate, i): CampaignFinding => {
    const { fit, roas, valuePerConversion, ownElasticity, ownError, relativeClicks } = estimate;
    const { series, reference, posterior, blocks, outliers } = fit;
    const curve = draws.curves[i];
    const free = (curve?.elasticity ?? new Float64Array(0)).subarray(0, draws.balancedFrom);
    const sorted = free.toSorted();
    return {
      campaign: series.id,
      level: Math.exp(at(posterior.means, 0)),
      referenceSpend: reference.spend,
      valuePerConversion,
      delivery: reference.delivery,
      elasticity: {
        mean: sum(free) / Math.max(1, free.length),
        low: at(sorted, Math.floor(0.1 * free.length)),
        high: at(sorted, Math.floor(0.9 * free.length)),
      },
      ownElasticity: { mean: ownElasticity, error: ownError },
      clickElasticity: relativeClicks.absolute,
      averageReturn: roas,
      marginalReturn: {
        before: marginalReturn(curve, series.currentBudget),
        after: marginalReturn(curve, at(budgets, i)),
      },
      budgetChanges: changesOf(series.budget),
      blocks: blocks.count,
      outlierDays: outliers,
    };
  });
}

function marginalReturn(curve: DrawnCurve | undefined, budget: number): number {
  if (curve === undefined || budget <= 0) return 0;
  const step = 1e-4 * budget;
  return (meanValue(curve, budget + step) - meanValue(curve, budget)) / step;
}

function changesOf(budget: Float64Array): number {
  let changes = 0;
  for (let row = 1; row < budget.length; row++) {
    const before = at(budget, row - 1);
    const here = at(budget, row);
    if (!Number.isNaN(before) && !Number.isNaN(here) && before !== here) changes += 1;
  }
  return changes;
}
