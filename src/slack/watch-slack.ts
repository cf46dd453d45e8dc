import { setTimeout as delay } from "node:timers/promises";

import type { SlackAnswer } from "./ask-slack.ts";

/** How the connection to Slack stands, as far as we know. */
export interface SlackState {
  readonly ok: boolean;
  readonly message: string;
}

export const NOT_ASKED: SlackState = { ok: false, message: "not asked yet" };

export interface SlackWatch {
  readonly state: SlackState;
  stop(): void;
}

const SOON_MS = 2_000;
const LATER_MS = 60_000;

/** Asks Slack who we are until it answers, and now and then after that; never throws, never ends the process. */
export function watchSlack(input: {
  readonly ask: () => Promise<SlackAnswer>;
  readonly connect: () => Promise<void>;
  readonly onKnown: (answer: Extract<SlackAnswer, { kind: "known" }>) => Promise<void>;
  readonly onTrouble: (message: string) => void;
}): SlackWatch {
  const stopping = new AbortController();
  let state = NOT_ASKED;
  let connected = false;

  async function look(): Promise<void> {
    const answer = await input.ask();
    if (answer.kind === "unreachable") throw new Error(`Slack does not answer: ${answer.reason}`);
    if (answer.kind === "refused") throw new Error(`Slack refuses the bot token: ${answer.reason}`);
    if (!connected) await input.connect();
    connected = true;
    await input.onKnown(answer);
    state = { ok: true, message: `connected to ${answer.teamName}` };
  }

  async function watch(): Promise<void> {
    let wait = SOON_MS;
    while (!stopping.signal.aborted) {
      try {
        await look();
        wait = LATER_MS;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (state.message !== message) input.onTrouble(message);
        state = { ok: false, message };
        wait = Math.min(LATER_MS, wait * 2);
      }
      await delay(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  void watch();
  return {
    get state() {
      return state;
    },
    stop: () => stopping.abort(),
  };
}
