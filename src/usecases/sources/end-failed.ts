import { type SourceRow, settleSource } from "../../db/sources.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import { nextAttempt } from "../../domain/source/next-attempt.ts";
import type { LoadEnd } from "../../domain/source/source-status.ts";
import { SourceFault } from "../source.ts";
import { type Lease, LeaseLost } from "./lease.ts";
import type { LoadSourceDeps } from "./loading.ts";

/** Ends a load that broke off: what is stored says why, and when it is tried again. What is no fault of the source's is thrown on. */
export async function endFailed(
  deps: LoadSourceDeps,
  row: SourceRow,
  { error, lease }: { readonly error: unknown; readonly lease: Lease },
): Promise<LoadEnd> {
  if (error instanceof LeaseLost || lease.lost()) return { kind: "given-up" };
  if (deps.stopping.aborted) {
    await settleSource(deps.db, row, { kind: "stopped" });
    return { kind: "given-up" };
  }
  const known = error instanceof SourceFault;
  const fault = known ? error : ownFault();
  await recordFailure(deps, row, fault);
  if (!known) throw error;
  return { kind: "failed", message: fault.message, next: fault.next };
}

function ownFault(): SourceFault {
  return new SourceFault("malformed", "The load broke off by a fault of Trimtab's own.", {
    next: "The log has the error; please report it. The load is tried again by itself.",
  });
}

async function recordFailure(
  { db, now, zone }: LoadSourceDeps,
  row: SourceRow,
  { kind, message, next, afterMs }: SourceFault,
): Promise<void> {
  const at = now();
  await settleSource(db, row, {
    kind: "failed",
    at,
    fault: { kind, message, next },
    dueAt: nextAttempt({
      now: at,
      failures: row.failures + 1,
      forPerson: kind === "credentials" || kind === "rights" || kind === "settings",
      afterMs,
      nextTick: nextTick(row.schedule, row.timeZone ?? zone, at),
    }),
  });
}
