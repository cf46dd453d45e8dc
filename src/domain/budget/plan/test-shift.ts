import { at } from "../at.ts";
import type { CampaignEstimate } from "../model/campaign-estimate.ts";
import type { Draws } from "../model/draw-curves.ts";
import { elasticityInformation } from "../model/information.ts";
import type { AccountLimits } from "./budget-limits.ts";
import { pairMoves } from "./pair-moves.ts";
import type { PlannedBudget, TestShift } from "./suggestion.ts";

const SHARE = 0.1;
const MOST_PAIRS = 2;

export interface TestShiftInput {
  readonly limits: AccountLimits;
  readonly estimates: readonly CampaignEstimate[];
  readonly draws: Draws;
  readonly unitMicros: bigint;
  readonly beforeMicros: readonly bigint[];
}

interface Candidate {
  readonly i: number;
  /** Value that is at stake for want of knowledge: value × what is not known of the elasticity. */
  readonly stake: number;
  readonly marginal: number;
  readonly down: number;
  readonly up: number;
}

/**
 * Up to two pairs of the campaigns whose elasticity matters most and is known least, one of each up and one down by 10 %:
 * small, reversible, and of a time that nobody's demand has chosen. The pair's better bet goes up.
 */
export function testShift(input: TestShiftInput): TestShift | undefined {
  const { limits, unitMicros, beforeMicros } = input;
  const unit = Number(unitMicros) / 1e6;
  const ranked = candidates(input).toSorted((a, b) => b.stake - a.stake);
  const counts = new Map<number, bigint>();
  for (let pair = 0; pair < MOST_PAIRS; pair++) {
    const [one, other] = ranked.slice(2 * pair, 2 * pair + 2);
    if (one === undefined || other === undefined) break;
    const [to, from] = one.marginal >= other.marginal ? [one, other] : [other, one];
    const units = Math.floor(Math.min(to.up, from.down) / unit + 1e-6);
    if (units < 1) continue;
    counts.set(to.i, BigInt(units));
    counts.set(from.i, BigInt(-units));
  }
  if (counts.size === 0) return undefined;
  const budgets = limits.campaigns.map((limit, i): PlannedBudget => {
    const before = beforeMicros[i] ?? 0n;
    const after = before + (counts.get(i) ?? 0n) * unitMicros;
    return { campaign: limit.id, beforeMicros: before, afterMicros: after };
  });
  const changes = budgets.map(({ campaign, beforeMicros: before, afterMicros: after }) => ({
    id: campaign,
    amount: after - before,
  }));
  return { budgets, moves: pairMoves(changes), share: SHARE };
}

function candidates({ limits, estimates, draws }: TestShiftInput): Candidate[] {
  return limits.campaigns.flatMap(({ before, low, high, fixed }, i): Candidate[] => {
    const estimate = estimates[i];
    const curve = draws.curves[i];
    if (fixed !== undefined || estimate === undefined || curve === undefined) return [];
    if (!estimate.running || estimate.fit.reference.underDelivering) return [];
    const free = curve.elasticity.subarray(0, draws.balancedFrom);
    const mean = free.reduce((total, one) => total + one, 0) / Math.max(1, free.length);
    const unknown = 1 - elasticityInformation(estimate, free);
    const value = estimate.roas * at([before], 0);
    return [
      {
        i,
        stake: value * unknown,
        marginal: mean * estimate.roas,
        down: Math.min(SHARE * before, before - low),
        up: Math.min(SHARE * before, high - before),
      },
    ];
  });
}
