import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";
import { type MetaAccount, metaError } from "./meta-account.ts";

/** What happens to a changed budget: below 100 units it is refused, and with `validate_only` it stays. */
export function changeBudget(
  call: ReceivedCall,
  id: string,
  { campaigns, adSets = [] }: MetaAccount,
): ScriptedAnswer | undefined {
  const holder = [...campaigns, ...adSets].find((one) => one.id === id);
  if (holder === undefined) return undefined;
  const form = new URLSearchParams(call.text);
  const units = form.get("daily_budget") ?? "";
  if (!/^\d+$/.test(units) || Number(units) < 100) {
    const error_user_msg = "Your budget is too low.";
    return {
      status: 400,
      body: metaError(100, "Invalid parameter", { error_subcode: 1885272, error_user_msg }),
    };
  }
  if (form.get("execution_options") !== '["validate_only"]') holder.daily_budget = units;
  return { body: { success: true } };
}
