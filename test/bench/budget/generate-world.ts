import type {
  Portfolio,
  PortfolioCampaign,
  Restatement,
} from "../../../src/domain/budget/portfolio.ts";
import { addDays } from "../../../src/domain/day.ts";
import { type Micros, parseMicros } from "../../../src/domain/money.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { balancedCurve, bearCampaigns, type Born } from "./population.ts";
import { type Scenario, type ScenarioName, SCENARIOS } from "./scenarios.ts";
import {
  type Past,
  type Setting,
  settingOf,
  SETTLED_AGE,
  type SharedDemand,
  sharedDemand,
  simulatePast,
} from "./simulate-past.ts";
import { trueOptimum } from "./true-optimum.ts";
import { type TrueCampaign, trueValue, type World } from "./world.ts";

const AS_OF = "2026-11-22";
const STEP = 0.2;
const RESTATED_DAYS = 45;

const PAUSED_DAYS = 36;

interface Simulated {
  readonly id: string;
  readonly channel: string;
  readonly past: Past;
  readonly truth: Omit<TrueCampaign, "oracleBudget">;
}

type Role = "usual" | "locked" | "paused" | "capped";

/** A simulated account with its truth; the same for the same scenario and seed. */
export function generateWorld(name: ScenarioName, seed: number): World {
  return generateAccount(name, SCENARIOS[name], seed);
}

/** A simulated account of any make, called after the scenario that it is most like. */
export function generateAccount(name: ScenarioName, scenario: Scenario, seed: number): World {
  const chance = chanceOf(seed * 1009 + Object.keys(SCENARIOS).indexOf(name));
  const shared = sharedDemand(scenario, chance);
  const simulated = bearCampaigns(scenario, chance).map((born, i) =>
    simulate(born, { index: i, shared, scenario, chance }),
  );
  const truths = simulated.map((one) => one.truth);
  const now = truths.map((one) => one.currentBudget);
  const total = now.reduce((sum, one) => sum + one, 0);
  const unsolved = truths.map((one) => ({ ...one, oracleBudget: one.currentBudget }));
  const isNull = scenario.balanced !== "no";
  const oracle = isNull ? now : trueOptimum(unsolved, total);
  const campaigns = unsolved.map((one, i) => ({ ...one, oracleBudget: oracle[i] ?? 0 }));
  const currentValue = trueValue(campaigns, now);
  return {
    name: `${name}-${seed}`,
    scenario: name,
    asOf: AS_OF,
    portfolio: portfolioOf(simulated, scenario),
    truth: {
      isNull,
      total,
      currentValue,
      oracleGain: trueValue(campaigns, oracle) - currentValue,
      campaigns,
    },
  };
}

interface Birth {
  readonly index: number;
  readonly shared: SharedDemand;
  readonly scenario: Scenario;
  readonly chance: Chance;
}

function simulate(born: Born, { index, shared, scenario, chance }: Birth): Simulated {
  const role = roleOf(index, scenario);
  const setting = withRole(role, settingOf(born.base, shared, { scenario, chance }));
  const budget = setting.budgets.at(-1) ?? 0;
  const capacity = role === "capped" ? budget * chance.between(0.6, 0.85) : Infinity;
  const curve = scenario.balanced === "marginal" ? balancedCurve(born.curve, budget) : born.curve;
  const step = role === "usual" || role === "capped" ? STEP : 0;
  const id = `c${String(index + 1).padStart(2, "0")}`;
  return {
    id,
    channel: born.channel,
    past: simulatePast({ ...born, curve }, setting, { scenario, chance, capacity }),
    truth: {
      id,
      currentBudget: budget,
      locked: role === "locked",
      paused: role === "paused",
      min: budget * (1 - step),
      max: budget * (1 + step),
      capacity: Number.isFinite(capacity) ? capacity : null,
      curve,
    },
  };
}

function roleOf(index: number, { paused, capped, locked }: Scenario): Role {
  if (index < paused) return "paused";
  if (index < paused + capped) return "capped";
  return index < paused + capped + locked ? "locked" : "usual";
}

function withRole(role: Role, setting: Setting): Setting {
  if (role !== "paused") return setting;
  const from = setting.budgets.length - PAUSED_DAYS;
  return { ...setting, budgets: setting.budgets.map((budget, row) => (row < from ? budget : 0)) };
}

function portfolioOf(simulated: readonly Simulated[], scenario: Scenario): Portfolio {
  const { days, goal } = scenario;
  return {
    asOf: AS_OF,
    goal,
    currency: "USD",
    maxStep: STEP,
    totalMicros: micros(simulated.reduce((sum, one) => sum + one.truth.currentBudget, 0)),
    campaigns: simulated.map(({ id, channel, past, truth }): PortfolioCampaign => ({
      id,
      channel,
      budgetMicros: micros(truth.currentBudget),
      minMicros: micros(truth.min),
      maxMicros: micros(truth.max),
      fixed: truth.locked ? "locked" : truth.paused ? "paused" : undefined,
      daily: past.spend.map((spend, row) => ({
        day: addDays(AS_OF, row - days + 1),
        budgetMicros: micros(past.budgets[row] ?? 0),
        spendMicros: micros(spend),
        impressions: (past.clicks[row] ?? 0) * 50,
        clicks: past.clicks[row] ?? 0,
        conversions: past.reported[row] ?? 0,
        valueMicros: micros(past.value[row] ?? 0),
      })),
    })),
    restatements: restatementsOf(simulated, days),
  };
}

/** What each channel's day said at every age that has passed. */
function restatementsOf(simulated: readonly Simulated[], days: number): Restatement[] {
  const channels = [...new Set(simulated.map((one) => one.channel))];
  const rows = Array.from({ length: RESTATED_DAYS }, (_, i) => days - RESTATED_DAYS + i);
  return channels.flatMap((channel) =>
    rows.flatMap((row) =>
      Array.from({ length: Math.min(SETTLED_AGE, days - 1 - row) + 1 }, (_, ageDays) => ({
        channel,
        day: addDays(AS_OF, row - days + 1),
        ageDays,
        conversions: simulated
          .filter((one) => one.channel === channel)
          .reduce((sum, { past }) => sum + (past.arrivals[row]?.[ageDays] ?? 0), 0),
      })),
    ),
  );
}

function micros(major: number): Micros {
  return parseMicros(major.toFixed(2)) ?? 0n;
}
