import { Invalid } from "./errors.ts";
import type { ShiftDesk } from "./shift-desk.ts";

/** Stands where the desk of budget shifts will be. */
export function unbuiltShiftDesk(): ShiftDesk {
  const refuse = () =>
    Promise.reject(new Invalid("Budget shifts are not part of this version of Trimtab yet."));
  return {
    ask: refuse,
    show: refuse,
    weigh: refuse,
    edit: refuse,
    approve: refuse,
    reject: refuse,
    markChange: refuse,
    markAllDone: refuse,
    undo: refuse,
    record: refuse,
    settings: { show: refuse, set: refuse, setApprover: refuse, unlock: refuse },
  };
}
