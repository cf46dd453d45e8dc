import type { QuietRule } from "../../../../src/domain/alerting/alert-notes.ts";
import type { Verdict, WithheldBecause } from "../../../../src/domain/alerting/verdict.ts";
import { NOW } from "../samples.ts";
import { DAY, HOUR, readingOf, RULE, UNTOUCHED } from "./samples.ts";

export const quietRule: QuietRule = {
  ruleId: 5,
  rule: RULE,
  window: { range: readingOf().range, reference: [], month: undefined },
  verdict: { kind: "ok", value: 38.1, limit: 48, recovered: true },
  totals: { ...readingOf().totals, spendMicros: 34_000_000n, conversions: 3 },
  chance: 0.18,
  missingDays: 2,
  phase: "ok",
  breaches: 0,
  episodeId: undefined,
  handling: UNTOUCHED,
  nextTick: NOW + 20 * HOUR,
};

function withheld(because: WithheldBecause): Verdict {
  return { kind: "withheld", because, value: 61.2, limit: 48, chance: 0.18 };
}

const breach: Verdict = { kind: "breach", value: 88.1, limit: 48, chance: 0.004 };
const snoozed = { by: "slack:U0MAYA", at: NOW - HOUR, until: NOW + DAY };

export const quietRules: QuietRule[] = [
  quietRule,
  { ...quietRule, verdict: withheld("min_spend") },
  { ...quietRule, verdict: withheld("not_sure") },
  { ...quietRule, verdict: withheld("missing_days") },
  { ...quietRule, verdict: withheld("tracking_broken") },
  { ...quietRule, verdict: { kind: "ended", because: "no_limit" } },
  { ...quietRule, verdict: breach, phase: "pending", breaches: 1 },
  {
    ...quietRule,
    verdict: breach,
    phase: "firing",
    breaches: 3,
    episodeId: 31,
    handling: { ...UNTOUCHED, snoozed },
  },
  { ...quietRule, window: undefined, verdict: undefined, totals: undefined },
];
