import { z } from "zod";

import { REFERENCES, SEVERITIES } from "../../domain/alerting/rule.ts";
import { scheduleProblem } from "../../domain/alerting/schedule-problem.ts";
import { isZone } from "../../domain/day.ts";
import { METRICS } from "../../domain/kpi.ts";
import { PLATFORMS } from "../../domain/platform.ts";

const MOST_DAYS = 92;
const MOST_NAMES = 500;
const MOST_MENTIONS = 20;

const NAME = "Say what the rule is called, in 150 characters at most.";
const name = z.string(NAME).trim().min(1, NAME).max(150, NAME);

const CHECKS = "Give a whole number of checks from 1 to 1,000.";
const checks = z.int(CHECKS).min(1, CHECKS).max(1_000, CHECKS);

const CLOCK = 'Write the time as "22:00".';
const clock = z.string(CLOCK).regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK);

const factor = above("A multiple is a number above 0 and at most 1,000: 1.2 for 20 % more.", 1_000);
const rise = above("A change is a share above 0 and at most 1,000: 0.3 for 30 %.", 1_000);
const fall = above("A fall is a share above 0 and at most 1: 0.3 for 30 %.", 1);
const limit = from0("A limit is a number from 0 to 1,000,000,000,000,000, without quotes.", 1e15);

const SCOPE =
  'Say which campaigns: {"all":true}, {"campaigns":["name"]}, {"account":"name"}, {"platform":"meta_ads"} or {"nameMatches":"brand*"}.';
const CAMPAIGNS = `Name 1 to ${MOST_NAMES} campaigns, each in quotes.`;
const ACCOUNT = "Name the account.";
const PATTERN = 'Write a pattern of at most 300 characters: "brand*", where * stands for any text.';
const PLATFORM = oneOf("platform", PLATFORMS);

const scope = z.union(
  [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({
      campaigns: z
        .array(z.string(CAMPAIGNS).min(1, CAMPAIGNS), CAMPAIGNS)
        .min(1, CAMPAIGNS)
        .max(MOST_NAMES, CAMPAIGNS),
    }),
    z.strictObject({ account: z.string(ACCOUNT).min(1, ACCOUNT) }),
    z.strictObject({ platform: z.enum(PLATFORMS, PLATFORM) }),
    z.strictObject({ nameMatches: z.string(PATTERN).min(1, PATTERN).max(300, PATTERN) }),
  ],
  { error: ({ input }) => (isOnly(input, "platform") ? PLATFORM : SCOPE) },
);

const band = z.strictObject({
  from: above("A share above 0 and at most 1: 0.25 for 25 %.", 1).default(0.25),
  to: above("A share above 0 and at most 1: 0.01 for 1 %.", 1).default(0.01),
});
const against = z.enum(REFERENCES);

const when = z.union(
  [
    z.strictObject({ above: limit }),
    z.strictObject({ below: limit }),
    z.strictObject({ aboveTarget: factor }),
    z.strictObject({ belowTarget: factor }),
    z.strictObject({ risesBy: rise, against }),
    z.strictObject({ fallsBy: fall, against }),
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

const metric = z.enum(METRICS, oneOf("metric", METRICS));

const DAYS = `Give a whole number of days from 1 to ${MOST_DAYS}.`;
const LAST_DAYS = `Give a whole number of days from 0 to ${MOST_DAYS}.`;

const window = z.strictObject(
  {
    days: z.int(DAYS).min(1, DAYS).max(MOST_DAYS, DAYS),
    ignoreLastDays: z.int(LAST_DAYS).min(0, LAST_DAYS).max(MOST_DAYS, LAST_DAYS).default(0),
    settledOnly: z.boolean("Say true or false, without quotes.").optional(),
  },
  'Say which days: {"days":7}, or {"days":7,"ignoreLastDays":1}.',
);

const CONFIDENCE = "How sure it must be is a number from 0.5 to 0.9999: 0.95 for 95 %.";
const COUNT = "A number from 0, without quotes.";

const guards = z.strictObject(
  {
    minSpend: from0("An amount from 0 to 1,000,000,000,000, without quotes.", 1e12).default(0),
    minClicks: from0(COUNT, Infinity).default(0),
    minConversions: from0(COUNT, Infinity).default(0),
    confidence: z.number(CONFIDENCE).min(0.5, CONFIDENCE).max(0.9999, CONFIDENCE).optional(),
  },
  'Write the guards as {"minSpend":100,"minClicks":0,"minConversions":0,"confidence":0.95}.',
);

const recover = z.strictObject(
  {
    margin: from0("A share of the limit from 0 to 0.9: 0.1 for 10 %.", 0.9).default(0),
    for: checks.default(1),
  },
  'Write it as {"margin":0.1,"for":2}.',
);

const CHANNEL = 'Write the channel as "#perf-alerts", or give its id (C…).';
const channel = z
  .string(CHANNEL)
  .trim()
  .regex(/^(#[^\s#<>]{1,80}|[CGD][A-Z0-9]{2,30})$/, CHANNEL);

const PERSON = "Give ids of people (U…) or groups (S…).";
const MENTIONS = `Give a list of at most ${MOST_MENTIONS} ids of people (U…) or groups (S…).`;
const mention = z
  .array(z.string(PERSON).regex(/^[UWS][A-Z0-9]{2,30}$/, PERSON), MENTIONS)
  .max(MOST_MENTIONS, MENTIONS);

const SCHEDULE = 'Write a schedule as "0 9 * * *": minute, hour, day of month, month, day of week.';
const schedule = z.string(SCHEDULE).superRefine((text, context) => {
  const problem = scheduleProblem(text);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
});

const ZONE = "That is not a time zone. Write it as Europe/Berlin or America/New_York.";

/** What each field alone allows, and both together do not. */
const measured = z.object({ metric, when });

/** A rule as files and the database hold it: CONTRACT's form, and what Trimtab adds to it. */
export const ruleSchema = z
  .strictObject(
    {
      name,
      scope,
      metric,
      when,
      window,
      guards: guards.prefault({}),
      for: checks.default(1),
      recover: recover.prefault({}),
      remindEveryHours: above("A number of hours above 0 and at most 8,760.", 8_760).optional(),
      severity: z.enum(SEVERITIES, oneOf("severity", SEVERITIES)).default("warning"),
      channel,
      mention: mention.default([]),
      schedule: schedule.default("0 9 * * *"),
      timezone: z.string(ZONE).refine(isZone, ZONE).optional(),
      quietHours: z
        .strictObject(
          { from: clock, to: clock },
          'Write quiet hours as {"from":"22:00","to":"07:00"}.',
        )
        .optional(),
    },
    'A rule is one JSON object: {"name":"…","scope":{"all":true},"metric":"cpa","when":{"above":40},"window":{"days":7},"channel":"#…"}.',
  )
  .refine(hasTarget, {
    path: ["when"],
    error: "Only CPA and ROAS have a target. Give a fixed limit, or a change.",
    when: isMeasured,
  })
  .refine(hasBudget, {
    path: ["when"],
    error: "Only spend is held against a budget. Set the metric to spend.",
    when: isMeasured,
  });

/** A rule in CONTRACT's form, defaults filled in. */
export type RuleFile = z.infer<typeof ruleSchema>;

type Measured = z.infer<typeof measured>;

/** Metric and condition are checked against each other beside faults of other fields. */
function isMeasured({ value }: { readonly value: unknown }): boolean {
  return measured.safeParse(value).success;
}

function hasTarget({ metric: of, when: at }: Measured): boolean {
  const byTarget = "aboveTarget" in at || "belowTarget" in at;
  return !byTarget || of === "cpa" || of === "roas";
}

function hasBudget({ metric: of, when: at }: Measured): boolean {
  const kinds = ["aboveBudget", "belowBudget", "overPace", "underPace"];
  return of === "spend" || !kinds.some((kind) => kind in at);
}

function above(says: string, most: number) {
  return z.number(says).positive(says).max(most, says);
}

function from0(says: string, most: number) {
  return z.number(says).min(0, says).max(most, says);
}

function oneOf(what: string, values: readonly string[]): string {
  return `A ${what} is one of ${values.join(", ")}.`;
}

function isOnly(input: unknown, field: string): boolean {
  return typeof input === "object" && input !== null && Object.keys(input).join() === field;
}
