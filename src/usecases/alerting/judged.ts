import type { CampaignWindow } from "../../db/window-sums.ts";
import type { Reading } from "../../domain/alerting/alert.ts";
import type { RuleWindow } from "../../domain/alerting/rule-window.ts";
import type { Verdict } from "../../domain/alerting/verdict.ts";
import type { Totals } from "../../domain/totals.ts";

/** What a rule says of a campaign. */
export interface Judged {
  readonly ruleId: number;
  readonly campaignId: number;
  readonly accountId: number;
  readonly verdict: Verdict;
  readonly totals: Totals;
  /** Days of the window without numbers that ought to be there. */
  readonly missingDays: number;
  /** Undefined where there was no limit to hold a value against. */
  readonly reading: Reading | undefined;
}

/** A verdict with what was read; without a window nothing was. */
export function judgedOf(
  found: {
    readonly ruleId: number;
    readonly campaign: Pick<CampaignWindow, "campaignId" | "accountId" | "current">;
    readonly verdict: Verdict;
    readonly missingDays?: number;
  },
  at: number,
  window?: RuleWindow,
): Judged {
  const { ruleId, campaign, verdict, missingDays = 0 } = found;
  const { campaignId, accountId, current: totals } = campaign;
  const judged = { ruleId, campaignId, accountId, verdict, totals, missingDays };
  if (window === undefined || verdict.kind === "ended" || verdict.limit === undefined) {
    return { ...judged, reading: undefined };
  }
  const chance = verdict.kind === "ok" ? undefined : verdict.chance;
  const { value, limit } = verdict;
  return { ...judged, reading: { at, range: window.range, value, limit, totals, chance } };
}
