import { z } from "zod";

import type { Micros } from "../../domain/money.ts";
import type { BudgetWriter, LiveBudget, WriteAnswer } from "../../usecases/source.ts";
import { BUDGET_FIELDS, type BudgetHolder, budgetHolderForm } from "./meta-campaigns.ts";
import { metaUnit } from "./meta-currency.ts";
import type { MetaGraph } from "./meta-graph.ts";
import { metaFault, type MetaRefusal, VERSION_ENDED } from "./meta-refusal.ts";

const campaignForm = budgetHolderForm.extend({ account_id: z.string().default("") });
const currencyForm = z.object({ currency: z.string() });

/** Daily budgets of an ad account: the campaign's own, or that of its only active ad set. */
export function metaBudgets(graph: MetaGraph, account: string): BudgetWriter {
  async function liveBudget(campaign: BudgetHolder, signal: AbortSignal): Promise<LiveBudget> {
    if (ENDED.includes(campaign.effective_status)) {
      return unfit("The campaign is archived or deleted in Meta.");
    }
    if (campaign.lifetime_budget !== undefined) return unfit(TOTAL);
    const holder =
      campaign.daily_budget === undefined
        ? await onlyAdSet(graph, campaign.id, signal)
        : { kind: "holder" as const, ...campaign };
    if (holder.kind === "unfit") return holder;
    if (holder.daily_budget === undefined) return unfit("Meta names no daily budget for it.");
    const of = { form: currencyForm, signal };
    const { currency } = await graph.get(`act_${account}`, { fields: "currency" }, of);
    return { kind: "daily", micros: holder.daily_budget * metaUnit(currency), ref: holder.id };
  }

  return {
    async read({ accountId, campaignId }, signal) {
      if (accountId.replace(/^act_/, "") !== account) {
        return unfit(`This source does not hold the account ${accountId}.`);
      }
      if (!/^\d+$/.test(campaignId)) {
        return unfit(`"${campaignId}" is not the id of a Meta campaign.`);
      }
      const fields = `${BUDGET_FIELDS},account_id`;
      const campaign = await graph.get(campaignId, { fields }, { form: campaignForm, signal });
      if (campaign.account_id !== account) return unfit("The campaign is another account's.");
      return liveBudget(campaign, signal);
    },
    async write({ ref, micros, currency, validateOnly }, signal) {
      if (!/^\d+$/.test(ref)) return refused(`"${ref}" is no campaign or ad set of Meta.`);
      const unit = metaUnit(currency);
      if (micros % unit !== 0n) return refused("Meta takes whole units of the currency alone.");
      const how = { signal, once: !validateOnly };
      const answer = await graph.post(ref, changeOf(micros / unit, validateOnly), how);
      if (answer.kind === "answer") return { kind: "accepted", requestId: answer.traceId };
      return rejected(answer.refusal);
    },
  };
}

const ENDED = ["ARCHIVED", "DELETED"];
const TOTAL = "Its budget is a total for its whole run, not a daily one.";

async function onlyAdSet(
  graph: MetaGraph,
  campaignId: string,
  signal: AbortSignal,
): Promise<(BudgetHolder & { readonly kind: "holder" }) | (LiveBudget & { kind: "unfit" })> {
  const active = await graph.all(
    `${campaignId}/adsets`,
    { fields: BUDGET_FIELDS, effective_status: '["ACTIVE"]' },
    { form: budgetHolderForm, signal },
  );
  const [only] = active;
  if (only === undefined) return unfit("It has no budget of its own, and no active ad set.");
  if (active.length > 1) {
    return unfit(`It has no budget of its own: ${active.length} active ad sets have.`);
  }
  return only.lifetime_budget === undefined ? { kind: "holder", ...only } : unfit(TOTAL);
}

function unfit(reason: string): LiveBudget & { readonly kind: "unfit" } {
  return { kind: "unfit", reason };
}

function changeOf(units: Micros, validateOnly: boolean): Record<string, string> {
  return {
    daily_budget: String(units),
    ...(validateOnly ? { execution_options: '["validate_only"]' } : {}),
  };
}

/** What is wrong with the budget itself is rejected; what speaks of the caller stays a fault. */
function rejected(refusal: MetaRefusal): WriteAnswer {
  const fault = metaFault(refusal);
  if (fault.kind !== "settings" || refusal.code === VERSION_ENDED) throw fault;
  const { userMessage, message, traceId } = refusal;
  return { kind: "rejected", reason: `Meta: ${userMessage ?? message}`, requestId: traceId };
}

function refused(reason: string): WriteAnswer {
  return { kind: "rejected", reason, requestId: undefined };
}
