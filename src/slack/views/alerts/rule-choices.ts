import type { types } from "@slack/bolt";

import { SEVERITIES } from "../../../domain/alerting/rule.ts";
import { METRICS } from "../../../domain/kpi.ts";
import { PLATFORMS, platformName } from "../../../domain/platform.ts";
import { option } from "../inputs.ts";
import { metricName } from "../metric-name.ts";
import { severityWords } from "./rule-words.ts";

/** Value and label of each choice of the rule's modal. */
type Choices = readonly (readonly [value: string, label: string])[];

export const SCOPES: Choices = [
  ["all", "All campaigns"],
  ["campaigns", "Campaigns by name"],
  ["name", "Campaigns whose name matches a pattern"],
  ["account", "One ad account"],
  ...PLATFORMS.map((one) => [`platform:${one}`, `Platform: ${platformName(one)}`] as const),
];

export const METRIC_CHOICES: Choices = METRICS.map((metric) => [metric, metricName(metric)]);

export const CONDITIONS: Choices = [
  ["aboveTarget", "is over its target"],
  ["belowTarget", "is under its target"],
  ["above", "is over a fixed limit"],
  ["below", "is under a fixed limit"],
  ["risesBy:previous_period", "rises against the days before"],
  ["risesBy:same_weekdays", "rises against the same weekdays of 4 weeks"],
  ["fallsBy:previous_period", "falls against the days before"],
  ["fallsBy:same_weekdays", "falls against the same weekdays of 4 weeks"],
  ["aboveBudget", "is over the daily budget (spend only)"],
  ["belowBudget", "is under the daily budget (spend only)"],
  ["overPace", "is heading over the month's budget (spend only)"],
  ["underPace", "is heading under the month's budget (spend only)"],
];

export const CONFIDENCES: Choices = [
  ["none", "No test: every value beyond the limit counts"],
  ["0.9", "90%"],
  ["0.95", "95%"],
  ["0.99", "99%"],
];

export const SEVERITY_CHOICES: Choices = SEVERITIES.map((one) => [one, severityWords(one)]);

export const SCHEDULES: Choices = [
  ["0 7 * * *", "Daily at 07:00"],
  ["0 8 * * *", "Daily at 08:00"],
  ["0 9 * * *", "Daily at 09:00"],
  ["0 10 * * *", "Daily at 10:00"],
  ["0 9 * * 1-5", "Mondays to Fridays at 09:00"],
  ["0 9 * * 1", "Mondays at 09:00"],
  ["0 9,17 * * *", "Daily at 09:00 and 17:00"],
  ["0 * * * *", "Every hour"],
];

export const CUSTOM_SCHEDULE = ["custom", "Another schedule (cron)"] as const;

export function optionsOf(choices: Choices): types.PlainTextOption[] {
  return choices.map(([value, label]) => option(value, label));
}
