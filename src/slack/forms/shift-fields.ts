/** Inputs of the budget shifts' modals: each is both the block id and the action id under which the state holds the value. */
export const SHIFT_FIELDS = {
  /** Why it is rejected. */
  reason: "shift.reason",
  lockCampaign: "shift.lockCampaign",
  lockKind: "shift.lockKind",
  lockAmount: "shift.lockAmount",
  lockUntil: "shift.lockUntil",
  channel: "shift.channel",
  schedule: "shift.schedule",
  zone: "shift.zone",
  expiryHours: "shift.expiryHours",
  maxStep: "shift.maxStep",
  secondAbove: "shift.secondAbove",
  secondShare: "shift.secondShare",
  administrators: "shift.administrators",
  approverPerson: "shift.approverPerson",
  approverGroup: "shift.approverGroup",
  approverLimit: "shift.approverLimit",
  approverRemove: "shift.approverRemove",
} as const;

/** Inputs of the nth move, from 0, of a shift that is edited. */
export function moveFields(nth: number): { readonly take: string; readonly amount: string } {
  return { take: `shift.input.take.${nth}`, amount: `shift.input.amount.${nth}` };
}
