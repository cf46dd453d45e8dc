import type { PricingModel } from "../../domain/campaign.ts";
import type { Commission } from "../api/commission-feed.ts";
import type { CjRecord } from "./cj-commissions.ts";

const LEADS = ["sim_lead", "item_lead"];
/** Paid without a sale or a lead. */
const NO_CONVERSIONS = ["bonus", "perf_inc", "click", "imp"];

/**
 * What each action has come to once its corrections are added: where nothing of its commission and of its sale is left,
 * it was taken back. It counts on the day of its original; a correction without one, on its own.
 */
export function settleActions(records: readonly CjRecord[], usual: PricingModel): Commission[] {
  const actions = new Map<string, CjRecord[]>();
  for (const record of records) {
    const known = actions.get(record.actionId);
    if (known === undefined) actions.set(record.actionId, [record]);
    else known.push(record);
  }
  return [...actions.values()].flatMap((action) => settled(action, usual));
}

function settled(action: readonly CjRecord[], usual: PricingModel): Commission[] {
  const first = action.find(({ original }) => original) ?? action[0];
  if (first === undefined) return [];
  const commissionMicros = sum(action, ({ commissionMicros: micros }) => micros);
  const saleMicros = sum(action, ({ saleMicros: micros }) => micros);
  const gone = first.original && action.length > 1 && commissionMicros <= 0n && saleMicros <= 0n;
  return [
    {
      partnerId: first.partnerId,
      partner: first.partner,
      at: first.at,
      reversed: gone || (first.original && action.some(({ declined }) => declined)),
      conversions: first.original && !NO_CONVERSIONS.includes(first.actionType) ? 1 : 0,
      commissionMicros,
      saleMicros,
      currency: undefined,
      pricing: LEADS.includes(first.actionType) ? "cpl" : usual,
    },
  ];
}

function sum(action: readonly CjRecord[], of: (record: CjRecord) => bigint): bigint {
  return action.reduce((total, record) => total + of(record), 0n);
}
