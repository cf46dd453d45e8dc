/** Days after the shift was applied on which it is looked at. */
export const SCORECARD_DAYS = [7, 14, 28] as const;
export type ScorecardDay = (typeof SCORECARD_DAYS)[number];

export const SCORECARD_VERDICTS = ["better", "worse", "too-early", "too-noisy"] as const;
export type ScorecardVerdict = (typeof SCORECARD_VERDICTS)[number];

/** What came of a shift so many days on, beside what it promised. Gains are a day, in value (major units) or conversions. */
export interface Scorecard {
  readonly day: ScorecardDay;
  readonly verdict: ScorecardVerdict;
  /** Undefined while nothing can be said at all. */
  readonly measured:
    | {
        readonly gain: number;
        /** An 80 % interval. */
        readonly low: number;
        readonly high: number;
        /** Against budgets left as they were. */
        readonly counterfactual: number;
        readonly actual: number;
      }
    | undefined;
  readonly promised: number;
  /** Days that enough conversions had arrived of, and campaigns left alone that the others were compared with. */
  readonly maturedDays: number;
  readonly controls: number;
}
