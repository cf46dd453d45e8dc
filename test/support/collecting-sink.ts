import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import type { ExportRow, ExportSink, ReadOutcome } from "../../src/usecases/export-file.ts";

/** A sink that keeps the rows, and the batches that they came in. */
export function collectingSink(): ExportSink & {
  readonly kept: ExportRow[];
  readonly batches: number[];
} {
  const kept: ExportRow[] = [];
  const batches: number[] = [];
  return {
    kept,
    batches,
    begin: () => Promise.resolve(),
    rows(batch) {
      kept.push(...batch);
      batches.push(batch.length);
      return Promise.resolve();
    },
  };
}

const WEIGH_EVERY = 40;

/** A sink that forgets the rows, and weighs every now and then what is still held: how much more than at first, bytes. */
export function weighingSink(): ExportSink & { readonly grown: () => number } {
  const first = heldBytes();
  let most = first;
  let batches = 0;
  return {
    grown: () => most - first,
    begin: () => Promise.resolve(),
    rows() {
      batches += 1;
      if (batches % WEIGH_EVERY === 0) most = Math.max(most, heldBytes());
      return Promise.resolve();
    },
  };
}

/** What is left after collecting garbage: garbage itself says nothing, and varies. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** The outcome of a load that came to its end. */
export function readOf(outcome: ReadOutcome): Extract<ReadOutcome, { readonly kind: "read" }> {
  if (outcome.kind !== "read") throw new Error(outcome.reason.message);
  return outcome;
}
