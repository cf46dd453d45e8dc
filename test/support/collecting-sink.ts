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

/** A sink that forgets the rows, and remembers how large the heap grew beyond what it was at first, in bytes. */
export function weighingSink(): ExportSink & { readonly grown: () => number } {
  const first = process.memoryUsage().heapUsed;
  let most = first;
  return {
    grown: () => most - first,
    begin: () => Promise.resolve(),
    rows() {
      most = Math.max(most, process.memoryUsage().heapUsed);
      return Promise.resolve();
    },
  };
}

/** The outcome of a load that came to its end. */
export function readOf(outcome: ReadOutcome): Extract<ReadOutcome, { readonly kind: "read" }> {
  if (outcome.kind !== "read") throw new Error(outcome.reason.message);
  return outcome;
}
