import type { CampaignLabel } from "../campaign.ts";
import type { Day } from "../day.ts";
import type { CurrencySummary } from "../summary.ts";
import type { Totals } from "../totals.ts";
import type { AccountAlert, Alert, AlertLine, Handling, Reading } from "./alert.ts";
import type { Phase } from "./episode.ts";
import type { RuleWindow } from "./rule-window.ts";
import type { Rule } from "./rule.ts";
import type { Verdict } from "./verdict.ts";

/** What is said in an alert's thread. */
export type AlertNote =
  | { readonly kind: "reminder"; readonly reading: Reading; readonly firedAt: number }
  | { readonly kind: "recovered"; readonly reading: Reading }
  | { readonly kind: "ended" }
  | { readonly kind: "flapping"; readonly reading: Reading }
  | { readonly kind: "acknowledged"; readonly by: string }
  | { readonly kind: "snoozed"; readonly by: string; readonly until: number };

/** Many alerts of one channel and tick in one message, each with its own state. */
export interface AlertDigest {
  /** Names the digest when all its alerts are acknowledged at once. */
  readonly key: string;
  readonly at: number;
  readonly alerts: readonly AlertLine[];
}

/** What has changed among the alerts of a digest since it was posted. */
export interface DigestNote {
  readonly recovered: readonly AlertLine[];
  readonly reminded: readonly AlertLine[];
}

/** A channel's morning: what is open, and how yesterday went. */
export interface MorningDigest {
  readonly day: Day;
  readonly zone: string;
  readonly open: readonly AlertLine[];
  readonly accounts: readonly AccountAlert[];
  readonly yesterday: readonly CurrencySummary[];
}

/** Why a campaign is quiet, or not: each rule that looks at it. */
export interface QuietReasons {
  readonly campaign: CampaignLabel;
  readonly currency: string;
  readonly zone: string;
  readonly lastDay: Day | undefined;
  readonly rules: readonly QuietRule[];
  /** Names of the rules that look at other campaigns alone. */
  readonly elsewhere: readonly string[];
}

export interface QuietRule {
  readonly ruleId: number;
  readonly rule: Rule;
  /** Undefined: there is nothing to look at yet (the first days of a month). */
  readonly window: RuleWindow | undefined;
  readonly verdict: Verdict | undefined;
  /** The sums of the window; undefined where there is none. */
  readonly totals: Totals | undefined;
  /** Of data as bad as these, were the metric at its limit; undefined where nothing was tested. */
  readonly chance: number | undefined;
  /** Days of the window without numbers. */
  readonly missingDays: number;
  readonly phase: Phase;
  readonly breaches: number;
  readonly episodeId: number | undefined;
  readonly handling: Handling;
  readonly nextTick: number | undefined;
}

/** A rule in the list of rules. */
export interface RuleLine {
  readonly ruleId: number;
  readonly rule: Rule;
  readonly zone: string;
  readonly muted: Handling["muted"];
  readonly nextTick: number | undefined;
  /** Alerts that are open under it. */
  readonly open: number;
  /** Why its channel gets nothing: an archived channel, a removed app. */
  readonly channelTrouble: string | undefined;
}

/** How a channel wants to hear of alerts. */
export interface ChannelSettings {
  /** Replies in an alert's thread are also shown in the channel. */
  readonly broadcast: boolean;
  /** Local time of the morning digest, `HH:MM`; undefined: none. */
  readonly morningAt: string | undefined;
  /** IANA; undefined: the workspace's. */
  readonly timeZone: string | undefined;
}

/** What a rule would have done. */
export interface RulePreview {
  readonly from: Day;
  readonly to: Day;
  readonly evaluations: number;
  readonly notifications: number;
  /** In order of time; `campaign` by name. */
  readonly fired: readonly {
    readonly at: number;
    readonly campaign: string;
    readonly currency: string;
    readonly value: number | undefined;
  }[];
}

/** Everything that a message about alerts can be made of. */
export type AlertMessage =
  | { readonly kind: "alert"; readonly alert: Alert }
  | { readonly kind: "account"; readonly alert: AccountAlert }
  | { readonly kind: "note"; readonly note: AlertNote; readonly alert: Alert }
  | { readonly kind: "account-over"; readonly alert: AccountAlert }
  | { readonly kind: "digest"; readonly digest: AlertDigest }
  | { readonly kind: "digest-note"; readonly note: DigestNote }
  | { readonly kind: "morning"; readonly morning: MorningDigest }
  | {
      readonly kind: "channel-lost";
      readonly channel: string;
      readonly reason: string;
      readonly rules: readonly string[];
    };
