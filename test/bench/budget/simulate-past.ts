import type { Chance } from "./chance.ts";
import type { Born } from "./population.ts";
import type { Scenario } from "./scenarios.ts";
import { curveValue } from "./world.ts";

/** Ages that restatements tell of. */
export const SETTLED_AGE = 14;
const SAME_DAY = 0.45;
const CHASE_DAYS = 3;
/** The last days ran at today's budget. */
const CURRENT_DAYS = 3;
const REVERSION = 0.95;
const PERSISTENCE = 0.85;
const NOISE_CV = 0.15;

/** One campaign's past, a row a day, the last row today. */
export interface Past {
  readonly budgets: readonly number[];
  readonly spend: readonly number[];
  readonly clicks: readonly number[];
  /** Conversions of each day that had arrived at each age from 0 to 14, and in the end. */
  readonly arrivals: readonly (readonly number[])[];
  readonly reported: readonly number[];
  readonly value: readonly number[];
}

/** Share of conversions that arrive by an age: 45 % the same day, the rest geometrically. */
export function arrivedBy(age: number, { lag }: Scenario): number {
  return 1 - (1 - SAME_DAY) * Math.exp(-age / lag);
}

/** ln demand that all campaigns share and its weekday swing, relative to today's level and a mean weekday. */
export interface SharedDemand {
  readonly movement: readonly number[];
  readonly weekly: readonly number[];
}

export function sharedDemand(scenario: Scenario, chance: Chance): SharedDemand {
  const swing = Array.from({ length: 7 }, () => chance.normal());
  const mean = swing.reduce((sum, one) => sum + one, 0) / 7;
  const size = Math.sqrt(swing.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 7);
  return {
    movement: persistent(scenario.days, scenario.demandSd, chance),
    weekly: Array.from(
      { length: scenario.days },
      (_, row) => ((swing[row % 7] ?? 0) - mean) * (scenario.weekly / size) * 0.87,
    ),
  };
}

function persistent(days: number, sd: number, chance: Chance): number[] {
  const path: number[] = [];
  let level = sd * chance.normal();
  for (let row = 0; row < days; row++) {
    path.push(level);
    level = PERSISTENCE * level + sd * Math.sqrt(1 - PERSISTENCE ** 2) * chance.normal();
  }
  return path;
}

/** A campaign's own level, ln relative to today: slow drift and, where the scenario has them, a break. */
function ownLevel(scenario: Scenario, chance: Chance): number[] {
  const path: number[] = [];
  const breaksAt = chance.happens(scenario.breaks)
    ? Math.floor(chance.between(0.2, 0.9) * scenario.days)
    : -1;
  const jump = 0.35 * chance.normal();
  let level = 0;
  for (let row = 0; row < scenario.days; row++) {
    if (row === breaksAt) level += jump;
    path.push(level);
    level += scenario.driftSd * chance.normal();
  }
  return path.map((one) => one - (path.at(-1) ?? 0));
}

/** Budgets that walked to today's, and chased demand where the scenario has it. */
function budgetPath(
  today: number,
  demand: readonly number[],
  { scenario, chance }: { scenario: Scenario; chance: Chance },
): number[] {
  const { days, changeRate, changeSd, chasing } = scenario;
  const wanted: number[] = [];
  let walk = 0;
  let set = 0;
  for (let row = 0; row < days; row++) {
    const settled = row > days - CURRENT_DAYS;
    const changes = chance.happens(changeRate);
    if (!settled && changes) walk = REVERSION * walk + changeSd * chance.normal();
    const chases = chasing > 0 && row % CHASE_DAYS === 0;
    if (row === 0 || (!settled && (changes || chases))) set = walk + chasing * (demand[row] ?? 0);
    wanted.push(set);
  }
  const grain = chasing > 0 ? 1 : 5;
  return wanted.map((one) =>
    one === set
      ? today
      : Math.max(grain, grain * Math.round((today * Math.exp(one - set)) / grain)),
  );
}

/** What a campaign's days were like before anything was bought. */
export interface Setting {
  readonly budgets: readonly number[];
  /** ln demand and level of each day, relative to today's on a mean weekday. */
  readonly climate: readonly number[];
  /** ln demand alone: what clicks follow. */
  readonly demand: readonly number[];
}

export function settingOf(
  base: number,
  shared: SharedDemand,
  { scenario, chance }: { scenario: Scenario; chance: Chance },
): Setting {
  const own = persistent(scenario.days, scenario.ownDemandSd, chance);
  const movement = own.map((one, row) => one + (shared.movement[row] ?? 0));
  const demand = movement.map((one, row) => one + (shared.weekly[row] ?? 0));
  const level = ownLevel(scenario, chance);
  return {
    budgets: budgetPath(base, movement, { scenario, chance }),
    climate: demand.map((one, row) => one - (movement.at(-1) ?? 0) + (level[row] ?? 0)),
    demand,
  };
}

export function simulatePast(
  born: Born,
  { budgets, climate, demand }: Setting,
  { scenario, chance, capacity }: { scenario: Scenario; chance: Chance; capacity: number },
): Past {
  const spend = budgets.map((budget) =>
    Math.min(
      budget * Math.exp(scenario.spendNoise * chance.normal()),
      capacity * Math.exp(0.04 * chance.normal()),
    ),
  );
  const perConversion = scenario.goal === "conversions" ? 1 : born.orderValue;
  const arrivals = spend.map((amount, row) => {
    const mean = (curveValue(born.curve, amount) / perConversion) * Math.exp(climate[row] ?? 0);
    return arrivalsOf(chance.poisson(mean * chance.gamma(NOISE_CV)), scenario, chance);
  });
  const reported = arrivals.map((ages, row) => {
    const age = scenario.days - 1 - row;
    const arrived = (age > SETTLED_AGE ? ages.at(-1) : ages[age]) ?? 0;
    if (!chance.happens(scenario.outliers)) return arrived;
    return chance.happens(0.6) ? 0 : arrived * 3;
  });
  const clickElasticity = 0.6 + 0.4 * born.elasticity + 0.05 * chance.normal();
  const perSpend = born.base / (1.2 * Math.exp(0.25 * chance.normal()));
  const clicks = spend.map((amount, row) => {
    const mean = perSpend * (amount / born.base) ** clickElasticity * Math.exp(demand[row] ?? 0);
    return amount > 0 ? chance.poisson(mean) : 0;
  });
  const value = reported.map((orders) => orderValues(orders, born, { scenario, chance }));
  return { budgets, spend, arrivals, reported, clicks, value };
}

function orderValues(
  orders: number,
  { orderValue }: Born,
  { scenario, chance }: { scenario: Scenario; chance: Chance },
): number {
  let value = 0;
  for (let i = 0; i < orders; i++) value += orderValue * chance.lognormal(scenario.orderCv);
  return value;
}

function arrivalsOf(conversions: number, scenario: Scenario, chance: Chance): number[] {
  const ages: number[] = [];
  let waiting = conversions;
  for (let age = 0; age <= SETTLED_AGE; age++) {
    const before = age === 0 ? 0 : arrivedBy(age - 1, scenario);
    const share = (arrivedBy(age, scenario) - before) / (1 - before);
    waiting -= chance.binomial(waiting, share);
    ages.push(conversions - waiting);
  }
  return [...ages, conversions];
}
