import { createFaults, type Fault, type FaultQueue } from "../../src/sandbox/faults.ts";
import type { Random } from "./random.ts";

/** Faults and how often each strikes, as a part of all calls. */
const TROUBLE: readonly (readonly [number, Fault])[] = [
  [0.04, { kind: "server-error", done: true }],
  [0.04, { kind: "hang", done: true }],
  [0.03, { kind: "lost-answer" }],
  [0.01, { kind: "unreadable-answer" }],
  [0.02, { kind: "server-error" }],
  [0.01, { kind: "hang" }],
  [0.02, { kind: "reset" }],
  [0.01, { kind: "error", error: "internal_error" }],
  [0.02, { kind: "rate-limited", retryAfterSeconds: 1 }],
];

export interface RandomFaults extends FaultQueue {
  /** How often each fault has struck. */
  readonly struck: Readonly<Record<string, number>>;
  /** None any more, or again. */
  calm(isCalm: boolean): void;
}

/** Faults that strike at random, the same for the same seed. */
export function randomFaults(random: Random): RandomFaults {
  const struck: Record<string, number> = {};
  let isCalm = true;
  return {
    ...createFaults(),
    struck,
    calm(value) {
      isCalm = value;
    },
    take() {
      if (isCalm) return undefined;
      let left = random.next();
      for (const [part, fault] of TROUBLE) {
        left -= part;
        if (left >= 0) continue;
        const name = "done" in fault && fault.done === true ? `${fault.kind}, done` : fault.kind;
        struck[name] = (struck[name] ?? 0) + 1;
        return fault;
      }
      return undefined;
    },
  };
}
