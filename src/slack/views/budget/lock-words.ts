import type { CampaignLock } from "../../../domain/budget/campaign-lock.ts";
import { mrkdwnName } from "../../mrkdwn.ts";
import { formatBudget, numberStyle } from "../format.ts";
import { dayWords } from "../period-words.ts";

/** `Brand is left alone until 15 Dec 2026`, `Brand gets never below $100 a day`. In mrkdwn. */
export function lockWords(lock: CampaignLock, locale: string | undefined): string {
  const { campaign, currency, frozen, minMicros, maxMicros, until } = lock;
  const style = numberStyle(currency, locale);
  const limits = [
    minMicros === undefined ? [] : [`never below ${formatBudget(minMicros, style)}`],
    maxMicros === undefined ? [] : [`never above ${formatBudget(maxMicros, style)}`],
  ].flat();
  const what = frozen ? "is left alone" : `gets ${limits.join(" and ")} a day`;
  const end = until === undefined ? "until somebody lifts that" : `until ${dayWords(until)}`;
  return `${mrkdwnName(campaign.name, 80)} ${what} ${end}`;
}
