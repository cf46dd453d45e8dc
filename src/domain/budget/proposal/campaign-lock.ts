import type { CampaignLabel } from "../../campaign.ts";
import type { Day } from "../../day.ts";
import type { Micros } from "../../money.ts";

/** What a person has said of one campaign: plans keep to it until the day is over. */
export interface CampaignLock {
  readonly campaign: CampaignLabel;
  /** Of the amounts, ISO 4217. */
  readonly currency: string;
  /** Its budget stays as it is. */
  readonly frozen: boolean;
  readonly minMicros: Micros | undefined;
  readonly maxMicros: Micros | undefined;
  /** The last day that it holds; undefined: until somebody lifts it. */
  readonly until: Day | undefined;
  /** Who said so, `slack:U123`. */
  readonly by: string;
}
