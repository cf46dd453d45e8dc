import type { Press } from "./ids.ts";

export type ShiftPress = Extract<Press, { action: `shift.${string}` }>;

export function isShiftPress(press: Press): press is ShiftPress {
  return press.action.startsWith("shift.");
}
