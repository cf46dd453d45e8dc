import type { Micros } from "../../domain/money.ts";
import type { BudgetWriter, LiveBudget, WriteAnswer } from "../../usecases/source.ts";
import type { GoogleAdsApi } from "./google-ads-api.ts";
import { type GoogleRefusal, googleFault } from "./google-fault.ts";
import { budgetKindOf, campaignQuery, type GoogleCampaign } from "./google-rows.ts";

/** Daily budgets of the account `customerId` (digits). A budget of several campaigns, or of a whole run, is left alone. */
export function googleBudgets(api: GoogleAdsApi, customerId: string): BudgetWriter {
  return {
    async read({ accountId, campaignId }, signal) {
      if (accountId.replaceAll("-", "") !== customerId) {
        return unfit(`This source does not hold the account ${accountId}.`);
      }
      if (!/^\d+$/.test(campaignId)) {
        return unfit(`"${campaignId}" is not the id of a Google Ads campaign.`);
      }
      const [found] = await api.all(campaignQuery(campaignId), signal);
      return found === undefined ? unfit("Google Ads has no such campaign.") : liveBudget(found);
    },
    async write({ ref, micros, validateOnly }, signal) {
      const posted = await api.post(
        {
          path: "campaignBudgets:mutate",
          body: mutation(ref, micros, validateOnly),
          once: !validateOnly,
        },
        signal,
      );
      if (posted.kind === "done") return { kind: "accepted", requestId: posted.requestId };
      return rejected(posted.refusal);
    },
  };
}

function liveBudget({ campaign, campaignBudget }: GoogleCampaign): LiveBudget {
  if (campaign.status === "REMOVED") return unfit("The campaign was removed in Google Ads.");
  if (campaignBudget === undefined) return unfit("The campaign has no budget in Google Ads.");
  const { resourceName, amountMicros, referenceCount } = campaignBudget;
  const kind = budgetKindOf(campaignBudget);
  if (kind === "total") {
    return unfit("Its budget is a total for the campaign's whole run, not a daily one.");
  }
  if (kind === "shared") {
    return unfit(
      referenceCount > 1
        ? `Its budget is shared by ${referenceCount} campaigns: a change would move all of them.`
        : "Its budget is a shared one, which other campaigns may join.",
    );
  }
  if (amountMicros === undefined) return unfit("Google Ads names no amount for its daily budget.");
  return { kind: "daily", micros: amountMicros, ref: resourceName };
}

function unfit(reason: string): LiveBudget {
  return { kind: "unfit", reason };
}

function mutation(resourceName: string, micros: Micros, validateOnly: boolean): object {
  return {
    operations: [
      { updateMask: "amount_micros", update: { resourceName, amountMicros: String(micros) } },
    ],
    partialFailure: false,
    validateOnly,
    responseContentType: "MUTABLE_RESOURCE",
  };
}

/** What speaks of the caller and not of the budget stays a fault. */
const CALLERS = ["authenticationError", "authorizationError", "quotaError", "internalError"];
const CALLERS_NAMES = ["UNSUPPORTED_VERSION", "INVALID_CUSTOMER_ID"];

const REASONS: Readonly<Record<string, string>> = {
  NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT:
    "Google Ads takes only whole units of the currency's smallest coin.",
  BUDGET_BELOW_PER_DAY_MINIMUM: "The amount is below Google Ads' minimum for a day.",
  MONEY_AMOUNT_LESS_THAN_CURRENCY_MINIMUM_CPC: "The amount would not pay for a single click.",
  MONEY_AMOUNT_TOO_LARGE: "The amount is larger than Google Ads allows.",
  NEGATIVE_MONEY_AMOUNT: "A budget cannot be negative.",
  CAMPAIGN_BUDGET_REMOVED: "The budget was removed in Google Ads.",
  RESOURCE_NOT_FOUND: "Google Ads no longer has this budget.",
  TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY:
    "The budget is a total for the campaign's whole run in Google Ads.",
  BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD:
    "The budget is a total for the campaign's whole run in Google Ads.",
};

function rejected(refusal: GoogleRefusal): WriteAnswer {
  const { family, name, status, message, requestId } = refusal;
  const ofCaller = CALLERS.includes(family) || CALLERS_NAMES.includes(name) || status !== 400;
  if (ofCaller && REASONS[name] === undefined) throw googleFault(refusal);
  return {
    kind: "rejected",
    reason: REASONS[name] ?? `Google Ads will not have it (${name}): ${message}`,
    requestId,
  };
}
