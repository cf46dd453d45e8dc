/** How a simulated account is made. */
export interface Scenario {
  readonly campaigns: number;
  readonly days: number;
  /** Conversions, as a multiple of the usual. */
  readonly volume: number;
  /** Chance of a budget change on a day, and the sd of its logarithm. */
  readonly changeRate: number;
  readonly changeSd: number;
  readonly spendNoise: number;
  /** sd of shared and of own ln demand; how much of it budgets follow. */
  readonly demandSd: number;
  readonly ownDemandSd: number;
  readonly chasing: number;
  /** sd a day of each campaign's level; share of campaigns whose level breaks. */
  readonly driftSd: number;
  readonly breaks: number;
  /** Days that late conversions take beyond the same day: the rest falls by e^(−1/lag) a day. */
  readonly lag: number;
  readonly weekly: number;
  readonly orderCv: number;
  /** Share of days whose tracking is lost or counts threefold. */
  readonly outliers: number;
  readonly locked: number;
  readonly paused: number;
  readonly capped: number;
  readonly goal: "value" | "conversions";
  /** Average return says nothing of elasticity. */
  readonly independent: boolean;
  /** Nothing to gain: all marginal returns equal, or all campaigns the same. */
  readonly balanced: "no" | "marginal" | "same";
}

const TYPICAL: Scenario = {
  campaigns: 12,
  days: 120,
  volume: 1,
  changeRate: 1 / 18,
  changeSd: 0.3,
  spendNoise: 0.08,
  demandSd: 0.06,
  ownDemandSd: 0,
  chasing: 0,
  driftSd: 0.004,
  breaks: 0,
  lag: 3,
  weekly: 0.15,
  orderCv: 0.5,
  outliers: 0,
  locked: 0,
  paused: 0,
  capped: 0,
  goal: "value",
  independent: false,
  balanced: "no",
};

const LITTLE = { campaigns: 8, days: 60, volume: 0.15 };
const STALE = { changeRate: 1 / 400, spendNoise: 0.04 };
const CONFOUNDED = { chasing: 0.8, demandSd: 0.15, ownDemandSd: 0.1 };
const BALANCED = { campaigns: 10, balanced: "marginal" } as const;

export const SCENARIOS = {
  typical: TYPICAL,
  rich: { ...TYPICAL, days: 180, volume: 3, changeRate: 1 / 12, changeSd: 0.35 },
  independent: { ...TYPICAL, independent: true },
  large: { ...TYPICAL, campaigns: 30 },
  small: { ...TYPICAL, campaigns: 5, days: 90 },
  lowdata: { ...TYPICAL, ...LITTLE },
  stale: { ...TYPICAL, ...STALE },
  confounded: { ...TYPICAL, ...CONFOUNDED },
  drift: { ...TYPICAL, driftSd: 0.02, breaks: 0.4 },
  longlag: { ...TYPICAL, lag: 8, changeRate: 1 / 12 },
  constrained: { ...TYPICAL, locked: 2, paused: 1, capped: 2 },
  leads: { ...TYPICAL, goal: "conversions", volume: 0.6, weekly: 0.35 },
  outliers: { ...TYPICAL, outliers: 0.02, orderCv: 1.2 },
  null_same: { ...TYPICAL, campaigns: 10, balanced: "same" },
  null_marg: { ...TYPICAL, ...BALANCED, volume: 2, changeRate: 1 / 12 },
  null_low: { ...TYPICAL, ...BALANCED, ...LITTLE },
  null_stale: { ...TYPICAL, ...BALANCED, ...STALE },
  null_conf: { ...TYPICAL, ...BALANCED, ...CONFOUNDED },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
