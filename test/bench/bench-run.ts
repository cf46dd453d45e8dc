import type { PostgresServer } from "./postgres-server.ts";

/** What the parts of a run share. */
export interface BenchRun {
  readonly server: PostgresServer;
  /** A folder of this run's own; removed at its end. */
  readonly folder: string;
  /** Aborted when the run is to end early; every process that was started ends with it. */
  readonly signal: AbortSignal;
  /** Node's arguments for a process of the product that is measured: none, or those that profile it. */
  readonly profiling: readonly string[];
  /** Says what is being done, on standard error. */
  readonly say: (text: string) => void;
}

/** An export to import. */
export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
  /** By what its rows are sorted within a day. */
  readonly order: "campaign" | "cost";
}
