import type { CampaignLabel, Target } from "../campaign.ts";
import type { Day, DayRange } from "../day.ts";
import type { Micros } from "../money.ts";
import type { Platform } from "../platform.ts";
import type { DailyTotals, Freshness } from "../summary.ts";
import type { Totals } from "../totals.ts";
import type { ChangeExplanation } from "./explain-change.ts";
import type { Mover } from "./movers.ts";
import type { Rule } from "./rule.ts";
import type { TrackingGap } from "./tracking-gap.ts";

/** What an evaluation read of a campaign. */
export interface Reading {
  /** When it was evaluated, milliseconds since 1970. */
  readonly at: number;
  readonly range: DayRange;
  readonly value: number | undefined;
  readonly limit: number;
  readonly totals: Totals;
  /** Of data as bad as these, were the metric at its limit; undefined where nothing was tested. */
  readonly chance: number | undefined;
}

/** Who did something to an alert (`slack:U123`, `cli:maria`), and when. */
export interface Deed {
  readonly by: string;
  readonly at: number;
}

/** Where an alert stands beside its phase. */
export interface Handling {
  readonly acknowledged: Deed | undefined;
  readonly snoozed: (Deed & { readonly until: number }) | undefined;
  /** The rule, and with it all its alerts. */
  readonly muted: (Deed & { readonly until: number | undefined }) | undefined;
}

/** One problem of one campaign under one rule, from breach to recovery: what its message shows. */
export interface Alert {
  readonly episodeId: number;
  readonly ruleId: number;
  readonly rule: Rule;
  readonly campaign: CampaignLabel;
  readonly currency: string;
  readonly zone: string;
  readonly target: Target | undefined;
  readonly phase: "firing" | "resolved";
  readonly flapping: boolean;
  readonly handling: Handling;
  /** When it fired, and when it was over (`ended`: the campaign or its target is gone, it has not recovered). */
  readonly firedAt: number;
  readonly over: { readonly at: number; readonly how: "recovered" | "ended" } | undefined;
  /** What it fired with: kept for good. */
  readonly firing: Reading;
  readonly latest: Reading;
  /** What the campaign spends on a day of the latest window, on average. */
  readonly spendPerDayMicros: Micros;
  /** CPA and ROAS alone. */
  readonly why: ChangeExplanation | undefined;
  readonly movers: readonly Mover[];
  /** The days that the chart shows, oldest first. */
  readonly daily: readonly DailyTotals[];
  readonly chartRange: DayRange;
  readonly freshness: Freshness;
}

export const ACCOUNT_TROUBLES = ["tracking_broken", "stale_data", "tracking_gap"] as const;
export type AccountTrouble = (typeof ACCOUNT_TROUBLES)[number];

/** An account whose numbers cannot be judged, or not trusted: one message for all its campaigns. */
export interface AccountAlert {
  readonly episodeId: number;
  readonly trouble: AccountTrouble;
  readonly account: { readonly name: string; readonly platform: Platform; readonly zone: string };
  readonly phase: "firing" | "resolved";
  readonly handling: Handling;
  readonly firedAt: number;
  readonly resolvedAt: number | undefined;
  /** `tracking_broken`: the first day without conversions; `stale_data`: the last day with numbers. */
  readonly day: Day | undefined;
  /** `tracking_gap`: what it opened with. */
  readonly gap: TrackingGap | undefined;
  /** Names of the rules that are withheld meanwhile; a `tracking_gap` withholds none. */
  readonly rules: readonly string[];
  readonly freshness: Freshness;
  /** The live source that ought to bring its numbers, and why it does not. */
  readonly source?: AlertSource | undefined;
}

export interface AlertSource {
  readonly name: string;
  /** Both are sentences; undefined: its last load did not fail. */
  readonly fault: { readonly message: string; readonly next: string } | undefined;
}

/** A line of a list of alerts. */
export interface AlertLine {
  readonly episodeId: number;
  readonly ruleName: string;
  readonly rule: Pick<Rule, "metric" | "when" | "severity">;
  readonly campaign: CampaignLabel;
  readonly currency: string;
  readonly zone: string;
  readonly phase: "pending" | "firing" | "resolved";
  readonly flapping: boolean;
  readonly handling: Handling;
  readonly firedAt: number;
  readonly over: Alert["over"];
  readonly firing: Reading;
  readonly latest: Reading;
  readonly spendPerDayMicros: Micros;
}
