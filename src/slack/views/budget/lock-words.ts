import type { CampaignLock } from "../../../domain/budget/proposal/campaign-lock.ts";
import { mrkdwnName } from "../../mrkdwn.ts";
import { formatBudget, numberStyle } from "../format.ts";
import { dayWords } from "../period-words.ts";

/** `Brand is left alone until 15 Dec 2026`, `Brand never gets less than $100 a day until somebody lifts that`. In mrkdwn. */
export function lockWords(lock: CampaignLock, locale: string | undefined): string {
  const { campaign, currency, frozen, minMicros, maxMicros, until } = lock;
  const style = numberStyle(currency, locale);
  const limits = [
    minMicros === undefined ? [] : [`less than ${formatBudget(minMicros, style)}`],
    maxMicros === undefined ? [] : [`more than ${formatBudget(maxMicros, style)}`],
  ].flat();
  const what = frozen ? "is left alone" : `never gets ${limits.join(" or ")} a day`;
  const end = until === undefined ? "until somebody lifts that" : `until ${dayWords(until)}`;
  return `${mrkdwnName(campaign.name, 44)} ${what} ${end}`;
}
