import type { Micros } from "../../money.ts";
import type { ChangeState, WriteState } from "./proposal.ts";

/** A change of an approved plan, and how far it has come. */
export interface PlannedChange {
  readonly campaignId: number;
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
  readonly state: ChangeState;
  /** Null: it is made by hand. */
  readonly writeState: WriteState | null;
}

export function isRaise({
  beforeMicros,
  afterMicros,
}: Pick<PlannedChange, "beforeMicros" | "afterMicros">): boolean {
  return afterMicros > beforeMicros;
}

/**
 * The campaigns whose raises may be written now, of those that wait: what the cuts that have been made set free, and
 * what the plan lets all budgets grow by, pays for raises in their order. So no account spends more than was approved
 * while a cut is still to be made, or never is.
 */
export function fundedRaises(changes: readonly PlannedChange[]): ReadonlySet<number> {
  const growth = changes.reduce((sum, change) => sum + step(change), 0n);
  let free = growth > 0n ? growth : 0n;
  for (const change of changes) {
    if (isMade(change) || (isRaise(change) && change.writeState === "writing")) {
      free -= step(change);
    }
  }
  const funded = new Set<number>();
  for (const change of changes.filter(waitsToRaise)) {
    if (step(change) > free) continue;
    free -= step(change);
    funded.add(change.campaignId);
  }
  return funded;
}

/** A raise that nobody has begun to write. */
export function waitsToRaise(change: PlannedChange): boolean {
  const { state, writeState } = change;
  return state === "todo" && isRaise(change) && (writeState === "waiting" || writeState === "held");
}

function isMade({ state }: PlannedChange): boolean {
  return state === "done" || state === "verified";
}

function step({ beforeMicros, afterMicros }: PlannedChange): Micros {
  return afterMicros - beforeMicros;
}
