import { z } from "zod";

import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { type SourceCheck, SourceFault } from "../../usecases/source.ts";
import { describedAccount } from "../api/described-account.ts";
import type { MetaGraph } from "./meta-graph.ts";
import { conversionsOf } from "./meta-rows.ts";
import type { MetaSettings } from "./meta-settings.ts";

const accountForm = z.object({
  name: z.string().default(""),
  currency: z.string(),
  timezone_name: z.string(),
  account_status: z.number().default(1),
});
const permissionForm = z.object({ permission: z.string(), status: z.string() });
const actionsForm = z.object({
  actions: z.array(z.looseObject({ action_type: z.string() })).default([]),
});

const ACTIVE = 1;
const STATES: Readonly<Record<number, string>> = {
  2: "disabled",
  3: "unsettled: a payment is missing",
  7: "in risk review",
  8: "waiting for a payment",
  9: "in a grace period",
  100: "about to be closed",
  101: "closed",
};

/** What the ad account is, what the token may do there, and what could count as a conversion. */
export async function checkMeta(
  graph: MetaGraph,
  settings: MetaSettings,
  signal: AbortSignal,
): Promise<SourceCheck> {
  const { accountId, accountName } = settings;
  const fields = Object.keys(accountForm.shape).join(",");
  const found = await graph.get(`act_${accountId}`, { fields }, { form: accountForm, signal });
  const name = accountName ?? found.name;
  const account: SourceAccount = describedAccount({
    externalId: accountId,
    platform: "meta_ads",
    name: name === "" ? accountId : name,
    currency: found.currency,
    zone: found.timezone_name,
  });
  const state = STATES[found.account_status] ?? `in state ${found.account_status}`;
  return {
    accounts: [account],
    notes: [
      await rights(graph, signal),
      ...(found.account_status === ACTIVE ? [] : [`The ad account is ${state}.`]),
      await conversions(graph, settings, signal),
    ],
  };
}

async function rights(graph: MetaGraph, signal: AbortSignal): Promise<string> {
  const permissions = await graph.all("me/permissions", {}, { form: permissionForm, signal });
  const granted = permissions.filter(({ status }) => status === "granted");
  const has = (name: string): boolean => granted.some(({ permission }) => permission === name);
  if (has("ads_management")) return "It may read, and change budgets (ads_management).";
  if (has("ads_read")) return "It may read, and not change budgets (ads_read).";
  throw new SourceFault("rights", "The token has neither ads_read nor ads_management.", {
    next: "Make a token with ads_read, or with ads_management where budgets are to be changed.",
  });
}

async function conversions(
  graph: MetaGraph,
  { accountId, actionType, attributionWindows: windows }: MetaSettings,
  signal: AbortSignal,
): Promise<string> {
  if (actionType !== undefined) {
    return `A conversion is "${actionType}", within ${windows.join(" and ")}.`;
  }
  const params = {
    level: "account",
    date_preset: "last_28d",
    fields: "actions",
    action_attribution_windows: JSON.stringify(windows),
  };
  const rows = await graph.all(`act_${accountId}/insights`, params, { form: actionsForm, signal });
  const actions = rows.flatMap(({ actions: of }) => of);
  const seen = [...new Set(actions.map(({ action_type: type }) => type))]
    .map((type) => ({ type, count: conversionsOf(actions, type, windows) }))
    .toSorted((a, b) => b.count - a.count);
  if (seen.length === 0) {
    return "No action was seen in the last 28 days: set actionType, such as purchase; until then conversions are 0.";
  }
  const list = seen.map(({ type, count }) => `${type} (${count})`).join(", ");
  return `Conversions are 0 until one action is chosen. Seen in the last 28 days: ${list}. Set actionType to one of them; several name the same event.`;
}
