import type { FakeSlack } from "./fake-slack.ts";
import { quantile } from "./quantiles.ts";
import type { SlackAppProcess } from "./slack-app-process.ts";

/** Times in ms, one of each for every command; `perSecond` counts answers. */
export interface CommandTimes {
  readonly acks: readonly number[];
  readonly answers: readonly number[];
  readonly perSecond: number;
}

export interface Command {
  readonly text: string;
  /** A text that the right answer has and no other. */
  readonly expected: string;
}

/** Sends one command and waits for its answer. */
export async function runCommand(
  app: SlackAppProcess,
  slack: FakeSlack,
  { text, expected }: Command,
): Promise<{ readonly ack: number; readonly answer: number }> {
  const { responseUrl, answer } = slack.expectAnswer();
  const sent = performance.now();
  const ack = await app.sendCommand(text, responseUrl);
  const { at, body } = await answer;
  if (!body.includes(expected)) {
    throw new Error(`"/perf ${text}" was answered wrongly: ${body.slice(0, 500)}`);
  }
  return { ack, answer: at - sent };
}

/** Keeps so many commands in flight until all are answered. */
export async function driveCommands(
  target: { readonly app: SlackAppProcess; readonly slack: FakeSlack },
  commands: readonly Command[],
  inFlight: number,
): Promise<CommandTimes> {
  const acks: number[] = [];
  const answers: number[] = [];
  const queue = commands.values();
  const started = performance.now();
  async function lane(): Promise<void> {
    for (const command of queue) {
      const times = await runCommand(target.app, target.slack, command);
      acks.push(times.ack);
      answers.push(times.answer);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane));
  const perSecond = (commands.length * 1_000) / (performance.now() - started);
  return { acks, answers, perSecond };
}

export function p50(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function p99(values: readonly number[]): number {
  return quantile(values, 0.99);
}
