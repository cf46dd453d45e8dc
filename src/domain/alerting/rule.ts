import type { Metric } from "../kpi.ts";
import type { Micros } from "../money.ts";
import type { Platform } from "../platform.ts";

/** Which campaigns a rule looks at. Names count in whatever capitals; `*` in a pattern stands for any text. */
export type RuleScope =
  | { readonly kind: "all" }
  | { readonly kind: "campaigns"; readonly names: readonly string[] }
  | { readonly kind: "account"; readonly name: string }
  | { readonly kind: "platform"; readonly platform: Platform }
  | { readonly kind: "name"; readonly pattern: string };

export const SIDES = ["above", "below"] as const;
/** On which side of its limit a metric is a problem. */
export type Side = (typeof SIDES)[number];

export const REFERENCES = ["previous_period", "same_weekdays"] as const;
/** The days that a change is measured against: as many before, or the same weekdays of the last four weeks. */
export type Reference = (typeof REFERENCES)[number];

/** When a rule's metric is a problem; each names the side, and how the limit comes about. */
export type Condition =
  | { readonly kind: "fixed"; readonly side: Side; readonly limit: number }
  /** A multiple of the campaign's own target. */
  | { readonly kind: "target"; readonly side: Side; readonly factor: number }
  /** A relative change: 0.3 is 30 % up for `above`, 30 % down for `below`. */
  | {
      readonly kind: "change";
      readonly side: Side;
      readonly by: number;
      readonly against: Reference;
    }
  /** A multiple of the daily budget over the window's days. */
  | { readonly kind: "budget"; readonly side: Side; readonly factor: number }
  /**
   * The month's projected spend against its budget. The share that it may be off shrinks in a line from `startBand` on
   * the first day to `endBand` on the last.
   */
  | {
      readonly kind: "pace";
      readonly side: Side;
      readonly startBand: number;
      readonly endBand: number;
    };

export const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The last `days` complete days of the account, less the newest `ignoreLastDays`. */
export interface WindowSettings {
  readonly days: number;
  readonly ignoreLastDays: number;
  /** No day that is still filling up is looked at, where that is known of the account. */
  readonly settledOnly?: boolean | undefined;
}

/** What a window must hold before it is judged at all. */
export interface Guards {
  readonly minSpendMicros: Micros;
  readonly minClicks: number;
  readonly minConversions: number;
  /** How sure a breach must be, 0.95 for 95 %; undefined: no test. */
  readonly confidence: number | undefined;
}

/** Local times of the rule's zone, `HH:MM`; across midnight where `from` is the later one. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What to watch, when it is a problem, and whom to tell. */
export interface Rule {
  readonly name: string;
  readonly scope: RuleScope;
  readonly metric: Metric;
  readonly when: Condition;
  readonly window: WindowSettings;
  readonly guards: Guards;
  /** Consecutive breaching evaluations before it fires. */
  readonly for: number;
  /** A share of the limit, and consecutive evaluations beyond it, before it is over. */
  readonly recover: { readonly margin: number; readonly for: number };
  readonly remindEveryHours: number | undefined;
  readonly severity: Severity;
  /** A Slack channel: its id, or `#name`. */
  readonly channel: string;
  /** Slack users (`U…`) and user groups (`S…`) that a new alert mentions. */
  readonly mention: readonly string[];
  /** Cron, read in the zone. */
  readonly schedule: string;
  /** IANA; undefined: the workspace's. */
  readonly timeZone: string | undefined;
  readonly quietHours: QuietHours | undefined;
}

/** True where a campaign of that name, account and platform is one of the rule's. */
export function inScope(
  scope: RuleScope,
  campaign: { readonly name: string; readonly account: string; readonly platform: Platform },
): boolean {
  switch (scope.kind) {
    case "all":
      return true;
    case "campaigns":
      return scope.names.some((name) => same(name, campaign.name));
    case "account":
      return same(scope.name, campaign.account);
    case "platform":
      return scope.platform === campaign.platform;
    case "name":
      return fitsPattern(scope.pattern, campaign.name);
  }
}

/** True where a whole name is like the pattern. No regular expression: many stars would keep one busy for ever. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [start = "", ...parts] = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  const end = parts.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
