import type { Micros } from "../../money.ts";
import type { Expected } from "../honest-range.ts";
import type { DataFault } from "../model/data-faults.ts";
import type { Infeasible, LimitKind } from "./budget-limits.ts";
import type { Findings } from "./explain.ts";
import type { GateVerdict } from "./gates.ts";
import type { Move } from "./pair-moves.ts";
import type { PlanBasis } from "./plan-basis.ts";
import type { WithheldCampaign } from "./withheld-campaigns.ts";

/** What keeps a new budget from going farther. */
export type BindingLimit = LimitKind | "group" | "not-spending";

export interface PlannedBudget {
  readonly campaign: string;
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
  readonly binds?: BindingLimit | undefined;
}

/** New daily budgets, the moves that lead to them, and what they are expected to bring a day. */
export interface Plan {
  /** All campaigns, in the order of their ids. */
  readonly budgets: readonly PlannedBudget[];
  readonly moves: readonly Move<Micros>[];
  /** Over budgets as they are; where a total or a limit forces a change, over that change spread evenly. */
  readonly expected: Expected;
  /** Value (or conversions) a day as budgets are: what the gain is a part of. */
  readonly valueNow: number;
  /** What its outcome is to be set against. */
  readonly basis?: PlanBasis | undefined;
}

/** A small reversible shift that is made to learn from, where only information is lacking. */
export interface TestShift {
  readonly budgets: readonly PlannedBudget[];
  readonly moves: readonly Move<Micros>[];
  readonly share: number;
}

/** Why there is no suggestion. */
export type Silence =
  | Exclude<GateVerdict, { kind: "speak" | "too-little-information" }>
  | (Extract<GateVerdict, { kind: "too-little-information" }> & {
      readonly testShift?: TestShift | undefined;
    })
  | { readonly kind: "nothing-to-move"; readonly movable: number }
  | { readonly kind: "infeasible"; readonly infeasible: Infeasible }
  | DataFault;

export type Suggestion =
  | {
      readonly kind: "shift";
      readonly plan: Plan;
      readonly withheld: readonly WithheldCampaign[];
      readonly findings: Findings;
    }
  | {
      readonly kind: "nothing";
      readonly silence: Silence;
      /** As they are. */
      readonly budgets: readonly PlannedBudget[];
      readonly withheld: readonly WithheldCampaign[];
      /** The plan that the gates kept back, where there was one. */
      readonly best?: Plan | undefined;
      readonly findings?: Findings | undefined;
    };
