import { at, column } from "../at.ts";
import type { AccountFit, CampaignFit } from "./fit-account.ts";
import { fitCampaign, hasTooFewBlocks, startLevel, withoutPrior } from "./fit-campaign.ts";
import type { Method } from "./method.ts";
import { mixFits } from "./mix-fits.ts";

/** What a campaign's clicks make of more spend, before any data: a little less than in proportion. */
const USUAL = 0.8;
const USUAL_SD = 0.12;

export interface ClickElasticity {
  readonly mean: number;
  readonly variance: number;
}

/**
 * How clicks answer to spend, by the regression that conversions go through. Clicks are fifty times as many, so this is
 * known well where conversions are scarce; a campaign that runs out of clicks to buy runs out of conversions too.
 */
export function clickElasticities(
  { campaigns, dayEffects }: AccountFit,
  method: Method,
): ClickElasticity[] {
  const demand = dayEffects.map((effect) => Math.exp(effect));
  const grids = campaigns.map((fit) => gridOf(fit, demand, method));
  const mixed = mixFits(grids.flatMap((grid) => (grid === undefined ? [] : [grid])));
  let next = 0;
  return grids.map((grid) => {
    const posterior = grid === undefined ? undefined : mixed[next++];
    const own = posterior === undefined ? undefined : withoutPrior(posterior);
    return shrunk(own ?? { mean: USUAL, error: Infinity });
  });
}

function gridOf({ blocks, series }: CampaignFit, demand: Float64Array, method: Method) {
  const summed = (row: (day: number) => number) =>
    column(blocks.count, (block) =>
      (blocks.rows[block] ?? []).reduce((total, day) => total + row(day), 0),
    );
  const clicks = summed((day) => at(series.clicks, day));
  if (hasTooFewBlocks(blocks) || clicks.every((count) => count === 0)) return undefined;
  const ofClicks = {
    ...blocks,
    conversions: clicks,
    exposure: summed((day) => at(demand, day)),
  };
  return fitCampaign(ofClicks, startLevel(ofClicks), method);
}

function shrunk({ mean, error }: { mean: number; error: number }): ClickElasticity {
  const own = 1 / error ** 2;
  const precision = own + 1 / USUAL_SD ** 2;
  return { mean: (mean * own + USUAL / USUAL_SD ** 2) / precision, variance: 1 / precision };
}
