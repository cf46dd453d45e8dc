import { quietUntil } from "../../domain/alerting/quiet-hours.ts";
import type { Rule } from "../../domain/alerting/rule.ts";

/** When what a rule says may be sent: at once, or as its quiet hours end. `zone` is for rules that name none. */
export function dueAt(
  rule: Pick<Rule, "severity" | "quietHours" | "timeZone">,
  { zone, now }: { readonly zone: string; readonly now: number },
): number {
  if (rule.severity === "critical" || rule.quietHours === undefined) return now;
  return quietUntil(rule.quietHours, rule.timeZone ?? zone, now) ?? now;
}
