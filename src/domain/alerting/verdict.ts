import type { PricingModel } from "../campaign.ts";

export const WITHHELD_REASONS = ["thin_data", "stale_data", "snoozed", "tracking_broken"] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** Why exactly nothing was said; the reason that is counted is derived from it. */
export type WithheldBecause =
  | "min_spend"
  | "min_clicks"
  | "min_conversions"
  /** The metric has no denominator. */
  | "undefined_ratio"
  /** Beyond the limit, but chance may have done it. */
  | "not_sure"
  /** There are no earlier days to compare with. */
  | "no_reference"
  /** What its conversions are worth has never been reported. */
  | "no_value"
  /** The account, or the campaign alone, has no numbers for a day of the window. */
  | "missing_days"
  | "tracking_broken";

/** What one rule says of one campaign on one evaluation. Values and limits are in the metric's unit, money in major units. */
export type Verdict =
  /** `recovered`: beyond the limit by the margin, so that it counts towards the end of an episode. */
  | {
      readonly kind: "ok";
      readonly value: number;
      readonly limit: number;
      readonly recovered: boolean;
    }
  | {
      readonly kind: "breach";
      /** Undefined for a CPA without a single conversion. */
      readonly value: number | undefined;
      readonly limit: number;
      /** Of data as bad as these, were the metric exactly at its limit; undefined where nothing was tested. */
      readonly chance: number | undefined;
    }
  | {
      readonly kind: "withheld";
      readonly because: WithheldBecause;
      readonly value: number | undefined;
      readonly limit: number | undefined;
      /** How little it would take for chance to have done it; undefined where nothing was tested. */
      readonly chance: number | undefined;
    }
  /** Nothing to judge any more: no target, no budget, no days. */
  | { readonly kind: "ended"; readonly because: "no_limit" | "no_days" }
  /** The metric is what the campaign's contract says, and nothing to judge. */
  | { readonly kind: "ended"; readonly because: "contracted"; readonly pricing: PricingModel };

export function withheldReason(because: WithheldBecause): WithheldReason {
  switch (because) {
    case "missing_days":
      return "stale_data";
    case "tracking_broken":
      return "tracking_broken";
    default:
      return "thin_data";
  }
}
