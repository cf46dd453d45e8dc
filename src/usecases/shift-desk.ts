import type { CampaignLock } from "../domain/budget/proposal/campaign-lock.ts";
import type { ShiftAnswer, WeighedEdit } from "../domain/budget/proposal/proposal-notes.ts";
import type { Proposal } from "../domain/budget/proposal/proposal.ts";
import type { Approver, ShiftSettings } from "../domain/budget/proposal/shift-settings.ts";
import type { TrackRecord } from "../domain/budget/scorecard/track-record.ts";
import type { Micros } from "../domain/money.ts";
import type { Scope } from "./scope.ts";

/** What Slack says of whoever acts. */
export interface Person {
  /** User groups that the person is in. */
  readonly groups: readonly string[];
  /** Of the Slack workspace. */
  readonly administrator: boolean;
}

/** A proposal as it was when it was pressed. */
export interface SeenProposal {
  readonly proposalId: number;
  readonly version: number;
}

/** What a person says of a campaign when they reject a plan. */
export type LockWish = Pick<CampaignLock, "frozen" | "minMicros" | "maxMicros" | "until"> & {
  readonly campaignId: number;
};

/** What the desk does about budget shifts, for surfaces that know no database. Whatever cannot be done is thrown as a `UseCaseError`. */
export interface ShiftDesk {
  /**
   * Works a shift out and proposes it in the channel. `test`: one that is made to learn from; `totalChange`: all budgets
   * together are to change by that share.
   */
  ask(
    scope: Scope,
    input: {
      readonly channel: string;
      readonly test?: boolean;
      readonly totalChange?: number | undefined;
    },
  ): Promise<ShiftAnswer>;
  show(scope: Scope, input: { readonly proposalId: number }): Promise<Proposal>;
  /** What the plan would be with these amounts for its moves, in their order; undefined: that move is not made. */
  weigh(
    scope: Scope,
    input: SeenProposal & { readonly amounts: readonly (Micros | undefined)[] },
  ): Promise<WeighedEdit>;
  edit(
    scope: Scope,
    input: SeenProposal & { readonly amounts: readonly (Micros | undefined)[] },
  ): Promise<Proposal>;
  /** What has become of it: approved, waiting for a second person, or worked out anew because things had changed. */
  approve(
    scope: Scope,
    input: SeenProposal & { readonly person: Person },
  ): Promise<"approved" | "waits" | "stale" | "withdrawn">;
  reject(
    scope: Scope,
    input: SeenProposal & {
      readonly person: Person;
      readonly reason: string | undefined;
      readonly lock: LockWish | undefined;
    },
  ): Promise<void>;
  /** A person has made a change, or says that it is not to be made. */
  markChange(
    scope: Scope,
    input: {
      readonly proposalId: number;
      readonly campaignId: number;
      readonly as: "done" | "skipped";
    },
  ): Promise<void>;
  markAllDone(scope: Scope, input: { readonly proposalId: number }): Promise<number>;
  /** Changes that were not written to their platform are tried once more; `campaignId` left out: all of them. */
  retryWrites(
    scope: Scope,
    input: { readonly proposalId: number; readonly campaignId?: number },
  ): Promise<void>;
  /** Proposes the way back, for the campaigns that nobody has touched since. */
  undo(scope: Scope, input: { readonly proposalId: number }): Promise<Proposal>;
  record(scope: Scope): Promise<readonly TrackRecord[]>;
  settings: {
    show(
      scope: Scope,
    ): Promise<{ readonly settings: ShiftSettings; readonly locks: readonly CampaignLock[] }>;
    set(
      scope: Scope,
      input: {
        readonly person: Person;
        readonly settings: Omit<ShiftSettings, "approvers">;
      },
    ): Promise<void>;
    /** Adds or changes one who may approve; `remove`: takes them off the list. */
    setApprover(
      scope: Scope,
      input: { readonly person: Person; readonly approver: Approver; readonly remove: boolean },
    ): Promise<void>;
    unlock(scope: Scope, input: { readonly campaignId: number }): Promise<void>;
  };
}
