import type { RetryTiming } from "../source-type.ts";

/**
 * How long to wait before a call is made once more, milliseconds: what the platform bids, or else twice as long each
 * time. Undefined where it bids us wait longer than the timing allows, which leaves it alone until the next load.
 * `failed` counts the attempts so far, from 1.
 */
export function retryWait(
  retry: RetryTiming,
  failed: number,
  bidden: number | undefined,
): number | undefined {
  if (bidden !== undefined && bidden > retry.longestWaitMs) return undefined;
  const usual = Math.min(retry.firstWaitMs * 2 ** (failed - 1), retry.longestWaitMs);
  return Math.max(bidden ?? 0, usual);
}

/** Milliseconds that a `Retry-After` header bids us wait: seconds or a date. `now`: milliseconds since 1970. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
