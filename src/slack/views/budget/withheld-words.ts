import type { WithheldCampaign } from "../../../domain/budget/plan/withheld-campaigns.ts";
import { mrkdwnName } from "../../mrkdwn.ts";
import { linesWithin, namesList } from "./campaign-names.ts";

const REASONS: Readonly<Record<WithheldCampaign["reason"], string>> = {
  locked: "somebody has said to leave it alone",
  paused: "paused",
  ended: "ended",
  "lifetime-budget": "a budget for its whole life, not by the day",
  "shared-budget": "shares its budget with others",
  "ad-set-budgets": "its budget sits on its ad sets, which are changed one by one",
  contracted: "pays for results at an agreed price, so there is no budget to move",
  learning: "still in the platform's learning phase",
  "changed-lately": "changed in the last 7 days, so it rests",
  "tracking-broken": "its tracking looks broken",
  "no-history": "too young to say anything of it",
  "no-recent-data": "no numbers lately",
  "data-unsettled": "its latest numbers are not settled yet",
  "other-currency": "of another currency",
  "other-goal": "of another goal",
  "beyond-the-largest": "smaller than those that a plan looks at",
  "not-spending": "does not spend the budget that it has, so more would bring nothing",
};

const NAMED = 5;
const ROOM = { lines: 15, characters: 4_000 };

/** Campaigns that a plan leaves alone, a line for each reason, in mrkdwn. */
export function withheldLines(withheld: readonly WithheldCampaign[]): string[] {
  const byReason = new Map<WithheldCampaign["reason"], string[]>();
  for (const { campaign, reason } of withheld) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), mrkdwnName(campaign, 44)]);
  }
  const lines = [...byReason].map(
    ([reason, names]) => `• ${namesList(names, NAMED)}: ${REASONS[reason]}`,
  );
  return [...linesWithin(lines, ROOM).lines];
}
