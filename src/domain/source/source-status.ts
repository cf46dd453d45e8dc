import type { DayRange } from "../day.ts";
import type { Platform } from "../platform.ts";
import type { SourceKind } from "./source-kind.ts";

export const SOURCE_STATES = ["new", "ok", "loading", "failing", "paused"] as const;
/** `new`: nothing has been loaded yet. */
export type SourceState = (typeof SOURCE_STATES)[number];

/** An account that a source loads. */
export interface StatusAccount {
  readonly accountId: number;
  readonly name: string;
  readonly platform: Platform;
  readonly currency: string;
  readonly externalId: string;
  /** False: approved budget changes are only shown to the platform, and made by hand. */
  readonly writes: boolean;
}

/** A source as people see it. Instants in milliseconds since 1970. */
export interface SourceStatus {
  readonly sourceId: number;
  readonly kind: SourceKind;
  readonly name: string;
  readonly state: SourceState;
  readonly schedule: string;
  /** IANA; undefined: the workspace's. */
  readonly timeZone: string | undefined;
  readonly accounts: readonly StatusAccount[];
  readonly lastLoad:
    | {
        readonly at: number;
        readonly rows: number;
        readonly revised: number;
        readonly days: DayRange;
      }
    | undefined;
  readonly nextAt: number | undefined;
  /** Of a load under way. */
  readonly progress: { readonly days: string; readonly rows: number } | undefined;
  readonly fault:
    | {
        readonly message: string;
        readonly next: string;
        readonly at: number;
        readonly failures: number;
      }
    | undefined;
}

/** What came of one load. */
export type LoadEnd =
  | {
      readonly kind: "loaded";
      readonly rows: number;
      readonly revised: number;
      readonly days: DayRange;
    }
  /** Both are sentences. */
  | { readonly kind: "failed"; readonly message: string; readonly next: string }
  /** Given back before its end: the process stops, or another instance has it. */
  | { readonly kind: "given-up" };
