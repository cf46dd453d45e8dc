/** What became of approved shifts, pooled. Gains are in value (major units of one currency) or conversions, a day. */
export interface TrackRecord {
  readonly currency: string;
  readonly goal: "conversions" | "value";
  /** Approved and applied. */
  readonly shifts: number;
  /** Of those: with a scorecard that measured something. */
  readonly measured: number;
  /** Sums over the measured shifts. */
  readonly promisedGain: number;
  readonly measuredGain: number;
  /** Of the measured sum, 80 % interval. */
  readonly low: number;
  readonly high: number;
  /** Value (or conversions) a day of the accounts at the time, summed: gains in percent are of this. */
  readonly valueNow: number;
  /** Mean of the stated probabilities of a gain, and the share of the measured shifts that gained. */
  readonly statedProbability: number;
  readonly cameTrue: number;
  /** How the record changes what is stated: a promised gain is this share of the mean of the draws. */
  readonly haircut: number;
  readonly widened: number;
  readonly verdicts: Readonly<Record<"better" | "worse" | "too-early" | "too-noisy", number>>;
}
