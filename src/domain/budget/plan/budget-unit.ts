import { type Micros, smallestUnit } from "../../money.ts";
import { sum } from "../at.ts";
import type { AccountLimits } from "./budget-limits.ts";

const WHOLE: Micros = 1_000_000n;
/** With room for fewer whole units a budget is moved too coarsely by them. */
const LEAST_ROOM = 4;
const TINY = 1e-6;

/**
 * What budgets are changed by: whole units of the currency, as people set them, where all that move have room for some and
 * neither the total nor a limit asks for a part of one; else the currency's smallest unit.
 */
export function budgetUnit(currency: string, { campaigns, groups, total }: AccountLimits): Micros {
  const smallest = smallestUnit(currency);
  if (smallest >= WHOLE || groups.length > 0) return smallest;
  const free = campaigns.filter(({ fixed }) => fixed === undefined);
  if (free.some(({ low, high }) => high > low && high - low < LEAST_ROOM)) return smallest;
  const wanted = total - sum(campaigns.map(({ before }) => before));
  const least = free.map(({ low, before }) => Math.ceil(low - before - TINY));
  const most = free.map(({ high, before }) => Math.floor(high - before + TINY));
  const fits =
    Math.abs(wanted - Math.round(wanted)) < TINY &&
    least.every((one, i) => one <= (most[i] ?? one)) &&
    sum(least) <= wanted + TINY &&
    sum(most) >= wanted - TINY;
  return fits ? WHOLE : smallest;
}
