import type { Press } from "../ids.ts";
import type { ButtonInput } from "./buttons.ts";

const OFFERED = [
  { key: "7d", label: "7 days", says: "Show the last 7 days" },
  { key: "30d", label: "30 days", says: "Show the last 30 days" },
  { key: "mtd", label: "Month to date", says: "Show this month to date" },
] as const;

/** Buttons for the usual periods but the one that is shown. */
export function periodSwitch(current: string, pressOf: (key: string) => Press): ButtonInput[] {
  return OFFERED.filter(({ key }) => key !== current).map(({ key, label, says }) => ({
    label,
    press: pressOf(key),
    says,
  }));
}
