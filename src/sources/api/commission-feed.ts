import type { PricingModel } from "../../domain/campaign.ts";
import { dayAt, type DayRange } from "../../domain/day.ts";
import type { Micros } from "../../domain/money.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { SourceFault } from "../../usecases/source.ts";
import type { RowFeed } from "./row-feed.ts";

/** One sale or lead that a network tracked. */
export interface Commission {
  /** Who brought it, or whose programme it is: the network's id. */
  readonly partnerId: string;
  readonly partner: string | undefined;
  /** When it happened, milliseconds since 1970. */
  readonly at: number;
  /** Taken back, refused or deleted: it counts for nothing, but its day is told again. */
  readonly reversed: boolean;
  /** A bonus costs, but is no conversion. */
  readonly conversions: number;
  readonly commissionMicros: Micros;
  readonly saleMicros: Micros;
  /** Undefined where the network does not name it. */
  readonly currency: string | undefined;
  readonly pricing: PricingModel;
}

/** What becomes of commissions in another currency than the account's; they are never added to it. */
export const OTHER_CURRENCIES = ["refuse", "leave_out"] as const;
export type OtherCurrencies = (typeof OTHER_CURRENCIES)[number];

/** Turns commissions into campaigns' days of the account's zone: commission is spend, sale is value. */
export interface CommissionFeed {
  /** Commissions outside the days are of no account. */
  add(commission: Commission): Promise<void>;
  /** What was left out, in sentences. */
  warnings(): string[];
}

export interface CommissionScope {
  readonly account: SourceAccount;
  readonly days: DayRange;
  readonly otherCurrencies: OtherCurrencies;
}

export function createCommissionFeed(feed: RowFeed, scope: CommissionScope): CommissionFeed {
  const { account, days, otherCurrencies } = scope;
  const names = new Map<string, string>();
  const leftOut = new Map<string, number>();

  function sight({ partnerId, partner, pricing }: Commission): void {
    const key = `${pricing} ${partner ?? ""}`;
    if (names.get(partnerId) === key) return;
    names.set(partnerId, key);
    feed.sight({ externalId: partnerId, name: partner ?? partnerId, pricing });
  }

  return {
    async add(commission) {
      const day = dayAt(commission.at, account.zone);
      if (day < days.from || day > days.to) return;
      const { currency = account.currency, reversed } = commission;
      if (currency !== account.currency) {
        if (otherCurrencies === "refuse") throw otherCurrency(account, currency);
        leftOut.set(currency, (leftOut.get(currency) ?? 0) + 1);
        return;
      }
      sight(commission);
      await feed.add(commission.partnerId, day, {
        spendMicros: reversed ? 0n : commission.commissionMicros,
        impressions: 0,
        clicks: 0,
        conversions: reversed ? 0 : commission.conversions,
        valueMicros: reversed ? 0n : commission.saleMicros,
      });
    },
    warnings: () =>
      [...leftOut].map(
        ([currency, times]) =>
          `${times} ${times === 1 ? "commission" : "commissions"} in ${currency} ${times === 1 ? "was" : "were"} left out: the account is in ${account.currency}.`,
      ),
  };
}

function otherCurrency(account: SourceAccount, currency: string): SourceFault {
  return new SourceFault(
    "settings",
    `There are commissions in ${currency}, but the account is in ${account.currency}.`,
    {
      next: `If the account is kept in ${currency}, set currency to it; if it has several, set otherCurrencies to "leave_out" and make one source for each currency.`,
    },
  );
}
