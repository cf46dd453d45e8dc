import type { Pool } from "pg";

import { createDb } from "../../src/db/db.ts";
import { ensureFactMonths } from "../../src/db/fact-months.ts";
import { migrate } from "../../src/db/migrate.ts";

const DAY_MS = 86_400_000;
const PLATFORMS = ["google_ads", "meta_ads", "tiktok_ads", "microsoft_ads"] as const;
const THEMES = ["Brand", "Summer Sale", "Retargeting", "Newsletter", "Prospecting"] as const;
const COUNTRIES = ["Germany", "France", "Spain", "Italy", "Poland", "Norway", "Canada"] as const;

export interface WorkspaceSize {
  readonly campaigns: number;
  readonly days: number;
}

/** The name of a campaign of the filled workspace, counted from 1. */
export function campaignName(number: number): string {
  const theme = THEMES[number % THEMES.length];
  const country = COUNTRIES[number % COUNTRIES.length];
  return `${theme} | ${country} | ${String(number).padStart(5, "0")}`;
}

/** Fills an empty database with one workspace whose days end yesterday; tables are as vacuumed as a server leaves them. */
export async function fillWorkspace(pool: Pool, size: WorkspaceSize, now: number): Promise<void> {
  await migrate(pool, { alone: false });
  const last = dayText(now - DAY_MS);
  const first = dayText(now - size.days * DAY_MS);
  await ensureFactMonths(createDb(pool), monthsOf(size.days, now));
  await pool.query(
    "insert into workspaces (workspace_id, name, created_at) values (1, 'Bench', now())",
  );
  await pool.query(
    `insert into accounts (workspace_id, account_id, platform, name, currency, currency_assumed, time_zone, last_day,
                           loaded_at, created_at)
     select 1, n, platform, 'Account ' || n, 'USD', false, 'UTC', $2, now(), now()
       from unnest($1::text[]) with ordinality as p (platform, n)`,
    [PLATFORMS, last],
  );
  const names = Array.from({ length: size.campaigns }, (_, index) => campaignName(index + 1));
  await pool.query(
    `insert into campaigns (workspace_id, campaign_id, account_id, external_id, name, status, target_cpa_micros,
                            created_at)
     select 1, n, 1 + n % $2::int, 'c' || n, name, 'active', 40000000, now()
       from unnest($1::text[]) with ordinality as c (name, n)`,
    [names, PLATFORMS.length],
  );
  await pool.query(FACTS, [size.campaigns, first, last]);
  await pool.query(
    `insert into daily_totals
     select 1, c.account_id, f.day, sum(f.spend_micros), sum(f.impressions), sum(f.clicks), sum(f.conversions),
            sum(f.value_micros)
       from facts f join campaigns c on c.workspace_id = f.workspace_id and c.campaign_id = f.campaign_id
      group by c.account_id, f.day`,
  );
  await pool.query("vacuum analyze");
}

const FACTS = `insert into facts
  select 1, c, d::date, 1000000 + mixed * 9001, 500 + mixed * 7, 10 + mixed / 40, mixed % 90 / 10.0,
         mixed * 31007, 1
    from generate_series($2::date, $3::date, interval '1 day') d, generate_series(1, $1::int) c,
         lateral (select (c * 7919 + extract(doy from d)::int * 104729) % 10007 as mixed) m`;

function monthsOf(days: number, now: number): Set<string> {
  const all = Array.from({ length: days }, (_, ago) => dayText(now - (ago + 1) * DAY_MS));
  return new Set(all.map((day) => day.slice(0, 7)));
}

export function dayText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
