import { setTimeout as sleep } from "node:timers/promises";

/** Keeps calls below a rate that a platform sets. */
export interface Pace {
  /** Resolves when the next call may be made; rejects when aborted. */
  turn(signal: AbortSignal): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** At most `calls` within any `perMs`. */
export function createPace(
  { calls, perMs }: { readonly calls: number; readonly perMs: number },
  { now, wait = (ms, signal) => sleep(ms, undefined, { signal }) }: Clock,
): Pace {
  /** When the last `calls` were due, oldest first. */
  const turns: number[] = [];
  return {
    async turn(signal) {
      const at = now();
      const oldest = turns.length < calls ? undefined : turns.shift();
      const due = oldest === undefined ? at : Math.max(at, oldest + perMs);
      turns.push(due);
      if (due > at) await wait(due - at, signal);
    },
  };
}
