import type { Day } from "./day.ts";

/** Days after which every day counts as settled, whatever its account's lag. */
export const MOST_UNSETTLED_DAYS = 35;

/** A figure with the ends of its 80 % interval; money in major units. */
export interface Ranged {
  readonly figure: number;
  readonly low: number;
  readonly high: number;
}

/** What a period's figures will be once its late conversions are in; undefined where a ratio has no denominator. */
export interface CorrectedFigures {
  readonly conversions: Ranged;
  readonly value: Ranged | undefined;
  readonly cpa: Ranged | undefined;
  readonly roas: Ranged | undefined;
}

/** How far the days of a period have filled up. */
export interface Settled {
  /** `platform`: the account has too little history, and the platform's documented window stands in. */
  readonly basis: "learnt" | "platform";
  /** The account's last settled day. */
  readonly through: Day;
  /** Days of the period after it. */
  readonly unsettledDays: number;
  /** The share of those days' conversions that is in; 1 where there are none. */
  readonly share: number;
  /** Undefined where every day is settled, or nothing has come in to correct. */
  readonly corrected: CorrectedFigures | undefined;
}
