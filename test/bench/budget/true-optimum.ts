import type { TrueCampaign } from "./world.ts";
import { curveValue } from "./world.ts";

const STEPS = 400;

/**
 * The best budgets under the limits and the total, knowing the truth: small equal steps go where they bring most, then
 * pairs trade while a trade still gains (which is what S-shaped curves need).
 */
export function trueOptimum(campaigns: readonly TrueCampaign[], total: number): number[] {
  const budgets = campaigns.map((campaign) => campaign.min);
  const valueOf = (i: number, budget: number): number => {
    const campaign = campaigns[i];
    if (campaign === undefined) return 0;
    return curveValue(campaign.curve, Math.min(budget, campaign.capacity ?? Infinity));
  };
  const room = total - budgets.reduce((sum, one) => sum + one, 0);
  for (let step = 0, unit = room / STEPS; step < STEPS; step++) {
    const best = bestBy(campaigns, (i, { max }) => {
      const budget = budgets[i] ?? 0;
      return budget + unit > max + 1e-9
        ? -Infinity
        : valueOf(i, budget + unit) - valueOf(i, budget);
    });
    budgets[best] = (budgets[best] ?? 0) + unit;
  }
  for (let unit = room / 8; unit > room / 20_000; unit /= 2) {
    for (let trades = 0; trades < 500; trades++) {
      const to = bestBy(campaigns, (i, { max }) => {
        const budget = budgets[i] ?? 0;
        return budget + unit > max + 1e-9
          ? -Infinity
          : valueOf(i, budget + unit) - valueOf(i, budget);
      });
      const from = bestBy(campaigns, (i, { min }) => {
        const budget = budgets[i] ?? 0;
        return budget - unit < min - 1e-9
          ? -Infinity
          : valueOf(i, budget - unit) - valueOf(i, budget);
      });
      const raised = budgets[to] ?? 0;
      const cut = budgets[from] ?? 0;
      const gain =
        valueOf(to, raised + unit) -
        valueOf(to, raised) +
        valueOf(from, cut - unit) -
        valueOf(from, cut);
      const feasible =
        raised + unit <= (campaigns[to]?.max ?? 0) + 1e-9 &&
        cut - unit >= (campaigns[from]?.min ?? 0) - 1e-9;
      if (to === from || !feasible || !(gain > 1e-9)) break;
      budgets[to] = raised + unit;
      budgets[from] = cut - unit;
    }
  }
  return budgets;
}

function bestBy(
  campaigns: readonly TrueCampaign[],
  score: (i: number, campaign: TrueCampaign) => number,
): number {
  let best = 0;
  let highest = -Infinity;
  for (const [i, campaign] of campaigns.entries()) {
    const here = score(i, campaign);
    if (here > highest) {
      highest = here;
      best = i;
    }
  }
  return best;
}
