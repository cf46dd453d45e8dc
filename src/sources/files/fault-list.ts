import type { FileFault } from "../../domain/load.ts";

const KEPT = 100;

/** Faults of rows: the first hundred, and the number of all. */
export interface FaultList {
  readonly first: readonly FileFault[];
  readonly count: () => number;
  /** One fault, for as many rows as it spoils. */
  add(fault: FileFault, rows?: number): void;
}

export function createFaultList(): FaultList {
  const first: FileFault[] = [];
  let count = 0;
  return {
    first,
    count: () => count,
    add: (fault, rows = 1) => {
      count += rows;
      if (first.length < KEPT) first.push(fault);
    },
  };
}
