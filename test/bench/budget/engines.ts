import { METHOD, type Method } from "../../../src/domain/budget/model/method.ts";
import { GATES } from "../../../src/domain/budget/plan/gates.ts";
import {
  SUGGEST_SETTINGS,
  type SuggestSettings,
} from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { Portfolio } from "../../../src/domain/budget/portfolio.ts";
import { usualShares } from "../../../src/domain/lag/usual-shares.ts";

/** The engine with some of its parts left out. */
export interface Ablation {
  readonly name: string;
  readonly settings: SuggestSettings;
  /** What it is not told. */
  readonly see?: (portfolio: Portfolio) => Portfolio;
}

const EVERYTHING = 1e12;

function without(name: string, change: Partial<Method>): Ablation {
  return {
    name: `without ${name}`,
    settings: { ...SUGGEST_SETTINGS, method: { ...METHOD, ...change } },
  };
}

function withGates(name: string, change: Partial<typeof GATES>): Ablation {
  return { name, settings: { ...SUGGEST_SETTINGS, gates: { ...GATES, ...change } } };
}

export const ABLATIONS: readonly Ablation[] = [
  {
    name: "without completeness",
    settings: SUGGEST_SETTINGS,
    see: (portfolio) => ({ ...portfolio, restatements: [] }),
  },
  {
    name: "usual shares for completeness",
    settings: SUGGEST_SETTINGS,
    see: (portfolio) => ({
      ...portfolio,
      restatements: [],
      usualShares: usualShares(["google_ads", "meta_ads"]),
    }),
  },
  {
    name: "usual shares beside restatements",
    settings: SUGGEST_SETTINGS,
    see: (portfolio) => ({ ...portfolio, usualShares: usualShares(["google_ads", "meta_ads"]) }),
  },
  without("day effects", { weekdayConversions: EVERYTHING, commonConversions: EVERYTHING }),
  without("ROAS slope", { roasSlopes: [0] }),
  without("clicks", { clickSlopes: [0] }),
  without("random walk", { drifts: [0] }),
  without("curvature", { curvatureSd: 1e-4 }),
  without("outlier dropping", { outlierLimit: Infinity }),
  without("blocks (daily)", { longestBlock: 1 }),
  without("shrinkage (nearly)", { spreads: [1] }),
  without("already balanced", { priorBalanced: 0 }),
  without("chased demand", { chases: [{ chase: 0, share: 1 }] }),
  withGates("without information gate", { information: -Infinity }),
  withGates("without minimum gain", { gainShare: 0 }),
  withGates("without probability gate", { probability: 0 }),
  {
    name: "at most 8 campaigns, 90 %",
    settings: { ...SUGGEST_SETTINGS, sparing: { keep: 0.9, mostCampaigns: 8 } },
  },
  {
    name: "every move",
    settings: { ...SUGGEST_SETTINGS, sparing: { keep: 1, mostCampaigns: Infinity } },
  },
];
