import { setTimeout } from "node:timers/promises";

import { unreachable } from "./api-client.ts";

/** Waits, milliseconds; a load that is given up meanwhile ends with a `SourceFault`. */
export async function pause(platform: string, ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    throw unreachable(platform, error, signal);
  });
}
