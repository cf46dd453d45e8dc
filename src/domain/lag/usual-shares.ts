import type { Platform } from "../platform.ts";
import { OLDEST_LAG_AGE } from "./account-lag.ts";
import { platformShares } from "./platform-lag.ts";

/** The share that a day of several accounts usually shows at each age from 0: the mean of their platforms' curves. */
export function usualShares(platforms: readonly Platform[]): number[] {
  const curves = platforms.map((platform) => platformShares(platform, OLDEST_LAG_AGE));
  return Array.from({ length: OLDEST_LAG_AGE + 1 }, (_, age) => {
    const sum = curves.reduce((total, curve) => total + (curve[age] ?? 1), 0);
    return curves.length === 0 ? 1 : sum / curves.length;
  });
}
