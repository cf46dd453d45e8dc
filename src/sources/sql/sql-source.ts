import { isDay } from "../../domain/day.ts";
import { parseMicros } from "../../domain/money.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Totals } from "../../domain/totals.ts";
import type { ReadOutcome } from "../../usecases/export-file.ts";
import { type Source, type SourceCheck, SourceFault } from "../../usecases/source.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { defineSource } from "../source-type.ts";
import type { ColumnMap } from "./column-map.ts";
import { accountsQuery, daysQuery } from "./sql-query.ts";
import {
  mapOf,
  type SqlAccount,
  sqlSecrets,
  type SqlSettings,
  sqlSettings,
} from "./sql-settings.ts";
import { createWarehouse, type Warehouse } from "./warehouse.ts";

/** A Postgres that the team already fills: Fivetran's, Airbyte's, dlt's, Singer's tables, or its own. */
export const sqlSource = defineSource({
  kind: "sql",
  trailingDays: 28,
  settings: sqlSettings,
  secrets: sqlSecrets,
  create: (settings, { url }) => createSqlSource(settings, createWarehouse(url)),
});

const LONGEST_LOAD = 92;

function createSqlSource(settings: SqlSettings, warehouse: Warehouse): Source {
  const map = mapOf(settings);
  return {
    longestLoad: LONGEST_LOAD,
    tellsAll: true,
    budgets: undefined,
    close: () => Promise.resolve(),
    check: (signal) => check({ settings, map, warehouse }, signal),
    async load({ account, days, signal }, sink): Promise<ReadOutcome> {
      const meant = settings.accounts.find(
        ({ id, platform }) => id === account.externalId && platform === account.platform,
      );
      if (meant === undefined) throw noAccount(account.externalId);
      const feed = await openRowFeed(account, sink);
      for await (const rows of warehouse.batches(
        daysQuery(settings, map, { account: meant, days }),
        signal,
      )) {
        for (const row of rows) {
          const { campaign_id: id, day } = row;
          if (id === null || id === undefined || day === null || day === undefined || !isDay(day))
            continue;
          feed.sight({ externalId: id, name: row["campaign"] ?? id });
          await feed.add(id, day, totalsOf(row, map));
        }
      }
      return feed.end(days);
    },
  };
}

async function check(
  {
    settings,
    map,
    warehouse,
  }: { readonly settings: SqlSettings; readonly map: ColumnMap; readonly warehouse: Warehouse },
  signal: AbortSignal,
): Promise<SourceCheck> {
  if (settings.accounts.length > 0) {
    const [first] = settings.accounts;
    // The smallest question that needs the table, its columns and the right to read them.
    const day = "1970-01-01";
    if (first !== undefined) {
      const probe = daysQuery(settings, map, { account: first, days: { from: day, to: day } });
      for await (const _ of warehouse.batches(probe, signal)) break;
    }
    return { accounts: settings.accounts.map(accountOf), notes: [] };
  }
  const found: string[] = [];
  for await (const rows of warehouse.batches(accountsQuery(settings, map), signal)) {
    for (const { platform, account, rows: count, last_day: last } of rows) {
      const words = [platform, account].filter((word) => typeof word === "string").join(" ");
      found.push(`${words === "" ? "one account" : words}: ${count} rows, through ${last}`);
    }
  }
  throw new SourceFault(
    "settings",
    `The source names no account. The table holds ${found.length === 0 ? "none" : found.join("; ")}.`,
    {
      next: 'Name them in the settings: "accounts": [{"id": "…", "name": "Main", "platform": "google_ads", "currency": "USD", "timezone": "America/New_York"}].',
    },
  );
}

function accountOf({ id, name, platform, currency, timezone }: SqlAccount): SourceAccount {
  return { externalId: id, name, platform, currency, zone: timezone };
}

function totalsOf(row: Readonly<Record<string, string | null>>, { unit }: ColumnMap): Totals {
  const count = (text: string | null | undefined): number => Math.round(numberOf(text));
  return {
    spendMicros: unit === "micros" ? microsOf(row["spend"]) : moneyOf(row["spend"]),
    impressions: count(row["impressions"]),
    clicks: count(row["clicks"]),
    conversions: numberOf(row["conversions"]),
    valueMicros: moneyOf(row["value"]),
  };
}

function numberOf(text: string | null | undefined): number {
  const value = Number(text ?? "0");
  if (Number.isFinite(value) && value >= 0) return value;
  throw notANumber(text);
}

function moneyOf(text: string | null | undefined): bigint {
  const micros = parseMicros(text ?? "0");
  if (micros === undefined) throw notANumber(text);
  return micros;
}

/** A sum of micros may have decimals where the column is a floating-point number. */
function microsOf(text: string | null | undefined): bigint {
  return (moneyOf(text) + 500_000n) / 1_000_000n;
}

function notANumber(text: string | null | undefined): SourceFault {
  return new SourceFault(
    "malformed",
    `The table holds "${text}" where a number from zero is meant.`,
    {
      next: "Check the columns in the source's settings, or mend the table.",
    },
  );
}

function noAccount(id: string): SourceFault {
  return new SourceFault("settings", `The settings name no account "${id}".`, {
    next: "Add it to the accounts in the source's settings.",
  });
}
