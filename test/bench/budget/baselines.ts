import type { PortfolioCampaign } from "../../../src/domain/budget/portfolio.ts";
import { majorUnits } from "../../../src/domain/money.ts";
import type { World } from "./world.ts";

/** An engine to set beside ours: new budgets in the order of the portfolio's campaigns. */
export type Baseline = (world: World) => number[];

interface Line {
  readonly budget: number;
  readonly min: number;
  readonly max: number;
  readonly roas: number;
  readonly movable: boolean;
  readonly campaign: PortfolioCampaign;
}

const LATE_DAYS = 30;

function linesOf({ portfolio }: World, days: number): Line[] {
  const goal = portfolio.goal;
  return portfolio.campaigns.map((campaign) => {
    const late = campaign.daily.slice(-days);
    const spend = late.reduce((sum, day) => sum + majorUnits(day.spendMicros), 0);
    const value = late.reduce(
      (sum, day) => sum + (goal === "value" ? majorUnits(day.valueMicros) : day.conversions),
      0,
    );
    const budget = majorUnits(campaign.budgetMicros ?? 0n);
    return {
      campaign,
      budget,
      min: majorUnits(campaign.minMicros ?? 0n),
      max: majorUnits(campaign.maxMicros ?? 0n),
      roas: spend > 0 ? value / spend : 0,
      movable: campaign.fixed === undefined && budget > 0 && spend > 0,
    };
  });
}

/** A: from the worst ROAS to the best, as much as both limits allow. */
export const worstToBest: Baseline = (world) => {
  const lines = linesOf(world, LATE_DAYS);
  const order = lines.filter((line) => line.movable).toSorted((a, b) => a.roas - b.roas);
  const worst = order[0];
  const best = order.at(-1);
  if (worst === undefined || best === undefined) return lines.map((line) => line.budget);
  const amount = Math.min(worst.budget - worst.min, best.max - best.budget);
  return lines.map((line) => {
    if (line === worst) return line.budget - amount;
    return line === best ? line.budget + amount : line.budget;
  });
};

/** B: budgets ∝ budget × ROAS, within the limits. */
export const proportionalToRoas: Baseline = (world) => {
  const lines = linesOf(world, LATE_DAYS);
  return filled(lines, (line, price) => (line.budget * line.roas) / price);
};

/** C: marginal returns equal, as if every elasticity were .6. */
export const sameElasticity: Baseline = (world) =>
  waterFilled(linesOf(world, LATE_DAYS), () => 0.6);

/** D: marginal returns equal, each elasticity from ln value on ln spend, day by day. */
export const dailyRegression: Baseline = (world) =>
  waterFilled(linesOf(world, LATE_DAYS), (line) =>
    Math.min(0.99, Math.max(0.05, slopeOf(line.campaign, world.portfolio.goal))),
  );

function waterFilled(lines: readonly Line[], elasticityOf: (line: Line) => number): number[] {
  const elasticities = new Map(lines.map((line) => [line, elasticityOf(line)]));
  return filled(lines, (line, price) => {
    const b = elasticities.get(line) ?? 0.6;
    return line.budget * ((b * line.roas) / price) ** (1 / (1 - b));
  });
}

function filled(lines: readonly Line[], spendAt: (line: Line, price: number) => number): number[] {
  const at = (price: number) =>
    lines.map((line) =>
      line.movable ? Math.min(line.max, Math.max(line.min, spendAt(line, price))) : line.budget,
    );
  const sum = (budgets: readonly number[]) => budgets.reduce((total, one) => total + one, 0);
  const total = sum(lines.map((line) => line.budget));
  let low = -30;
  let high = 30;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (sum(at(Math.exp(middle))) > total) low = middle;
    else high = middle;
  }
  return at(Math.exp(high));
}

function slopeOf({ daily }: PortfolioCampaign, goal: string): number {
  const points = daily
    .map((day) => ({
      x: majorUnits(day.spendMicros),
      y: goal === "value" ? majorUnits(day.valueMicros) : day.conversions,
    }))
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  const across = mean((point) => (point.x - x) * (point.y - y));
  const along = mean((point) => (point.x - x) ** 2);
  return along > 0 ? across / along : 0.6;
}
