import { setTimeout as delay } from "node:timers/promises";

const BETWEEN_MS = 50;

/** Tries until it is true; what throws is not true yet. `what` names it when the time is over. */
export async function until(
  what: string,
  { within, signal }: { readonly within: number; readonly signal: AbortSignal },
  isTrue: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + within;
  while (!(await isTrue().catch(() => false))) {
    if (performance.now() > end) throw new Error(`${what} took longer than ${within} ms.`);
    await delay(BETWEEN_MS, undefined, { signal });
  }
}
