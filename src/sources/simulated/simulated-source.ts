import { z } from "zod";

import type { DatedBudget } from "../../domain/campaign.ts";
import { type Day, type DayRange, dayAt, eachDay, instantOf, addDays } from "../../domain/day.ts";
import { type Micros, parseMicros } from "../../domain/money.ts";
import { platformName } from "../../domain/platform.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Totals } from "../../domain/totals.ts";
import type { BudgetWriter, Source } from "../../usecases/source.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { DEMO_CAMPAIGNS, type DemoCampaign } from "../demo/demo-campaigns.ts";
import { demoBudget, demoDay } from "../demo/demo-day.ts";
import { DEMO_CURRENCY, DEMO_ZONE } from "../demo/demo-exports.ts";
import { defineSource, type SourceDeps, type SourceType } from "../source-type.ts";

/** What the made-up platform has been told: it survives a restart, as a real one would. */
export interface SimulatedMemory {
  budgets(): Promise<ReadonlyMap<string, { readonly micros: Micros; readonly setAt: number }>>;
  setBudget(campaign: string, micros: Micros, at: number): Promise<void>;
}

/**
 * A made-up platform for trying everything without an account: it restates its days, and takes budgets. `present`: the
 * instant that counts for it also where a load plays an earlier one.
 */
export function simulatedSource(memory: SimulatedMemory, present: () => number): SourceType {
  return defineSource({
    kind: "simulated",
    trailingDays: 28,
    settings: z.strictObject({}),
    secrets: z.undefined(),
    create: (_settings, _secrets, deps) => createSimulated({ memory, present }, deps),
  });
}

interface Platform {
  readonly memory: SimulatedMemory;
  readonly present: () => number;
}

function createSimulated({ memory, present }: Platform, { now }: SourceDeps): Source {
  return {
    longestLoad: 200,
    close: () => Promise.resolve(),
    budgets: simulatedBudgets(memory, now),
    check: () =>
      Promise.resolve({
        accounts: platforms().map((platform) => ({
          externalId: platform,
          platform,
          name: `Demo ${platformName(platform)}`,
          currency: DEMO_CURRENCY,
          zone: DEMO_ZONE,
        })),
        notes: ["A made-up platform: its numbers are for trying things out."],
      }),
    async load({ account, days }, sink) {
      const feed = await openRowFeed(account, sink);
      const today = dayAt(now(), DEMO_ZONE);
      const set = await memory.budgets();
      for (const campaign of campaignsOf(account)) {
        const own = set.get(campaign.name);
        const setOn = own === undefined ? undefined : dayAt(own.setAt, DEMO_ZONE);
        feed.sight({
          externalId: campaign.name,
          name: campaign.name,
          status: "active",
          budgetKind: "daily",
          budgets: datedBudgets(campaign, days, own && { ...own, day: setOn ?? today }),
          dailyBudgetMicros: own?.micros ?? budgetMicros(campaign, today),
          ...(campaign.targetCpa === undefined
            ? {}
            : { target: { metric: "cpa", micros: majorMicros(campaign.targetCpa) } }),
          ...(campaign.targetRoas === undefined
            ? {}
            : { target: { metric: "roas", ratio: campaign.targetRoas } }),
        });
        for (const day of eachDay(days)) {
          if (day > today) continue;
          const budget =
            own !== undefined && setOn !== undefined && day >= setOn
              ? Number(own.micros) / 1e6
              : undefined;
          const share = day === today ? shareOfDay(day, now()) : 1;
          await feed.add(
            campaign.name,
            day,
            totalsOf(
              demoDay(campaign, day, { today, budget, present: dayAt(present(), DEMO_ZONE) }),
              share,
            ),
          );
        }
      }
      return feed.end(days);
    },
  };
}

function simulatedBudgets(memory: SimulatedMemory, now: () => number): BudgetWriter {
  return {
    async read({ accountId, campaignId }) {
      const campaign = DEMO_CAMPAIGNS.find(
        ({ name, platform }) => name === campaignId && platform === accountId,
      );
      if (campaign === undefined) {
        return { kind: "unfit", reason: "The platform has no such campaign any more." };
      }
      const set = (await memory.budgets()).get(campaign.name);
      const micros = set?.micros ?? budgetMicros(campaign, dayAt(now(), DEMO_ZONE));
      return { kind: "daily", micros, ref: campaign.name };
    },
    async write({ ref, micros, validateOnly }) {
      const requestId = `simulated-${now()}`;
      if (micros < 1_000_000n) {
        return {
          kind: "rejected",
          reason: "The budget is below the least that a campaign may have, 1.00.",
          requestId,
        };
      }
      if (!validateOnly) await memory.setBudget(ref, micros, now());
      return { kind: "accepted", requestId };
    },
  };
}

function platforms() {
  return [...new Set(DEMO_CAMPAIGNS.map(({ platform }) => platform))];
}

function campaignsOf({ platform }: SourceAccount): DemoCampaign[] {
  return DEMO_CAMPAIGNS.filter((campaign) => campaign.platform === platform);
}

/** The budget of each day on which it was another than the day before, oldest first. */
function datedBudgets(
  campaign: DemoCampaign,
  days: DayRange,
  own: { readonly micros: Micros; readonly day: Day } | undefined,
): DatedBudget[] {
  const dated: DatedBudget[] = [];
  for (const day of eachDay(days)) {
    const micros = own !== undefined && day >= own.day ? own.micros : budgetMicros(campaign, day);
    if (micros !== dated.at(-1)?.micros) dated.push({ day, micros });
  }
  return dated;
}

function budgetMicros(campaign: DemoCampaign, day: string): Micros {
  return majorMicros(demoBudget(campaign, day));
}

function majorMicros(amount: number): Micros {
  return parseMicros(amount.toFixed(2)) ?? 0n;
}

/** How much of a day has passed. */
function shareOfDay(day: string, at: number): number {
  const from = instantOf(day, DEMO_ZONE);
  const to = instantOf(addDays(day, 1), DEMO_ZONE);
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

function totalsOf(figures: ReturnType<typeof demoDay>, share: number): Totals {
  return {
    spendMicros: majorMicros(figures.spend * share),
    impressions: Math.round(figures.impressions * share),
    clicks: Math.round(figures.clicks * share),
    conversions: figures.conversions,
    valueMicros: majorMicros(figures.value),
  };
}
