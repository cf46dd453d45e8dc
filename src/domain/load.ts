import type { DayRange } from "./day.ts";
import type { Micros } from "./money.ts";
import type { Platform } from "./platform.ts";
import type { Totals } from "./totals.ts";

/** A place in a file and what is wrong there, as a sentence with a next step. Lines count from 1. */
export interface FileFault {
  readonly line: number | null;
  /** The header as written in the file. */
  readonly column: string | null;
  readonly message: string;
}

/** What one load of a file did, or would do. */
export interface LoadReport {
  readonly file: string;
  /** `stored`; `preview`: nothing was written because none was asked for; `refused`: `errors` says why. */
  readonly outcome: "stored" | "preview" | "refused";
  readonly platform: Platform;
  readonly account: string;
  readonly currency: string | undefined;
  readonly zone: string;
  readonly grain: "day" | "period";
  readonly rows: { readonly read: number; readonly accepted: number; readonly rejected: number };
  readonly campaigns: number;
  readonly days: DayRange | undefined;
  readonly totals: Totals;
  /** The platform's own total of spend beside ours: `difference` is ours less theirs. */
  readonly platformTotal:
    | { readonly spendMicros: Micros; readonly differenceMicros: Micros }
    | undefined;
  readonly errors: readonly FileFault[];
  readonly warnings: readonly string[];
  /** The very same file is in the database already; its numbers were left as they are. */
  readonly alreadyImported: boolean;
  /** The account has, or would have, another currency or zone than before; `warnings` say which. */
  readonly accountChanged: boolean;
  /** Campaign-days that were in the database with other numbers and were replaced. */
  readonly revised: number;
}
