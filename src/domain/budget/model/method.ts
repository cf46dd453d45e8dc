/** The numbers that the method is made of; a part is left out by setting its numbers so that it does nothing. */
export interface Method {
  /** Longest run of days at one budget that counts as one observation. */
  readonly longestBlock: number;
  /** Variance a day of a level's random walk, and variance of a block beyond Poisson: the grid that fits are mixed over. */
  readonly drifts: readonly number[];
  readonly excesses: readonly number[];
  readonly curvatureSd: number;
  /** Standard deviations beyond which a day is dropped. */
  readonly outlierLimit: number;
  /** Conversions that hold weekday factors, and the common movement, to one. */
  readonly weekdayConversions: number;
  readonly commonConversions: number;
  /** Grid of populations of elasticities: on ln ROAS, on click elasticity, and spread about both. */
  readonly roasSlopes: readonly number[];
  readonly clickSlopes: readonly number[];
  readonly spreads: readonly number[];
  /** Probability beforehand that nothing is to be gained. */
  readonly priorBalanced: number;
  /** How budgets may have chased demand: its covariance with ln spend, each with a share of the prior. */
  readonly chases: readonly { readonly chase: number; readonly share: number }[];
}

export const METHOD: Method = {
  longestBlock: 7,
  drifts: [0, 2e-5, 1e-4, 4e-4, 1.6e-3],
  excesses: [0, 0.003, 0.012, 0.04],
  curvatureSd: 0.05,
  outlierLimit: 4,
  weekdayConversions: 60,
  commonConversions: 1200,
  roasSlopes: Array.from({ length: 21 }, (_, i) => -0.6 + 0.05 * i),
  clickSlopes: [0, 0.2, 0.4, 0.6, 0.8],
  spreads: [0.04, 0.08, 0.12, 0.17, 0.23, 0.3],
  priorBalanced: 0.4,
  chases: [
    { chase: 0, share: 0.5 },
    { chase: 0.005, share: 0.3 },
    { chase: 0.01, share: 0.2 },
  ],
};
