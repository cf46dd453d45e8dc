import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import { generateAccount } from "./generate-world.ts";
import { SCENARIOS } from "./scenarios.ts";

export interface Timing {
  readonly campaigns: number;
  readonly days: number;
  readonly seconds: number;
}

const SIZES = [
  { campaigns: 30, days: 180 },
  { campaigns: 500, days: 365 },
] as const;

/** How long one suggestion takes, the code warm. */
export function timeEngine(): Timing[] {
  return SIZES.map(({ campaigns, days }) => {
    const scenario = { ...SCENARIOS.typical, campaigns, days };
    const { portfolio } = generateAccount("typical", scenario, 1);
    const from = performance.now();
    suggestShift(portfolio);
    return { campaigns, days, seconds: (performance.now() - from) / 1000 };
  });
}
