import type { ClickElasticity } from "./click-elasticities.ts";
import type { CampaignFit } from "./fit-account.ts";

/** What a fit says of one campaign in terms of money, before it is set beside the others. */
export interface CampaignEstimate {
  readonly fit: CampaignFit;
  /** Of the goal: money, or 1 where conversions are the goal. */
  readonly valuePerConversion: number;
  /** Value per unit of spend at the reference spend, today. */
  readonly roas: number;
  /** The elasticity that the campaign's own data show, and its standard error. */
  readonly ownElasticity: number;
  readonly ownError: number;
  /** ln ROAS less the portfolio's mean, clipped to ±2. */
  readonly relativeRoas: number;
  /** Elasticity of clicks; its mean less the portfolio's mean. */
  readonly relativeClicks: ClickElasticity & { readonly absolute: number };
  /** It has a budget above zero and has spent: it takes part in what campaigns say of each other. */
  readonly running: boolean;
}
