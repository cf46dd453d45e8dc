import type { Micros } from "../../money.ts";
import type { ShiftSettings } from "./shift-settings.ts";

/** Who wants to approve: a Slack user, with the user groups that they are in. */
export interface Voter {
  /** `slack:U123`. */
  readonly actor: string;
  readonly groups: readonly string[];
}

/** A plan as far as it matters for who may approve it. */
export interface Approvable {
  readonly movedMicros: Micros;
  readonly totalMicros: Micros;
  readonly editedBy: string | undefined;
  readonly firstBy: string | undefined;
}

export type Permission =
  /** Their word is enough. */
  | { readonly kind: "decides" }
  /** A second person has to say the same. */
  | { readonly kind: "first-of-two" }
  | { readonly kind: "not-an-approver" }
  | { readonly kind: "over-limit"; readonly limitMicros: Micros }
  | { readonly kind: "own-edit" }
  | { readonly kind: "said-so-already" };

/**
 * Whether somebody may approve. Of several entries that fit a person, being named counts before being in a group, and
 * the higher limit of two groups. With two persons asked for, nobody approves an edit of their own, nor twice.
 */
export function mayApprove(
  { actor, groups }: Voter,
  plan: Approvable,
  settings: Pick<ShiftSettings, "approvers" | "secondAboveMicros" | "secondAboveShare">,
): Permission {
  if (settings.approvers.length > 0) {
    const limit = limitOf(settings, { actor, groups });
    if (limit === undefined) return { kind: "not-an-approver" };
    if (limit !== "any" && plan.movedMicros > limit) {
      return { kind: "over-limit", limitMicros: limit };
    }
  }
  if (!needsSecond(plan, settings)) return { kind: "decides" };
  if (plan.editedBy === actor) return { kind: "own-edit" };
  if (plan.firstBy === undefined) return { kind: "first-of-two" };
  return plan.firstBy === actor ? { kind: "said-so-already" } : { kind: "decides" };
}

export function needsSecond(
  { movedMicros, totalMicros }: Pick<Approvable, "movedMicros" | "totalMicros">,
  settings: Pick<ShiftSettings, "secondAboveMicros" | "secondAboveShare">,
): boolean {
  const { secondAboveMicros, secondAboveShare } = settings;
  const overAmount = secondAboveMicros !== undefined && movedMicros > secondAboveMicros;
  const overShare =
    secondAboveShare !== undefined && Number(movedMicros) > secondAboveShare * Number(totalMicros);
  return overAmount || overShare;
}

function limitOf(
  { approvers }: Pick<ShiftSettings, "approvers">,
  { actor, groups }: Voter,
): Micros | "any" | undefined {
  const person = approvers.find(({ id }) => actor === `slack:${id}`);
  if (person !== undefined) return person.limitMicros ?? "any";
  const limits = approvers
    .filter(({ id }) => groups.includes(id))
    .map(({ limitMicros }) => limitMicros);
  if (limits.length === 0) return undefined;
  let highest = 0n;
  for (const limit of limits) {
    if (limit === undefined) return "any";
    if (limit > highest) highest = limit;
  }
  return highest;
}
