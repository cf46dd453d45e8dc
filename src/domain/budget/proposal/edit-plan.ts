import { decimalString, type Micros, smallestUnit } from "../../money.ts";
import type { ShiftPlan } from "./proposal.ts";

/** How far a campaign's budget may go. */
export interface ChangeLimits {
  readonly lowMicros: Micros;
  readonly highMicros: Micros;
}

export interface EditFault {
  /** Index into the plan's moves; undefined: of the whole. */
  readonly move: number | undefined;
  readonly message: string;
}

export interface Edit {
  /** New budgets of the plan's campaigns, by id; those that no move is left of are as they were. */
  readonly budgets: ReadonlyMap<number, Micros>;
  readonly faults: readonly EditFault[];
}

/**
 * The plan with other amounts for its moves, in their order; undefined: that move is not made. The total stays what it
 * was, since every move gives what it takes.
 */
export function editPlan(
  plan: Pick<ShiftPlan, "changes" | "moves" | "currency">,
  amounts: readonly (Micros | undefined)[],
  limits: ReadonlyMap<number, ChangeLimits>,
): Edit {
  const budgets = new Map(plan.changes.map((one) => [one.campaign.id, one.beforeMicros]));
  const faults: EditFault[] = [];
  const unit = smallestUnit(plan.currency);
  for (const [index, { from, to }] of plan.moves.entries()) {
    const amount = amounts[index];
    if (amount === undefined) continue;
    if (amount <= 0n) {
      faults.push({
        move: index,
        message: "An amount is above zero; untick the move to leave it out.",
      });
      continue;
    }
    if (amount % unit !== 0n) {
      faults.push({ move: index, message: `The smallest amount is ${money(unit, plan)}.` });
    }
    if (from !== null) budgets.set(from, (budgets.get(from) ?? 0n) - amount);
    if (to !== null) budgets.set(to, (budgets.get(to) ?? 0n) + amount);
  }
  if (amounts.every((amount) => amount === undefined)) {
    faults.push({ move: undefined, message: "No move is left. Tick one, or reject the proposal." });
  }
  return { budgets, faults: [...faults, ...limitFaults(plan, budgets, limits)] };
}

function limitFaults(
  plan: Pick<ShiftPlan, "changes" | "moves" | "currency">,
  budgets: ReadonlyMap<number, Micros>,
  limits: ReadonlyMap<number, ChangeLimits>,
): EditFault[] {
  return plan.changes.flatMap(({ campaign: { id, name }, beforeMicros }): EditFault[] => {
    const after = budgets.get(id) ?? beforeMicros;
    const limit = limits.get(id);
    if (limit === undefined || after === beforeMicros) return [];
    const { lowMicros, highMicros } = limit;
    const move = plan.moves.findIndex(({ from, to }) => from === id || to === id);
    const at = move === -1 ? undefined : move;
    if (after > highMicros) {
      return [
        {
          move: at,
          message: `“${name}” may go up to ${money(highMicros, plan)} a day; this makes ${money(after, plan)}.`,
        },
      ];
    }
    if (after < lowMicros) {
      return [
        {
          move: at,
          message: `“${name}” may go down to ${money(lowMicros, plan)} a day; this makes ${money(after, plan)}.`,
        },
      ];
    }
    return [];
  });
}

function money(micros: Micros, { currency }: Pick<ShiftPlan, "currency">): string {
  return `${decimalString(micros)} ${currency}`;
}
