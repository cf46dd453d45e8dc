import { majorUnits } from "../../money.ts";
import { sum } from "../at.ts";
import type { AccountSeries } from "../model/account-series.ts";
import type { Fixture, Portfolio, PortfolioCampaign } from "../portfolio.ts";

/** How far one budget may go, in major units a day. */
export interface BudgetLimits {
  readonly id: string;
  readonly before: number;
  readonly low: number;
  readonly high: number;
  /** Why low, high and the budget now are one. */
  readonly fixed?: Fixture | undefined;
  /** What each end is set by. */
  readonly lowBy: LimitKind;
  readonly highBy: LimitKind;
  readonly group?: string | undefined;
}

export type LimitKind = "step" | "floor" | "ceiling" | "fixed";

export interface GroupBounds {
  readonly group: string;
  readonly min: number;
  readonly max: number;
}

/** Limits that no set of budgets can hold, with the numbers (major units a day). */
export type Infeasible =
  | {
      readonly kind: "bounds-conflict";
      readonly campaign: string;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: "total-below-minimums"; readonly total: number; readonly minimums: number }
  | { readonly kind: "total-above-maximums"; readonly total: number; readonly maximums: number }
  | {
      readonly kind: "group-cap-below-minimums";
      readonly group: string;
      readonly cap: number;
      readonly minimums: number;
    }
  | {
      readonly kind: "group-floor-above-maximums";
      readonly group: string;
      readonly floor: number;
      readonly maximums: number;
    }
  | {
      readonly kind: "group-bounds-conflict";
      readonly group: string;
      readonly floor: number;
      readonly cap: number;
    }
  | { readonly kind: "total-above-group-caps"; readonly total: number; readonly caps: number }
  | { readonly kind: "total-below-group-floors"; readonly total: number; readonly floors: number };

export interface AccountLimits {
  readonly campaigns: readonly BudgetLimits[];
  readonly groups: readonly GroupBounds[];
  readonly total: number;
}

/** Limits of all campaigns in the order of the series. */
export function accountLimits(portfolio: Portfolio, account: AccountSeries): AccountLimits {
  const byId = new Map(portfolio.campaigns.map((campaign) => [campaign.id, campaign]));
  const campaigns = account.campaigns.flatMap(({ id, currentBudget }) => {
    const campaign = byId.get(id);
    return campaign === undefined ? [] : [limitsOf(campaign, currentBudget, portfolio.maxStep)];
  });
  const named = portfolio.totalMicros;
  return {
    campaigns,
    groups: (portfolio.groups ?? []).map(({ group, minMicros, maxMicros }) => ({
      group,
      min: minMicros === undefined ? 0 : majorUnits(minMicros),
      max: maxMicros === undefined ? Infinity : majorUnits(maxMicros),
    })),
    total:
      named === undefined
        ? sum(campaigns.map((one) => one.before)) * (1 + (portfolio.totalChange ?? 0))
        : majorUnits(named),
  };
}

function limitsOf(
  { id, fixed, group, minMicros, maxMicros }: PortfolioCampaign,
  before: number,
  maxStep: number,
): BudgetLimits {
  const why = fixed ?? (before > 0 ? undefined : "paused");
  if (why !== undefined) {
    return {
      id,
      before,
      group,
      low: before,
      high: before,
      fixed: why,
      lowBy: "fixed",
      highBy: "fixed",
    };
  }
  const floor = minMicros === undefined ? 0 : majorUnits(minMicros);
  const ceiling = maxMicros === undefined ? Infinity : majorUnits(maxMicros);
  const least = before * (1 - maxStep);
  const most = before * (1 + maxStep);
  return {
    id,
    before,
    group,
    low: Math.max(least, floor),
    high: Math.min(most, ceiling),
    lowBy: floor > least ? "floor" : "step",
    highBy: ceiling < most ? "ceiling" : "step",
  };
}

const SLACK = 1e-9;

/** The first limit that cannot be held, or undefined where some set of budgets holds them all. */
export function infeasibility({ campaigns, groups, total }: AccountLimits): Infeasible | undefined {
  const slack = SLACK * Math.max(1, Math.abs(total));
  for (const { id, low, high } of campaigns) {
    if (low > high + slack) return { kind: "bounds-conflict", campaign: id, low, high };
  }
  const minimums = sum(campaigns.map((one) => one.low));
  const maximums = sum(campaigns.map((one) => one.high));
  if (total < minimums - slack) return { kind: "total-below-minimums", total, minimums };
  if (total > maximums + slack) return { kind: "total-above-maximums", total, maximums };
  return groupInfeasibility({ campaigns, groups, total }, slack);
}

function groupInfeasibility(
  { campaigns, groups, total }: AccountLimits,
  slack: number,
): Infeasible | undefined {
  let floors = 0;
  let caps = 0;
  const grouped = new Set<string>();
  for (const { group, min, max } of groups) {
    if (min > max + slack) return { kind: "group-bounds-conflict", group, floor: min, cap: max };
    const members = campaigns.filter((one) => one.group === group);
    for (const { id } of members) grouped.add(id);
    const minimums = sum(members.map((one) => one.low));
    const maximums = sum(members.map((one) => one.high));
    if (max < minimums - slack)
      return { kind: "group-cap-below-minimums", group, cap: max, minimums };
    if (min > maximums + slack)
      return { kind: "group-floor-above-maximums", group, floor: min, maximums };
    floors += Math.max(min, minimums);
    caps += Math.min(max, maximums);
  }
  const free = campaigns.filter(({ id }) => !grouped.has(id));
  floors += sum(free.map((one) => one.low));
  caps += sum(free.map((one) => one.high));
  if (total > caps + slack) return { kind: "total-above-group-caps", total, caps };
  if (total < floors - slack) return { kind: "total-below-group-floors", total, floors };
  return undefined;
}
