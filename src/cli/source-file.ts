import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { z } from "zod";

import { SOURCE_KINDS } from "../domain/source/source-kind.ts";
import { type CommandRun, Refused } from "./command-run.ts";

const DEFAULT_SCHEDULE = "20 */3 * * *";
const DEFAULT_HISTORY_DAYS = 180;
const MOST_DAYS = 1_100;

const days = z.int().min(0, "must be zero or more").max(MOST_DAYS, `must be at most ${MOST_DAYS}`);

const sourceFileSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS, { error: `must be one of ${SOURCE_KINDS.join(", ")}` }),
  name: z.string({ error: "must be a name" }).trim().min(1, "must not be empty").max(100),
  settings: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), z.unknown()).optional(),
  schedule: z.string().default(DEFAULT_SCHEDULE),
  timezone: z.string().optional(),
  trailingDays: days.optional(),
  historyDays: days.default(DEFAULT_HISTORY_DAYS),
});

export type SourceFile = z.infer<typeof sourceFileSchema>;

/**
 * A source out of a JSON file. A text such as `env:GOOGLE_REFRESH_TOKEN` in its secrets is taken from the environment,
 * so that the file itself holds none.
 */
export async function sourceFromFile(run: CommandRun, file: string): Promise<SourceFile> {
  const parsed = sourceFileSchema.safeParse(await jsonFrom(run, file));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`,
    );
    throw new Refused([`${file} is not a source:`, ...faults].join("\n"));
  }
  const { secrets, ...rest } = parsed.data;
  if (secrets === undefined) return rest;
  return {
    ...rest,
    secrets: Object.fromEntries(
      Object.entries(secrets).map(([name, value]) => [
        name,
        fromEnvironment(value, run.environment),
      ]),
    ),
  };
}

function fromEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  const name = typeof value === "string" ? /^env:(\w+)$/.exec(value)?.[1] : undefined;
  if (name === undefined) return value;
  const found = environment[name];
  if (found === undefined || found === "") {
    throw new Refused(`The file asks for ${name} of the environment, and it is not set there.`);
  }
  return name.endsWith("_JSON") ? parsedJson(found, name) : found;
}

async function jsonFrom(run: CommandRun, file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(resolve(run.cwd, file), "utf8");
  } catch {
    throw new Refused(`${file} cannot be read. Check its name and who may read it.`);
  }
  return parsedJson(text.replace(/^\uFEFF/, ""), file);
}

function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${what} is not JSON.`);
  }
}
