import type { CampaignLabel } from "../../campaign.ts";
import type { Day } from "../../day.ts";
import type { Micros } from "../../money.ts";
import type { Freshness } from "../../summary.ts";
import type { Expected } from "../honest-range.ts";
import type { Move } from "../plan/pair-moves.ts";
import type { PlanBasis } from "../plan/plan-basis.ts";
import type { BindingLimit } from "../plan/suggestion.ts";
import type { Goal } from "../portfolio.ts";
import type { Scorecard } from "../scorecard/scorecard.ts";

/** `test`: made to learn from; `undo`: back to where an earlier proposal found the budgets. */
export const PROPOSAL_KINDS = ["shift", "test", "undo"] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** `replaced`: a later proposal stands in its place, or the numbers no longer speak for it. */
export const PROPOSAL_STATES = ["open", "approved", "rejected", "expired", "replaced"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** `done`: a person says so; `verified`: the numbers loaded since have the new budget; `skipped`: it is not to be made. */
export const CHANGE_STATES = ["todo", "done", "verified", "skipped"] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/**
 * A change on its way to the platform. `held`: a raise that waits for the cuts that pay for it; `tried`: the account is on dry run, and the platform would have taken it;
 * `unfit`: it is one to make by hand, for a reason; `refused`: the platform, or what it has by now, speaks against it;
 * `failed`: it could not be reached often enough.
 */
export const WRITE_STATES = [
  "held",
  "waiting",
  "writing",
  "written",
  "tried",
  "unfit",
  "refused",
  "failed",
] as const;
export type WriteState = (typeof WRITE_STATES)[number];

/** One campaign's new daily budget, and what speaks for it. */
export interface ProposedChange {
  readonly campaign: CampaignLabel;
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
  readonly binds: BindingLimit | undefined;
  /** Undefined where it goes back to where it was. */
  readonly reason: ChangeReason | undefined;
}

/** Value (or conversions) per unit of spend. */
export interface ChangeReason {
  /** What the next unit of spend brings, now. */
  readonly marginalReturn: number;
  readonly averageReturn: number;
  /** How often its budget has been changed in the days that were looked at. */
  readonly budgetChanges: number;
}

/** What is proposed: budgets are daily, amounts in one currency. */
export interface ShiftPlan {
  readonly asOf: Day;
  readonly currency: string;
  readonly goal: Goal;
  /** The largest change of one budget, as a share of it. */
  readonly maxStep: number;
  /** The campaigns whose budgets change. */
  readonly changes: readonly ProposedChange[];
  /** Between campaigns of `changes`, by id. */
  readonly moves: readonly Move<Micros, number>[];
  /** A day, in value (major units) or conversions. Undefined for an undo: nobody expects anything of it. */
  readonly expected: Expected | undefined;
  /** Value (or conversions) a day as budgets are. */
  readonly valueNow: number;
  /** The share by which all budgets together change, as somebody asked; undefined: they do not. */
  readonly totalChange?: number | undefined;
  /** All budgets of the plan together, moved or not. */
  readonly totalMicros: Micros;
  /** The latest days that have not all of their conversions yet; they were scaled up. */
  readonly incompleteDays: number;
  /** The evidence passes what is asked of it before anybody is told. */
  readonly passes: boolean;
  /** What its outcome is to be set against; campaigns by id. */
  readonly basis?: PlanBasis<number> | undefined;
}

/** What was found to be different when somebody approved: the plan has been worked out anew since. */
export interface Difference {
  readonly campaign: CampaignLabel;
  readonly thenMicros: Micros;
  readonly nowMicros: Micros;
  /** Undefined where the new plan leaves the campaign alone. */
  readonly proposedMicros: Micros | undefined;
  /** It is not running any more. */
  readonly stopped: boolean;
}

/** How many of a plan's changes are written by Trimtab, tried on dry run, and made by hand. */
export interface PlanWriting {
  readonly written: number;
  readonly dryRun: number;
  readonly byHand: number;
}

export interface ChangeProgress {
  readonly campaign: CampaignLabel;
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
  readonly state: ChangeState;
  /** Who said that it is done or skipped, `slack:U123`. */
  readonly by: string | undefined;
  readonly at: number | undefined;
  /** What a later load has instead. */
  readonly seenMicros: Micros | undefined;
  /** Undefined where it is made by hand. */
  readonly write:
    | {
        readonly state: WriteState;
        /** A sentence: why it was not written. */
        readonly fault: string | undefined;
        /** The platform's. */
        readonly requestId: string | undefined;
      }
    | undefined;
}

/** Who did it (`slack:U123`), and when (milliseconds since 1970). */
export interface Deed {
  readonly by: string;
  readonly at: number;
}

/** A proposal as it stands. Instants in milliseconds since 1970. */
export interface Proposal {
  readonly proposalId: number;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  /** Raised with every change of the plan: a click tells which plan it saw. */
  readonly version: number;
  readonly plan: ShiftPlan;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly editedBy: string | undefined;
  /** The first approval where a second person has to approve too. */
  readonly firstApproval: Deed | undefined;
  readonly decision: (Deed & { readonly reason: string | undefined }) | undefined;
  /** Set when an approval found things changed: the plan is to be approved anew. */
  readonly differences: readonly Difference[];
  readonly writing: PlanWriting;
  /** Of an approved proposal. */
  readonly progress: readonly ChangeProgress[];
  readonly appliedAt: number | undefined;
  readonly scorecards: readonly Scorecard[];
  readonly undoOf: number | undefined;
  /** A plan that takes it back has been approved. */
  readonly undone: boolean;
  /** Why the numbers do not speak for it any more, a sentence; it was found out when somebody approved. */
  readonly withdrawn: string | undefined;
  /** Where the account's days are cut. */
  readonly zone: string;
  readonly freshness: Freshness;
}

/** Money that budgets gain and lose in a day. */
export function sidesMicros({ changes }: Pick<ShiftPlan, "changes">): {
  readonly up: Micros;
  readonly down: Micros;
} {
  let up = 0n;
  let down = 0n;
  for (const { beforeMicros, afterMicros } of changes) {
    if (afterMicros > beforeMicros) up += afterMicros - beforeMicros;
    else down += beforeMicros - afterMicros;
  }
  return { up, down };
}

/** Money that changes its place in a day; of a plan that only cuts or raises, the larger side. */
export function movedMicros(plan: Pick<ShiftPlan, "changes">): Micros {
  const { up, down } = sidesMicros(plan);
  return up > down ? up : down;
}
