import type { OpenSource } from "../open-source.ts";
import type { StoreLoadDeps } from "../store-load.ts";

/** What loading a source works with. */
export interface LoadSourceDeps extends StoreLoadDeps {
  readonly open: OpenSource;
  /** Milliseconds since 1970: a load takes its time. */
  readonly now: () => number;
  /** Of workspaces that have chosen none. */
  readonly zone: string;
  /** An instance that has shown no sign of life for so long has lost its source; three minutes, unless said. */
  readonly leaseMs?: number;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
  /** Hears now and then how far a load has come. */
  readonly progressed?: (done: LoadProgress) => Promise<void>;
}

export interface LoadProgress {
  /** The days that are being read. */
  readonly days: string;
  /** Read so far, of all days. */
  readonly rows: number;
}
