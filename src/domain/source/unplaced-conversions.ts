/** Conversions of the team's own tracking that do not count, or not wholly, and why. */
export interface UnplacedConversions {
  /** Those that belong to no campaign. */
  readonly orphans: number;
  /** What their campaigns are called, the most frequent first; undefined: the calls name none. */
  readonly refs: readonly { readonly ref: string | undefined; readonly conversions: number }[];
  /** Those whose value is in another currency than the account's: it is not counted. */
  readonly foreign: readonly ForeignValues[];
}

/** Trackers' calls that were kept and not understood, among the newest. */
export interface StrangeCalls {
  readonly lookedAt: number;
  readonly calls: number;
  /** Sentences, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly calls: number }[];
}

export interface ForeignValues {
  readonly account: string;
  readonly accountCurrency: string;
  readonly currency: string;
  readonly conversions: number;
}
