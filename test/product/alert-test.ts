import { expect, test as base } from "vitest";

import type { PageMessage } from "../../src/sandbox/page-api.ts";
import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { checkRules } from "../../src/usecases/alerting/check-rules.ts";
import { showRule } from "../../src/usecases/alerting/list-rules.ts";
import { readRule } from "../../src/usecases/alerting/read-rule.ts";
import { ruleFileOf } from "../../src/usecases/alerting/rule-file.ts";
import { addRule, editRule } from "../../src/usecases/alerting/save-rule.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";
import { MAYA } from "./product-test.ts";

/** Long enough for a machine that is busy with other things. */
export const PATIENCE = { timeout: 45_000, interval: 100 } as const;

export const ALERTS = "C0ALERTS";

/** The whole product with a clock of its own, one for each file of tests. */
export interface AlertDesk {
  readonly workspace: LocalWorkspace;
  readonly clock: { now: number };
}

export const test = base.extend(
  "desk",
  { scope: "file" },
  async ({}, { onCleanup }): Promise<AlertDesk> => {
    const clock = { now: NOW };
    const workspace = await openLocalWorkspace({ now: () => clock.now, demo: "files" });
    onCleanup(() => workspace.stop());
    return { workspace, clock };
  },
);

/** For tests that wait several times. */
export const LONG = { timeout: 180_000 } as const;

/** Starts the desk of a file before its first test, whose own time it is not to take. */
export function startDesk(): void {
  test.beforeAll(async ({ desk }) => {
    await desk.workspace.product.scope("cli:test");
  }, 240_000);
}

const SPENDING = {
  metric: "spend",
  when: { above: 1 },
  window: { days: 7 },
  schedule: "0 9 * * *",
} as const;

/** Puts a rule in force, as its owner made it; unless it says otherwise, it fires wherever money is spent. */
export async function watch(
  { workspace }: AlertDesk,
  json: Readonly<Record<string, unknown>>,
  owner = MAYA,
): Promise<number> {
  const reading = readRule({ ...SPENDING, channel: ALERTS, ...json });
  if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
  const scope = await workspace.product.scope(`slack:${owner}`);
  return (await addRule(workspace.product.database.db, scope, reading.rule)).ruleId;
}

/** Gives a rule in force other words. */
export async function changeRule(
  { workspace }: AlertDesk,
  ruleId: number,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { db } = workspace.product.database;
  const scope = await workspace.product.scope(`slack:${MAYA}`);
  const { rule } = await showRule(db, scope, ruleId);
  const reading = readRule({ ...ruleFileOf(rule), ...change });
  if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
  await editRule(db, scope, { ruleId, rule: reading.rule });
}

/** Has these rules looked at the numbers, `laterMs` from now. */
export async function check(
  { workspace, clock }: AlertDesk,
  ruleIds: readonly number[],
  laterMs = 60_000,
) {
  clock.now += laterMs;
  const scope = await workspace.product.scope("job:checks");
  return checkRules(workspace.product.database.db, scope, {
    at: clock.now,
    scheduled: ruleIds,
  });
}

/** All that a message says. */
export function wordsOf(message: PageMessage): string {
  return message.text + JSON.stringify(message.blocks);
}

interface Where {
  readonly channel?: string;
  /** Whose eyes: ephemeral messages are for one person. */
  readonly user?: string;
  /** In this thread; `null`: in none. */
  readonly thread?: string | null;
  /** Ephemeral messages alone. */
  readonly only?: true;
}

/** The messages of a place that say all of the words, oldest first. */
export function saying({ workspace }: AlertDesk, words: readonly string[], where: Where = {}) {
  const { channel = ALERTS, user, thread, only } = where;
  return workspace.sandbox
    .messages(channel, user)
    .filter(
      (one) =>
        (only === undefined || one.onlyFor === user) &&
        (thread === undefined || (one.threadTs ?? null) === thread) &&
        words.every((word) => wordsOf(one).includes(word)),
    );
}

/** While a test waits its clock goes on, or a channel that has just had a message would stay closed for the next. */
const POLL_STEP_MS = 1_000;

/** Waits for a message that says all of the words; of several, the newest. */
export async function heard(
  desk: AlertDesk,
  words: readonly string[],
  where: Where = {},
): Promise<PageMessage> {
  const seen = () => desk.workspace.sandbox.messages(where.channel ?? ALERTS, where.user);
  await expect
    .poll(
      () => {
        if (saying(desk, words, where).length > 0) return "";
        desk.clock.now += POLL_STEP_MS;
        return seen().map(({ text }) => text);
      },
      { ...PATIENCE, message: `waiting for “${words.join("” and “")}”` },
    )
    .toBe("");
  const found = saying(desk, words, where).at(-1);
  if (found === undefined) throw new Error("The message has come.");
  return found;
}

/** Waits until the message itself says all of the words. */
export async function edited(
  desk: AlertDesk,
  { channel, ts }: PageMessage,
  words: readonly string[],
): Promise<PageMessage> {
  const now = () => desk.workspace.sandbox.messages(channel).find((one) => one.ts === ts);
  await expect
    .poll(
      () => {
        const text = wordsOf(now() ?? { ...EMPTY, channel, ts });
        if (words.every((word) => text.includes(word))) return "";
        desk.clock.now += POLL_STEP_MS;
        return text;
      },
      { ...PATIENCE, message: `waiting for an edit that says “${words.join("” and “")}”` },
    )
    .toBe("");
  const message = now();
  if (message === undefined) throw new Error("The message stands.");
  return message;
}

const EMPTY = { author: "", text: "", blocks: [], edited: false, files: [] };

/** The replies in a message's thread. */
export function repliesTo({ workspace }: AlertDesk, { channel, ts }: PageMessage): PageMessage[] {
  return workspace.sandbox.messages(channel).filter(({ threadTs }) => threadTs === ts);
}

export function labelsOf(message: PageMessage): string[] {
  return (message.blocks as readonly { readonly elements?: readonly unknown[] }[])
    .flatMap(({ elements }) => elements ?? [])
    .map((one) => (one as { readonly text?: { readonly text?: string } }).text?.text ?? "")
    .filter((label) => label !== "");
}

/** Types a command where only the alerts' tests look, and returns what this person alone is told. */
export async function tell(
  desk: AlertDesk,
  text: string,
  { channel = "C0GENERAL", user = MAYA }: { channel?: string; user?: string } = {},
): Promise<PageMessage> {
  const { sandbox } = desk.workspace;
  const mine = () => sandbox.messages(channel, user).filter(({ onlyFor }) => onlyFor === user);
  const before = mine().length;
  expect((await sandbox.command({ user, channel, text })).error).toBeNull();
  await expect.poll(() => mine().length, PATIENCE).toBeGreaterThan(before);
  const message = mine()[before];
  if (message === undefined) throw new Error("A message has come.");
  return message;
}
