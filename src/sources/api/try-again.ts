import { setTimeout as wait } from "node:timers/promises";

import type { SourceFault } from "../../usecases/source.ts";
import type { RetryTiming } from "../source-type.ts";

/** What one attempt came to. `again`: a failure of the passing kind, which the last attempt throws. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "again"; readonly fault: SourceFault };

/** Repeats what fails for a passing reason, each time after twice the wait: for failures that HTTP's status hides. */
export async function tryAgain<T>(
  retry: RetryTiming,
  signal: AbortSignal,
  attempt: () => Promise<Attempt<T>>,
): Promise<T> {
  let waitMs = retry.firstWaitMs;
  for (let left = retry.attempts - 1; ; left -= 1) {
    const outcome = await attempt();
    if (outcome.kind === "done") return outcome.value;
    const { fault } = outcome;
    if (left <= 0 || (fault.afterMs ?? 0) > retry.longestWaitMs) throw fault;
    await wait(Math.max(waitMs, fault.afterMs ?? 0), undefined, { signal }).catch(() => {
      throw fault;
    });
    waitMs = Math.min(waitMs * 2, retry.longestWaitMs);
  }
}
