import type { Day } from "../../day.ts";
import type { Freshness } from "../../summary.ts";
import type { Silence } from "../plan/suggestion.ts";
import type { WithheldCampaign } from "../plan/withheld-campaigns.ts";
import type { Scorecard } from "../scorecard/scorecard.ts";
import type { CampaignLock } from "./campaign-lock.ts";
import type { ChangeProgress, Proposal, ShiftPlan } from "./proposal.ts";

/** What is said in the thread of a proposal. People are actors, `slack:U123`. */
export type ProposalNote =
  /** One person has approved; a second has to. */
  | { readonly kind: "first-approval"; readonly by: string }
  /** Approved: now the changes are to be made. */
  | { readonly kind: "approved"; readonly by: string }
  /** Things had changed when somebody approved: the plan is a new one. */
  | { readonly kind: "stale"; readonly by: string }
  | { readonly kind: "edited"; readonly by: string }
  | {
      readonly kind: "rejected";
      readonly by: string;
      readonly reason: string | undefined;
      readonly lock: CampaignLock | undefined;
    }
  | { readonly kind: "expired" }
  /** Every change has been made, or is not to be. */
  | { readonly kind: "applied" }
  /** A load after the change has another budget than the new one. */
  | { readonly kind: "differs"; readonly change: ChangeProgress }
  /** It was to be written to its platform, and was not. */
  | { readonly kind: "not-written"; readonly change: ChangeProgress }
  /** Platforms were asked, and would take the changes; nothing was written. */
  | { readonly kind: "dry-run" }
  | { readonly kind: "undone"; readonly by: string }
  /** Every budget that was changed is back: no look at what came of it follows. */
  | { readonly kind: "taken-back" }
  | { readonly kind: "scorecard"; readonly card: Scorecard };

/** Any message about a proposal. */
export type ProposalMessage =
  | { readonly kind: "proposal"; readonly proposal: Proposal }
  | { readonly kind: "proposal-note"; readonly proposal: Proposal; readonly note: ProposalNote };

/** What comes of asking for a shift. */
export type ShiftAnswer =
  /** A new one: it is on its way to the channel. */
  | { readonly kind: "proposed"; readonly proposal: Proposal }
  /** One stands already, open or still being carried out. */
  | { readonly kind: "standing"; readonly proposal: Proposal }
  | { readonly kind: "nothing"; readonly nothing: NoShift };

export interface NoShift {
  readonly silence: Silence;
  readonly asOf: Day;
  readonly currency: string;
  /** Where the account's days are cut. */
  readonly zone: string;
  readonly freshness: Freshness;
  readonly withheld: readonly WithheldCampaign[];
}

/** What an edit of a plan comes to, before it is saved. */
export interface WeighedEdit {
  /** Undefined while the edit breaks a limit, or moves nothing. */
  readonly plan: ShiftPlan | undefined;
  /** `move`: index into the moves of the plan that is edited; undefined: of the whole. */
  readonly faults: readonly { readonly move: number | undefined; readonly message: string }[];
}
