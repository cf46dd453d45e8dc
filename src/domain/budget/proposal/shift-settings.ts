import type { Micros } from "../../money.ts";

/** A person or a user group who may approve, up to an amount moved in a day; without one: any amount. */
export interface Approver {
  /** `U…` or `W…` for a person, `S…` for a user group. */
  readonly id: string;
  readonly limitMicros: Micros | undefined;
}

/** How a workspace wants its budget shifts. */
export interface ShiftSettings {
  /** Where the weekly proposal goes; undefined: none is made unasked. */
  readonly channel: string | undefined;
  /** Five-field cron. */
  readonly schedule: string;
  /** IANA; undefined: the workspace's. */
  readonly timeZone: string | undefined;
  /** An open proposal stands so long, and never beyond the next one. */
  readonly expiryHours: number;
  /** The largest change of one budget, as a share of it. */
  readonly maxStep: number;
  /** Empty: everybody may approve. */
  readonly approvers: readonly Approver[];
  /** A second person has to approve what moves more than this in a day… */
  readonly secondAboveMicros: Micros | undefined;
  /** …or more than this share of all budgets of the plan. */
  readonly secondAboveShare: number | undefined;
  /** People who may change these settings, beside the administrators of the Slack workspace. */
  readonly administrators: readonly string[];
}

export const USUAL_SHIFT_SETTINGS: ShiftSettings = {
  channel: undefined,
  schedule: "0 9 * * 1",
  timeZone: undefined,
  expiryHours: 48,
  maxStep: 0.2,
  approvers: [],
  secondAboveMicros: undefined,
  secondAboveShare: undefined,
  administrators: [],
};
