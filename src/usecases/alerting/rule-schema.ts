import { z } from "zod";

import { REFERENCES, SEVERITIES } from "../../domain/alerting/rule.ts";
import { scheduleProblem } from "../../domain/alerting/schedule.ts";
import { isZone } from "../../domain/day.ts";
import { METRICS } from "../../domain/kpi.ts";
import { PLATFORMS } from "../../domain/platform.ts";

const MOST_DAYS = 92;
const MOST_NAMES = 500;

const name = z.string().trim().min(1, "Say what the rule is called.").max(150);
const count = z.int().min(0).max(1_000);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as "22:00".');
const factor = z.number().positive().max(1_000);
const limit = z.number().finite().min(0).max(1e15);

const scope = z.union(
  [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ campaigns: z.array(z.string().min(1)).min(1).max(MOST_NAMES) }),
    z.strictObject({ account: z.string().min(1) }),
    z.strictObject({ platform: z.enum(PLATFORMS) }),
    z.strictObject({ nameMatches: z.string().min(1).max(300) }),
  ],
  {
    error:
      'Say which campaigns: {"all":true}, {"campaigns":["name"]}, {"account":"name"}, {"platform":"meta_ads"} or {"nameMatches":"brand*"}.',
  },
);

const band = z.strictObject({
  from: z.number().positive().max(1).default(0.25),
  to: z.number().positive().max(1).default(0.01),
});
const against = z.enum(REFERENCES);

const when = z.union(
  [
    z.strictObject({ above: limit }),
    z.strictObject({ below: limit }),
    z.strictObject({ aboveTarget: factor }),
    z.strictObject({ belowTarget: factor }),
    z.strictObject({ risesBy: factor, against }),
    z.strictObject({ fallsBy: z.number().positive().max(1), against }),
    z.strictObject({ aboveBudget: factor }),
    z.strictObject({ belowBudget: factor }),
    z.strictObject({ overPace: band }),
    z.strictObject({ underPace: band }),
  ],
  {
    error:
      'Say when it is a problem: {"above":40}, {"below":2}, {"aboveTarget":1.2}, {"belowTarget":0.8}, {"risesBy":0.3,"against":"previous_period"}, {"fallsBy":0.3,"against":"same_weekdays"}, {"aboveBudget":1.3} or {"overPace":{}}.',
  },
);

/** A rule as files and the database hold it: CONTRACT's form, and what Trimtab adds to it. */
export const ruleSchema = z
  .strictObject({
    name,
    scope,
    metric: z.enum(METRICS),
    when,
    window: z.strictObject({
      days: z.int().min(1).max(MOST_DAYS),
      ignoreLastDays: z.int().min(0).max(MOST_DAYS).default(0),
      settledOnly: z.boolean().optional(),
    }),
    guards: z
      .strictObject({
        minSpend: z.number().min(0).max(1e12).default(0),
        minClicks: z.number().min(0).default(0),
        minConversions: z.number().min(0).default(0),
        confidence: z.number().min(0.5).max(0.9999).optional(),
      })
      .prefault({}),
    for: count.min(1).default(1),
    recover: z
      .strictObject({ margin: z.number().min(0).max(0.9).default(0), for: count.min(1).default(1) })
      .prefault({}),
    remindEveryHours: z.number().positive().max(8_760).optional(),
    severity: z.enum(SEVERITIES).default("warning"),
    channel: z
      .string()
      .trim()
      .regex(/^(#[^\s#<>]{1,80}|[CGD][A-Z0-9]{2,30})$/, 'Write the channel as "#perf-alerts".'),
    mention: z
      .array(z.string().regex(/^[UWS][A-Z0-9]{2,30}$/, "Give ids of people (U…) or groups (S…)."))
      .max(20)
      .default([]),
    schedule: z.string().default("0 9 * * *"),
    timezone: z
      .string()
      .refine(isZone, "That is not a time zone. Write it as Europe/Berlin or America/New_York.")
      .optional(),
    quietHours: z.strictObject({ from: clock, to: clock }).optional(),
  })
  .superRefine((rule, context) => {
    for (const [path, message] of contradictions(rule)) {
      context.addIssue({ code: "custom", path, message });
    }
  });

/** A rule in CONTRACT's form, defaults filled in. */
export type RuleFile = z.infer<typeof ruleSchema>;

/** What each field alone allows, and both together do not. */
function contradictions(rule: RuleFile): [path: string[], message: string][] {
  const found: [string[], string][] = [];
  const byTarget = "aboveTarget" in rule.when || "belowTarget" in rule.when;
  if (byTarget && rule.metric !== "cpa" && rule.metric !== "roas") {
    found.push([["when"], "Only CPA and ROAS have a target. Give a fixed limit, or a change."]);
  }
  const ofBudget = ["aboveBudget", "belowBudget", "overPace", "underPace"];
  if (ofBudget.some((kind) => kind in rule.when) && rule.metric !== "spend") {
    found.push([["when"], "Only spend is held against a budget. Set the metric to spend."]);
  }
  const problem = scheduleProblem(rule.schedule);
  if (problem !== undefined) found.push([["schedule"], problem]);
  return found;
}
