import type { SourceFault } from "../../usecases/source.ts";
import type { RetryTiming } from "../source-type.ts";
import { pause } from "./pause.ts";
import { retryWait } from "./retry-wait.ts";

/** One try at something that may break off: `broken` only where nothing of it was handed on yet. */
export type Attempt<T> =
  | { readonly kind: "whole"; readonly value: T }
  | { readonly kind: "broken"; readonly fault: SourceFault };

/** How often, and for whom: `platform` as people call it. */
export interface Patience {
  readonly platform: string;
  readonly retry: RetryTiming;
}

/** Tries until it is whole; throws the last fault once the attempts are used up, or where the wait would be too long. */
export async function untilWhole<T>(
  { platform, retry }: Patience,
  attempt: () => Promise<Attempt<T>>,
  signal: AbortSignal,
): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    const outcome = await attempt();
    if (outcome.kind === "whole") return outcome.value;
    const wait = retryWait(retry, failed, outcome.fault.afterMs);
    if (failed >= retry.attempts || wait === undefined || signal.aborted) throw outcome.fault;
    await pause(platform, wait, signal);
  }
}
