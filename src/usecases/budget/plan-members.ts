import type { Db } from "../../db/db.ts";
import { type PlanCandidate, planCandidates } from "../../db/plan-candidates.ts";
import type { LeftOut, WithheldCampaign } from "../../domain/budget/plan/withheld-campaigns.ts";
import { type BudgetKind, type CampaignLabel, isContracted } from "../../domain/campaign.ts";
import { addDays } from "../../domain/day.ts";
import type { AccountInState } from "../account-states.ts";
import type { Scope } from "../scope.ts";
import { PAST_DAYS, type PlanAccounts } from "./plan-accounts.ts";
import { uniqueNames } from "./unique-names.ts";

/** A campaign with what it is called in the plan. */
export interface PlanMember {
  readonly id: string;
  readonly label: CampaignLabel;
  readonly accountId: number;
  readonly dailyBudgetMicros: bigint | undefined;
  readonly budgetKind: BudgetKind | undefined;
  readonly learning: boolean;
}

export interface PlanMembers {
  /** The highest spend first. */
  readonly members: readonly PlanMember[];
  readonly leftOut: readonly WithheldCampaign[];
}

/** The days whose mean spend stands in for a budget: who has no numbers in them is not running. */
const LATE_DAYS = 7;
/** So many campaigns the engine answers for within seconds. */
const MOST_CAMPAIGNS = 500;

/** The campaigns that a plan can be made of, and why others with numbers of the last half year have no part. */
export async function planMembers(
  db: Db,
  { workspaceId }: Scope,
  accounts: PlanAccounts,
): Promise<PlanMembers> {
  const { all, asOf } = accounts;
  const states = new Map(all.map((one) => [one.account.accountId, one]));
  const candidates = await planCandidates(db, {
    workspaceId,
    accountIds: [...states.keys()],
    from: addDays(asOf, 1 - PAST_DAYS),
    lateFrom: addDays(asOf, 1 - LATE_DAYS),
    to: asOf,
  });
  const known = candidates.flatMap((candidate) => {
    const state = states.get(candidate.accountId);
    return state === undefined ? [] : [{ candidate, state }];
  });
  const names = uniqueNames(known.map(({ candidate, state }) => labelOf(candidate, state)));
  const members: PlanMember[] = [];
  const leftOut: WithheldCampaign[] = [];
  for (const { candidate, state } of known) {
    const id = names.get(candidate.campaignId) ?? candidate.name;
    const reason = exclusion(candidate, state, accounts);
    if (reason !== undefined) leftOut.push({ campaign: id, reason });
    else if (members.length === MOST_CAMPAIGNS) {
      leftOut.push({ campaign: id, reason: "beyond-the-largest" });
    } else members.push({ ...candidate, id, label: labelOf(candidate, state) });
  }
  return { members, leftOut };
}

function exclusion(
  { status, dailyBudgetMicros, pricing, lastDay }: PlanCandidate,
  { account, state }: AccountInState,
  { currency }: PlanAccounts,
): LeftOut | undefined {
  if (status === "ended") return "ended";
  if (status === "paused" || dailyBudgetMicros === 0n) return "paused";
  if (isContracted(pricing)) return "contracted";
  if (account.currency !== currency) return "other-currency";
  if (state.kind === "stale") return "data-unsettled";
  if (state.kind === "dark") return "tracking-broken";
  return lastDay === undefined ? "no-recent-data" : undefined;
}

function labelOf(
  { campaignId, name, status }: PlanCandidate,
  { account }: AccountInState,
): CampaignLabel {
  return { id: campaignId, name, status, platform: account.platform, account: account.name };
}
