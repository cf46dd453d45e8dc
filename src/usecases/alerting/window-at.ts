import { type RuleWindow, ruleWindow } from "../../domain/alerting/rule-window.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import type { AccountCalendar } from "./account-calendar.ts";

/** The days of an account that a rule looks at on an evaluation at `at`, milliseconds since 1970. */
export async function windowAt(
  rule: Rule,
  calendar: AccountCalendar,
  at: number,
): Promise<RuleWindow | undefined> {
  const settledThrough =
    rule.window.settledOnly === true ? await calendar.settledThrough(at) : undefined;
  return ruleWindow(rule, { epochMs: at, zone: calendar.account.timeZone, settledThrough }, (day) =>
    calendar.has(day),
  );
}
