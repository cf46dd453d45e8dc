import { isRaise } from "../../../domain/budget/proposal/funded-raises.ts";
import type { ChangeProgress } from "../../../domain/budget/proposal/proposal.ts";

/**
 * The changes that somebody has to see to: those that are not made, and not on their way to their platform. A raise
 * that is held is one of them once no cut is left that could pay for it.
 */
export function needPerson(progress: readonly ChangeProgress[]): ChangeProgress[] {
  const cutsLeft = progress.some((change) => change.state === "todo" && !isRaise(change));
  return progress.filter(({ state, write }) => {
    if (state !== "todo") return false;
    if (write?.state === "held") return !cutsLeft;
    return write?.state !== "waiting" && write?.state !== "writing";
  });
}

/** Raises that wait for the cuts that pay for them. */
export function heldRaises(progress: readonly ChangeProgress[]): ChangeProgress[] {
  const asked = needPerson(progress);
  return progress.filter(
    (change) =>
      change.state === "todo" && change.write?.state === "held" && !asked.includes(change),
  );
}
