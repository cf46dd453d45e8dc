import type { Day } from "../day.ts";
import { majorUnits } from "../money.ts";
import type { DailyTotals } from "../summary.ts";
import { sumTotals } from "../totals.ts";

/** Days back from which an account's usual rate of conversions is taken. */
const USUAL_DAYS = 28;

/** So few conversions would come by chance on fewer than one such day in a thousand: e^−6.9. */
const EXPECTED_AT_LEAST = -Math.log(0.001);

/**
 * Days on which an account spent as usual and nothing at all converted, though conversions were to be expected:
 * its tracking looks broken. Neighbouring days are taken together, so that small accounts are seen too. The chance of
 * no conversion where `m` are expected is e^−m (Poisson). `daily`: the account's days, oldest first.
 */
export function darkDays(daily: readonly DailyTotals[]): ReadonlySet<Day> {
  const dark = new Set<Day>();
  let run: DailyTotals[] = [];
  for (const [index, day] of daily.entries()) {
    const empty = day.conversions === 0 && day.spendMicros > 0n;
    if (empty) run.push(day);
    else run = [];
    const before = daily.slice(
      Math.max(0, index + 1 - run.length - USUAL_DAYS),
      index + 1 - run.length,
    );
    if (empty && expected(run, before) >= EXPECTED_AT_LEAST) {
      for (const one of run) dark.add(one.day);
    }
  }
  return dark;
}

function expected(run: readonly DailyTotals[], before: readonly DailyTotals[]): number {
  const usual = sumTotals(before);
  if (usual.spendMicros <= 0n) return 0;
  const rate = usual.conversions / majorUnits(usual.spendMicros);
  return rate * majorUnits(sumTotals(run).spendMicros);
}
