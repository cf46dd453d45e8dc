import type { Db } from "../../db/db.ts";
import { renewLease, type SourceLease } from "../../db/sources.ts";

/** An instance that has shown no sign of life for so long has lost its source. */
const LEASE_MS = 3 * 60_000;

const BEATS_A_LEASE = 3;
const PROGRESS_EVERY_MS = 1_000;

/** How long a claim holds without a sign of life, milliseconds. */
export function leaseMsOf({ leaseMs = LEASE_MS }: { readonly leaseMs?: number }): number {
  return leaseMs;
}

/** Another instance has the source: what this one has read is not stored. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** A load's hold on its source. */
export interface Lease {
  /** Aborted when the process stops or the lease is lost. */
  readonly signal: AbortSignal;
  lost(): boolean;
  /** Says how far the load has come; throws where it is to end: the lease has been lost, or the process stops. */
  progress(days: string, rows: number): Promise<void>;
  end(): void;
}

/** Keeps a claimed source for this instance for as long as it is at work. */
export function openLease(
  db: Db,
  source: SourceLease,
  {
    now,
    stopping,
    progressed,
    leaseMs,
  }: {
    readonly now: () => number;
    readonly stopping: AbortSignal;
    readonly progressed?: (done: { readonly days: string; readonly rows: number }) => Promise<void>;
    readonly leaseMs?: number;
  },
): Lease {
  const gone = new AbortController();
  const term = leaseMsOf(leaseMs === undefined ? {} : { leaseMs });
  const signal = AbortSignal.any([gone.signal, stopping]);
  let saidAt = Number.NEGATIVE_INFINITY;

  async function renew(said: { readonly days?: string; readonly rows?: number }): Promise<void> {
    if (await renewLease(db, source, { until: now() + term, ...said })) return;
    gone.abort();
    throw new LeaseLost();
  }

  const beat = setInterval(() => {
    // A database that is away for a moment is no loss: the next beat tells.
    renew({}).catch(() => undefined);
  }, term / BEATS_A_LEASE);
  beat.unref();
  return {
    signal,
    lost: () => gone.signal.aborted,
    async progress(days, rows) {
      signal.throwIfAborted();
      if (now() - saidAt < PROGRESS_EVERY_MS) return;
      saidAt = now();
      await renew({ days, rows });
      await progressed?.({ days, rows });
    },
    end: () => clearInterval(beat),
  };
}
