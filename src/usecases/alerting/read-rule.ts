import type { z } from "zod";

import type { Rule } from "../../domain/alerting/rule.ts";
import { ruleFrom } from "./rule-file.ts";
import { ruleSchema } from "./rule-schema.ts";

/** What is wrong in a rule, and in which field: `window.days`. */
export interface RuleFault {
  readonly field: string;
  readonly message: string;
}

export type RuleReading =
  | { readonly kind: "read"; readonly rule: Rule }
  | { readonly kind: "faulty"; readonly faults: readonly RuleFault[] };

/** Reads a rule from JSON; every fault is named, with its field. */
export function readRule(json: unknown): RuleReading {
  const parsed = ruleSchema.safeParse(json);
  if (parsed.success) return { kind: "read", rule: ruleFrom(parsed.data) };
  const faults = parsed.error.issues.map((issue) => ({
    field: fieldOf(issue),
    message: issue.code === "unrecognized_keys" ? unknownKeys(issue.keys) : issue.message,
  }));
  return { kind: "faulty", faults };
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  return path === "" ? "rule" : path;
}

function unknownKeys(keys: readonly string[]): string {
  return `Unknown: ${keys.map((key) => `"${key}"`).join(", ")}. Leave it out, or mend its spelling.`;
}
