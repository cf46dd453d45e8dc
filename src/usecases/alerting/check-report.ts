import type { WithheldReason } from "../../domain/alerting/verdict.ts";
import type { Metric } from "../../domain/kpi.ts";

/** A turn that an evaluation brought. `campaign` is a name; of an account's trouble it is the account's. */
export interface CheckEntry {
  readonly rule: string;
  readonly ruleId: number | undefined;
  readonly episodeId: number;
  readonly campaign: string;
  /** What `value` and `limit` are of; undefined of an account's trouble. */
  readonly metric: Metric | undefined;
  readonly currency: string;
  readonly value: number | undefined;
  readonly limit: number | undefined;
  readonly reason: string;
}

/** A rule that says nothing of some campaigns because no value is tracked. */
export interface WithoutValue {
  readonly rule: string;
  readonly ruleId: number;
  readonly campaigns: number;
  readonly reason: string;
}

/** What one evaluation of the rules found. */
export interface CheckReport {
  /** The instant as of which the data were judged, milliseconds since 1970. */
  readonly at: number;
  readonly rules: number;
  /** Pairs of a rule and a campaign that were looked at. */
  readonly evaluated: number;
  readonly opened: readonly CheckEntry[];
  readonly resolved: readonly CheckEntry[];
  /** Episodes that breach, and not yet often enough. */
  readonly pending: number;
  readonly withheld: Readonly<Record<WithheldReason, number>>;
  /** Those of the withheld that stay so until the platform reports value. */
  readonly withoutValue: readonly WithoutValue[];
}
