import type {
  CampaignSpan,
  SpanDay,
} from "../../../../src/domain/budget/scorecard/campaign-span.ts";
import type { TouchedSpan } from "../../../../src/domain/budget/scorecard/expected-rate.ts";
import { type Chance, chanceOf } from "../../../bench/budget/chance.ts";

/** How days around a change are made. */
export interface SpanSetting {
  readonly touched: number;
  readonly controls: number;
  /** Conversions a day of each campaign. */
  readonly volume: number;
  /** What the change multiplies the touched campaigns' conversions by. */
  readonly effect: number;
  /** Stationary sd of ln demand that all share; sd a day of each campaign's level. */
  readonly demandSd: number;
  readonly driftSd: number;
  readonly orderCv: number;
  /** Whether the plan has kept the campaigns' elasticities. */
  readonly kept: boolean;
  /** How much higher the budgets were until 10 days before the change. */
  readonly earlier: number;
  /** Days after the change that have passed when the figures are read. */
  readonly read: number;
}

export const USUAL_SPAN: SpanSetting = {
  touched: 4,
  controls: 6,
  volume: 12,
  effect: 1,
  demandSd: 0.06,
  driftSd: 0.006,
  orderCv: 0.5,
  kept: true,
  earlier: 1,
  read: 14,
};

const ORDER_VALUE = 80;
const BUDGET = 100;
const ELASTICITY = 0.6;
const RAISED_ON = -10;
const PERSISTENCE = 0.85;
const NOISE_CV = 0.15;
const FIRST = -28;

export interface SimulatedSpan {
  readonly touched: readonly TouchedSpan[];
  readonly controls: readonly CampaignSpan[];
  /** Gain a day in conversions: what came in expectation, less what would have come. */
  readonly gain: number;
}

/** Four weeks before a change and the days after it, with late conversions and a weekly swing. */
export function simulateSpan(setting: SpanSetting, seed: number): SimulatedSpan {
  const chance = chanceOf(seed);
  const climate = climateOf(setting, chance);
  const gains: number[] = [];
  const touched = Array.from({ length: setting.touched }, (_, i): TouchedSpan => {
    const path = pathOf(setting, climate, chance).map(({ budget, ...day }) => {
      const earlier = day.offset < RAISED_ON ? setting.earlier : 1;
      return { ...day, budget: budget * earlier, mean: day.mean * earlier ** ELASTICITY };
    });
    const after = path.filter(({ offset }) => offset > 0);
    gains.push(
      (after.reduce((sum, { mean }) => sum + mean, 0) / after.length) * (setting.effect - 1),
    );
    const before = path.find(({ offset }) => offset === -1)?.level ?? 0;
    return {
      id: `t${i}`,
      days: daysOf(path, setting.effect, { setting, chance }),
      basis: setting.kept ? { before, sd: 0.07 * before, elasticity: ELASTICITY } : undefined,
    };
  });
  const controls = Array.from({ length: setting.controls }, (_, i) => ({
    id: `c${i}`,
    days: daysOf(pathOf(setting, climate, chance), 1, { setting, chance }),
  }));
  return { touched, controls, gain: gains.reduce((sum, one) => sum + one, 0) };
}

interface Climate {
  readonly offset: number;
  readonly demand: number;
  readonly weekly: number;
}

function climateOf({ demandSd, read }: SpanSetting, chance: Chance): Climate[] {
  const offsets = Array.from({ length: read - FIRST + 1 }, (_, i) => FIRST + i);
  let demand = demandSd * chance.normal();
  const path = offsets.map((offset) => {
    demand = PERSISTENCE * demand + demandSd * Math.sqrt(1 - PERSISTENCE ** 2) * chance.normal();
    return { offset, demand, weekly: 0.15 * Math.sin((2 * Math.PI * offset) / 7) };
  });
  const before = path.filter(({ offset }) => offset < 0);
  const mean = before.reduce((sum, one) => sum + one.demand, 0) / before.length;
  return path.map((one) => ({ ...one, demand: one.demand - mean }));
}

interface PathDay {
  readonly offset: number;
  /** Conversions on a mean weekday at the mean demand of the days before, and on this day. */
  readonly level: number;
  readonly mean: number;
  readonly budget: number;
}

function pathOf(
  { volume, driftSd }: SpanSetting,
  climate: readonly Climate[],
  chance: Chance,
): PathDay[] {
  let level = volume * Math.exp(0.5 * chance.normal());
  return climate.map(({ offset, demand, weekly }) => {
    level *= Math.exp(driftSd * chance.normal());
    return { offset, level, mean: level * Math.exp(demand + weekly), budget: BUDGET };
  });
}

function daysOf(
  path: readonly PathDay[],
  effect: number,
  { setting, chance }: { readonly setting: SpanSetting; readonly chance: Chance },
): SpanDay[] {
  return path.map(({ offset, mean, budget }) => {
    const age = setting.read - offset;
    const share = age >= 14 ? 1 : 1 - 0.55 * Math.exp(-age / 3);
    const changed = offset > 0 ? mean * effect : mean;
    const conversions = chance.poisson(changed * share * chance.gamma(NOISE_CV));
    let value = 0;
    for (let i = 0; i < conversions; i++) value += ORDER_VALUE * chance.lognormal(setting.orderCv);
    const spend = budget * Math.exp(0.05 * chance.normal());
    return { offset, share, conversions, value, spend };
  });
}

export const VALUE_OF = ORDER_VALUE;
