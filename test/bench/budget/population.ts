import type { Chance } from "./chance.ts";
import type { Scenario } from "./scenarios.ts";
import { type Curve, curveValue } from "./world.ts";

interface Kind {
  readonly channel: string;
  /** Mean value per spend, and mean elasticity with its sd. */
  readonly roas: number;
  readonly elasticity: number;
  readonly spread: number;
}

const KINDS = {
  nonbrand: { channel: "google", roas: 3, elasticity: 0.68, spread: 0.1 },
  prosp: { channel: "meta", roas: 2, elasticity: 0.68, spread: 0.1 },
  brand: { channel: "google", roas: 7, elasticity: 0.25, spread: 0.08 },
  pmax: { channel: "google", roas: 3.6, elasticity: 0.58, spread: 0.12 },
  retarg: { channel: "meta", roas: 5.4, elasticity: 0.35, spread: 0.09 },
  tt: { channel: "tiktok", roas: 1.5, elasticity: 0.72, spread: 0.11 },
  msft: { channel: "microsoft", roas: 3.5, elasticity: 0.62, spread: 0.11 },
} as const satisfies Record<string, Kind>;

type KindName = keyof typeof KINDS;

const MIX: readonly KindName[] = [
  "nonbrand",
  "brand",
  "prosp",
  "pmax",
  "nonbrand",
  "retarg",
  "tt",
  "msft",
  "nonbrand",
  "brand",
  "prosp",
  "nonbrand",
];

const EQUAL_RETURN = 1.4;
const ORDER_VALUE = 80;

/** A campaign before its history: its curve in value a day (conversions where they are the goal). */
export interface Born {
  readonly channel: string;
  /** The daily budget today. */
  readonly base: number;
  readonly curve: Curve;
  readonly orderValue: number;
  /** Elasticity at that budget. */
  readonly elasticity: number;
}

export function bearCampaigns(scenario: Scenario, chance: Chance): Born[] {
  return Array.from({ length: scenario.campaigns }, (_, i) => {
    if (scenario.balanced === "same") return theSame(scenario);
    return bear(MIX[i % MIX.length] ?? "nonbrand", scenario, chance);
  });
}

function theSame({ volume }: Scenario): Born {
  return {
    channel: "google",
    base: 200,
    curve: { family: "mm", a: 1500, k: 300 },
    orderValue: ORDER_VALUE / volume,
    elasticity: 0.6,
  };
}

function bear(name: KindName, scenario: Scenario, chance: Chance): Born {
  const kind: Kind = KINDS[name];
  const base = Math.max(25, 5 * Math.round(Math.exp(5.2 + 0.7 * chance.normal()) / 5));
  const drawn = scenario.independent
    ? 0.62 + 0.14 * chance.normal()
    : kind.elasticity + kind.spread * chance.normal();
  const elasticity = Math.min(0.95, Math.max(0.08, drawn));
  const usual = scenario.independent ? 2.8 : kind.roas;
  const roas = usual * Math.exp(0.35 * chance.normal());
  const orderValue = (ORDER_VALUE * Math.exp(0.22 * chance.normal())) / scenario.volume;
  const perDay = (roas * base) / (scenario.goal === "conversions" ? orderValue : 1);
  return {
    channel: kind.channel,
    base,
    curve: curveThrough({ spend: base, value: perDay, elasticity }, chance),
    orderValue,
    elasticity,
  };
}

/** The same curve made to return `EQUAL_RETURN` for the next unit of spend at a budget. */
export function balancedCurve(curve: Curve, budget: number): Curve {
  const step = budget * 1e-4;
  const gained = curveValue(curve, budget + step) - curveValue(curve, budget - step);
  return { ...curve, a: (curve.a * EQUAL_RETURN * 2 * step) / gained };
}

interface Through {
  readonly spend: number;
  readonly value: number;
  readonly elasticity: number;
}

function curveThrough({ spend, value, elasticity }: Through, chance: Chance): Curve {
  const family = chance.pick(["power", "mm", "log", "hill", "exp"] as const);
  switch (family) {
    case "power":
      return { family, a: value / spend ** elasticity, b: elasticity };
    case "mm": {
      const k = (spend * elasticity) / (1 - elasticity);
      return { family, a: (value * (k + spend)) / spend, k };
    }
    case "hill": {
      const n = Math.max(elasticity + 0.05, Math.exp(chance.between(Math.log(0.6), Math.log(1.8))));
      const k = spend * (elasticity / (n - elasticity)) ** (1 / n);
      return { family, n, k, a: (value * (k ** n + spend ** n)) / spend ** n };
    }
    case "log": {
      const u = solve((x) => x / ((1 + x) * Math.log1p(x)), elasticity);
      return { family, k: spend / u, a: value / Math.log1p(u) };
    }
    case "exp": {
      const u = solve((x) => x / Math.expm1(x), elasticity);
      return { family, k: spend / u, a: value / -Math.expm1(-u) };
    }
  }
}

/** Where a falling function of x > 0 takes a value, by halving ln x. */
function solve(falling: (x: number) => number, wanted: number): number {
  let low = -12;
  let high = 25;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (falling(Math.exp(middle)) > wanted) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}
