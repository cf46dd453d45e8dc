import { readyMadeRules } from "../domain/alerting/ready-made-rules.ts";
import { newestTick, ticksBetween } from "../domain/alerting/schedule.ts";
import { checkRules } from "../usecases/alerting/check-rules.ts";
import { listRuleLines } from "../usecases/alerting/list-rules.ts";
import { addRule } from "../usecases/alerting/save-rule.ts";
import type { Product } from "../wiring/product.ts";

const CHANNEL = "#perf-alerts";

/** A rule that fires after two checks has something to say. */
const PAST_MS = 3 * 86_400_000;

/** Budgets of the demo change in mid-month, all of them: that is not what a visitor should see first. */
const NOISY: ReadonlySet<string> = new Set(["Month under budget", "Month over budget"]);

/** Puts the ready-made rules in force on the demo data, and lets them look at the last days, so that there is an alert to see. */
export async function watchDemo(product: Product): Promise<void> {
  const { db } = product.database;
  const scope = await product.scope("job:demo");
  if ((await listRuleLines(db, scope)).length > 0) return;
  const rules = readyMadeRules(CHANNEL).filter(({ name }) => !NOISY.has(name));
  for (const rule of rules) await addRule(db, scope, rule);
  const [first] = rules;
  if (first === undefined) return;
  const last = newestTick(first.schedule, scope.zone, scope.now) ?? scope.now;
  const ticks = ticksBetween(first.schedule, scope.zone, { fromMs: last - PAST_MS, toMs: last });
  for (const at of ticks) await checkRules(db, scope, { at });
}
