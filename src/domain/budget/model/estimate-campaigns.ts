import { sum } from "../at.ts";
import type { Goal } from "../portfolio.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import { clickElasticities } from "./click-elasticities.ts";
import type { AccountFit, CampaignFit } from "./fit-account.ts";
import { withoutPrior } from "./fit-campaign.ts";
import type { Method } from "./method.ts";
import { valuesPerConversion } from "./value-per-conversion.ts";

const FARTHEST_ROAS = 2;

type Alone = Omit<CampaignEstimate, "relativeRoas" | "relativeClicks">;

/** ROAS_i = e^α·(value per conversion)/r, and what sets each campaign apart from the portfolio's mean. */
export function estimateCampaigns(
  account: AccountFit,
  { goal, method }: { readonly goal: Goal; readonly method: Method },
): CampaignEstimate[] {
  const values = valuesPerConversion(
    account.campaigns.map((fit) => fit.series),
    goal,
  );
  const alone = account.campaigns.map((fit, i) => estimate(fit, values[i] ?? 1));
  const clicks = clickElasticities(account, method);
  const running = alone.filter((one) => one.running);
  const weights = running.map(({ fit }) => Math.sqrt(fit.reference.spend));
  const meanRoas =
    sum(running.map(({ roas }, i) => Math.log(roas) * (weights[i] ?? 0))) / sum(weights);
  const ofRunning = clicks.filter((_, i) => alone[i]?.running === true);
  const meanClicks = sum(ofRunning.map(({ mean }) => mean)) / ofRunning.length;
  return alone.map((one, i) => {
    const { mean = meanClicks, variance = 0 } = clicks[i] ?? {};
    return {
      ...one,
      relativeRoas: one.running ? clipped(Math.log(one.roas) - meanRoas) : 0,
      relativeClicks: { mean: one.running ? mean - meanClicks : 0, variance, absolute: mean },
    };
  });
}

function clipped(relative: number): number {
  return Math.min(FARTHEST_ROAS, Math.max(-FARTHEST_ROAS, relative));
}

function estimate(fit: CampaignFit, valuePerConversion: number): Alone {
  const { series, reference, posterior } = fit;
  const [level = 0] = posterior.means;
  const own = withoutPrior(posterior);
  const roas = reference.spend > 0 ? (Math.exp(level) * valuePerConversion) / reference.spend : 0;
  return {
    fit,
    valuePerConversion,
    roas,
    ownElasticity: own.mean,
    ownError: own.error,
    running: series.currentBudget > 0 && roas > 0 && fit.blocks.count > 0,
  };
}
