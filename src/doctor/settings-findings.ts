import type { Finding } from "./doctor.ts";

/** Settings that cannot be used, one finding a fault; each begins with the name of its setting. */
export function settingsFaults(faults: readonly string[]): Finding[] {
  return faults.map((fault) => ({
    part: "settings",
    state: "bad",
    message: `${fault}.`,
    next: "Set it right; the other parts can be looked at then.",
  }));
}
