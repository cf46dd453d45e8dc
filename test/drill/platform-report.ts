import type { Day } from "../../src/domain/day.ts";

/** What the platform's double says of itself afterwards. Campaigns by the platform's ids. */
export interface PlatformReport {
  /** Metrics as its API writes them, by campaign and day. */
  readonly figures: Record<string, Readonly<Record<Day, object>>>;
  readonly budgets: Record<string, string>;
  /** Each time a budget became another, in order. */
  readonly settings: { readonly campaign: string; readonly micros: string }[];
  /** Each load that read days, from its first call for days to its last; milliseconds. */
  readonly loads: {
    readonly account: string;
    readonly token: string;
    readonly from: number;
    to: number;
  }[];
  /** Faults by their kind. */
  readonly struck: Record<string, number>;
}

export interface PlatformGreeting {
  readonly address: string;
  readonly accounts: readonly { readonly id: string; readonly url: string }[];
}
