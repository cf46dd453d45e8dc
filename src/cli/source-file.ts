import { z } from "zod";

import { scheduleProblem } from "../domain/alerting/schedule-problem.ts";
import { isZone } from "../domain/day.ts";
import { SOURCE_KINDS } from "../domain/source/source-kind.ts";
import { USUAL_HISTORY_DAYS, USUAL_SCHEDULE } from "../domain/source/usual-source.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { jsonFile } from "./json-file.ts";
import { jsonOf } from "./json-text.ts";

const MOST_DAYS = 1_100;

const days = z.int().min(0, "must be zero or more").max(MOST_DAYS, `must be at most ${MOST_DAYS}`);

const schedule = z
  .string("must be a schedule such as 20 */3 * * *")
  .superRefine((text, context) => {
    const problem = scheduleProblem(text);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });

const sourceFileSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS, { error: `must be one of ${SOURCE_KINDS.join(", ")}` }),
  name: z.string({ error: "must be a name" }).trim().min(1, "must not be empty").max(100),
  settings: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), z.unknown()).optional(),
  schedule: schedule.default(USUAL_SCHEDULE),
  timezone: z.string().refine(isZone, "must be a time zone such as Europe/Berlin").optional(),
  trailingDays: days.optional(),
  historyDays: days.default(USUAL_HISTORY_DAYS),
});

export type SourceFile = z.infer<typeof sourceFileSchema>;

/**
 * A source out of a JSON file. A text such as `env:GOOGLE_REFRESH_TOKEN` in its secrets is taken from the environment,
 * so that the file itself holds none.
 */
export async function sourceFromFile(run: CommandRun, file: string): Promise<SourceFile> {
  const parsed = sourceFileSchema.safeParse(await jsonFile(run, file));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`,
    );
    throw new Refused([`${file} is not a source:`, ...faults].join("\n"));
  }
  const { secrets, ...rest } = parsed.data;
  return secrets === undefined
    ? rest
    : { ...rest, secrets: withEnvironment(secrets, run.environment) };
}

/** Secrets with what they ask for of the environment; what is not set there is named all at once. */
function withEnvironment(
  secrets: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const missing: string[] = [];
  const given = Object.entries(secrets).map(([field, value]): [string, unknown] => {
    const name = typeof value === "string" ? /^env:(\w+)$/.exec(value)?.[1] : undefined;
    if (name === undefined) return [field, value];
    const found = environment[name] ?? "";
    if (found === "") missing.push(name);
    return [field, found !== "" && name.endsWith("_JSON") ? jsonOf(found, name) : found];
  });
  if (missing.length === 0) return Object.fromEntries(given);
  throw new Refused(
    `The file asks for ${missing.join(", ")} of the environment, and ${missing.length === 1 ? "it is" : "they are"} not set there.`,
  );
}
