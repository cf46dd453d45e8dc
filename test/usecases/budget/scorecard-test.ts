import { and, asc, eq } from "drizzle-orm";

import { recordBudgets } from "../../../src/db/budget-history.ts";
import { campaignsNamed } from "../../../src/db/campaigns.ts";
import type { Db } from "../../../src/db/db.ts";
import { insertChanges } from "../../../src/db/proposal-changes.ts";
import { insertProposal, reserveProposalId } from "../../../src/db/proposals.ts";
import { deliveries } from "../../../src/db/schema/deliveries.ts";
import { scorecards } from "../../../src/db/schema/scorecards.ts";
import type { ShiftPlan } from "../../../src/domain/budget/proposal/proposal.ts";
import type { Scorecard } from "../../../src/domain/budget/scorecard/scorecard.ts";
import type { CampaignLabel } from "../../../src/domain/campaign.ts";
import { addDays, type Day, daysFrom, eachDay, instantOf } from "../../../src/domain/day.ts";
import type { DailyTotals } from "../../../src/domain/summary.ts";
import { oweScorecards } from "../../../src/usecases/budget/owe-scorecards.ts";
import { storedPlan } from "../../../src/usecases/budget/stored-plan.ts";
import { scorecardFrom } from "../../../src/usecases/budget/stored-scorecard.ts";
import type { Scope } from "../../../src/usecases/scope.ts";
import { chanceOf } from "../../bench/budget/chance.ts";
import { test as base } from "../../support/fixtures.ts";
import { loadDays } from "../../support/load-days.ts";

const M = 1_000_000n;

/** The day on which the shift was made. */
export const APPLIED = "2026-10-20";
const FIRST = addDays(APPLIED, -40);
const TOUCHED = ["Prospecting", "Nonbrand"];
const NEW_BUDGETS = new Map([
  ["Prospecting", 80n * M],
  ["Nonbrand", 120n * M],
]);

export interface History {
  /** The last day with numbers; the load is made the morning after. */
  readonly until: Day;
  /** What the shift multiplies the touched campaigns' conversions by. */
  readonly effect?: number;
  /** What demand of all is multiplied by from the day after the change on. */
  readonly demand?: number;
  readonly currency?: string;
  readonly account?: string;
  readonly campaigns?: readonly string[];
  /** Days without any conversion. */
  readonly dark?: (day: Day) => boolean;
}

export interface Applied {
  /** Changes that were not made. */
  readonly skipped?: readonly string[];
  readonly kept?: boolean;
  readonly on?: Day;
}

/** A workspace in which a shift was made on 20 October 2026, from Prospecting to Nonbrand; Brand and Video stay. */
export interface ScorecardStory {
  readonly db: Db;
  load(history: History): Promise<void>;
  /** Returns the proposal's number. */
  apply(how?: Applied): Promise<number>;
  changeBudget(name: string, day: Day, micros: bigint): Promise<void>;
  at(day: Day, hours?: number): Scope;
  cards(proposalId: number): Promise<(Scorecard | undefined)[]>;
  owed(): Promise<(typeof deliveries.$inferSelect)[]>;
}

export const test = base.extend<{ story: ScorecardStory }>({
  story: async ({ db, scope, importing }, use) => {
    const { workspaceId, zone } = scope;
    const at = (day: Day, hours = 12): Scope => ({
      ...scope,
      actor: "job:scorecards",
      now: instantOf(day, zone) + hours * 3_600_000,
    });
    async function labelOf(name: string): Promise<CampaignLabel> {
      const [record] = await campaignsNamed(db, {
        workspaceId,
        name,
        days: { from: APPLIED, to: APPLIED },
      });
      if (record === undefined) throw new Error(`There is no ${name}.`);
      return record.label;
    }
    await use({
      db,
      at,
      async load(history) {
        const names = history.campaigns ?? [...TOUCHED, "Brand", "Video"];
        await loadDays(importing, at(addDays(history.until, 1), 9), {
          campaigns: names.map((name) => ({
            name,
            budgetMicros: NEW_BUDGETS.get(name) ?? 100n * M,
            daily: daysOf(name, history),
          })),
          ...(history.currency !== undefined && { currency: history.currency }),
          ...(history.account !== undefined && { account: history.account }),
        });
      },
      async apply({ skipped = [], kept = true, on = APPLIED } = {}) {
        const labels = await Promise.all(TOUCHED.map(labelOf));
        const { now } = at(on);
        const proposalId = await reserveProposalId(db);
        await insertProposal(db, {
          workspaceId,
          proposalId,
          kind: "shift",
          state: "approved",
          plan: storedPlan(planOf(labels, kept)),
          channel: "C0ALERTS",
          deliveryKey: `proposal:${proposalId}`,
          createdBy: "slack:U0MAYA",
          createdAt: new Date(now),
          expiresAt: new Date(now + 1),
          appliedAt: new Date(now),
        });
        await insertChanges(
          db,
          planOf(labels, kept).changes.map(({ campaign, beforeMicros, afterMicros }) => ({
            workspaceId,
            proposalId,
            campaignId: campaign.id,
            beforeMicros,
            afterMicros,
            state: skipped.includes(campaign.name) ? ("skipped" as const) : ("done" as const),
            changedBy: "slack:U0MAYA",
            changedAt: new Date(now),
          })),
        );
        await oweScorecards(db, { workspaceId, proposalId, appliedAt: now });
        return proposalId;
      },
      async changeBudget(name, day, budgetMicros) {
        const { id: campaignId } = await labelOf(name);
        await recordBudgets(db, at(day), [{ campaignId, day, budgetMicros, byLoad: false }]);
      },
      async cards(proposalId) {
        const rows = await db.orm
          .select()
          .from(scorecards)
          .where(
            and(eq(scorecards.workspaceId, workspaceId), eq(scorecards.proposalId, proposalId)),
          )
          .orderBy(asc(scorecards.day));
        return rows.map(({ result }) => scorecardFrom(result));
      },
      owed: () =>
        db.orm
          .select()
          .from(deliveries)
          .where(eq(deliveries.workspaceId, workspaceId))
          .orderBy(asc(deliveries.sequence)),
    });
  },
});

function daysOf(name: string, { until, effect = 1, demand = 1, dark }: History): DailyTotals[] {
  const chance = chanceOf(name.length * 7);
  return eachDay({ from: FIRST, to: until }).map((day) => {
    const after = daysFrom(APPLIED, day) > 0;
    const mean = 20 * (after ? demand * (TOUCHED.includes(name) ? effect : 1) : 1);
    const conversions = dark?.(day) === true ? 0 : chance.poisson(mean);
    return {
      day,
      spendMicros: 100n * M,
      impressions: 10_000,
      clicks: 200,
      conversions,
      valueMicros: BigInt(conversions) * 50n * M,
    };
  });
}

function planOf(labels: readonly CampaignLabel[], kept: boolean): ShiftPlan {
  const [from, to] = labels;
  if (from === undefined || to === undefined) throw new Error("Two campaigns are changed.");
  const change = (campaign: CampaignLabel, afterMicros: bigint) => ({
    campaign,
    beforeMicros: 100n * M,
    afterMicros,
    binds: undefined,
    reason: undefined,
  });
  return {
    asOf: addDays(APPLIED, -1),
    currency: "USD",
    goal: "value",
    maxStep: 0.2,
    changes: [change(from, 80n * M), change(to, 120n * M)],
    moves: [{ from: from.id, to: to.id, amount: 20n * M }],
    expected: { gain: 28, low: 5, high: 90, probability: 0.95 },
    valueNow: 4000,
    totalMicros: 400n * M,
    incompleteDays: 0,
    passes: true,
    basis: kept
      ? {
          meanGain: 40,
          low: 17,
          high: 81,
          campaigns: [
            { campaign: from.id, before: 1000, sd: 60, after: 950 },
            { campaign: to.id, before: 1000, sd: 60, after: 1090 },
          ],
        }
      : undefined,
  };
}
