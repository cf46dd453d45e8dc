import { eachDay, type Day, type DayRange } from "../../src/domain/day.ts";
import type { SourceAccount } from "../../src/domain/source/source-kind.ts";
import { openRowFeed } from "../../src/sources/api/row-feed.ts";
import type { BudgetWriter, Source } from "../../src/usecases/source.ts";

export const SCRIPTED_ACCOUNT: SourceAccount = {
  externalId: "act-1",
  platform: "google_ads",
  name: "Live",
  currency: "USD",
  zone: "America/New_York",
};

export interface ScriptedCampaign {
  readonly externalId: string;
  readonly name: string;
  /** Whether it has anything on a day. */
  readonly runs?: (day: Day) => boolean;
}

const BRAND: ScriptedCampaign = { externalId: "7", name: "Brand" };

export interface Script {
  /** One campaign, "Brand", unless said. */
  readonly campaigns?: readonly ScriptedCampaign[];
  /** A campaign that it does not name has nothing. */
  readonly tellsAll?: boolean;
  /** Conversions of a campaign on a day. */
  readonly conversions?: (day: Day) => number;
  readonly budgetMicros?: bigint;
  readonly accounts?: readonly SourceAccount[];
  readonly longestLoad?: number;
  /** Called before each load: throws, waits, looks on. */
  readonly before?: (days: DayRange, signal: AbortSignal) => void | Promise<void>;
  readonly budgets?: BudgetWriter;
}

/** A source that says what a test tells it to: a dollar and a conversion a day. */
export function scriptedSource(script: Script = {}): Source & { readonly asked: DayRange[] } {
  const {
    conversions = () => 1,
    accounts = [SCRIPTED_ACCOUNT],
    budgetMicros = 50_000_000n,
  } = script;
  const asked: DayRange[] = [];
  return {
    asked,
    longestLoad: script.longestLoad ?? 31,
    ...(script.tellsAll === undefined ? {} : { tellsAll: script.tellsAll }),
    budgets: script.budgets,
    close: () => Promise.resolve(),
    check: () => Promise.resolve({ accounts, notes: [] }),
    async load({ account, days, signal }, sink) {
      asked.push(days);
      await script.before?.(days, signal);
      const feed = await openRowFeed(account, sink);
      for (const { externalId, name, runs = () => true } of script.campaigns ?? [BRAND]) {
        feed.sight({ externalId, name, status: "active", dailyBudgetMicros: budgetMicros });
        for (const day of eachDay(days).filter(runs)) {
          await feed.add(externalId, day, {
            spendMicros: 1_000_000n,
            impressions: 100,
            clicks: 10,
            conversions: conversions(day),
            valueMicros: 5_000_000n,
          });
        }
      }
      return feed.end(days);
    },
  };
}

/** For what asks no source. */
export function noSource(): never {
  throw new Error("No source is opened here.");
}
