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

export interface Script {
  /** Conversions of the campaign "Brand" on a day. */
  readonly conversions?: (day: Day) => number;
  readonly budgetMicros?: bigint;
  readonly accounts?: readonly SourceAccount[];
  readonly longestLoad?: number;
  /** Called before each load: throws, waits, looks on. */
  readonly before?: (days: DayRange, signal: AbortSignal) => void | Promise<void>;
  readonly budgets?: BudgetWriter;
}

/** A source that says what a test tells it to: one campaign, a dollar and a conversion a day. */
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
    budgets: script.budgets,
    close: () => Promise.resolve(),
    check: () => Promise.resolve({ accounts, notes: [] }),
    async load({ account, days, signal }, sink) {
      asked.push(days);
      await script.before?.(days, signal);
      const feed = await openRowFeed(account, sink);
      feed.sight({
        externalId: "7",
        name: "Brand",
        status: "active",
        dailyBudgetMicros: budgetMicros,
      });
      for (const day of eachDay(days)) {
        await feed.add("7", day, {
          spendMicros: 1_000_000n,
          impressions: 100,
          clicks: 10,
          conversions: conversions(day),
          valueMicros: 5_000_000n,
        });
      }
      return feed.end(days);
    },
  };
}

/** For what asks no source. */
export function noSource(): never {
  throw new Error("No source is opened here.");
}
