import type { Db } from "../../src/db/db.ts";
import { ensureFactMonths } from "../../src/db/fact-months.ts";
import { addDays, dayAt, eachDay } from "../../src/domain/day.ts";
import { readRule } from "../../src/usecases/alerting/read-rule.ts";
import { addRule } from "../../src/usecases/alerting/save-rule.ts";
import { CHANNELS } from "./plan.ts";

export const WORKSPACE = 1;
export const CAMPAIGNS_A_CHANNEL = 40;

/** Whose campaigns change together. */
export const DIGEST_CHANNEL = 0;

/** All days of a campaign have the same numbers: its windows are what they are, also at midnight. */
const HIGH_SPEND_MICROS = 1_000_000_000n;
const LOW_SPEND_MICROS = 300_000_000n;
const CONVERSIONS = 10;
const DAYS_BACK = 5;
const DAYS_AHEAD = 2;

export const WINDOW_DAYS = 3;
export const SPEND_LIMIT = 2_000;
export const CPA_LIMIT = 50;

/** A campaign, and whether its numbers are to be beyond its rule's limit. */
export interface Change {
  readonly campaignId: number;
  readonly high: boolean;
}

/** Campaigns are numbered from 1, channel after channel. */
export function campaignsOf(channel: number): number[] {
  return Array.from(
    { length: CAMPAIGNS_A_CHANNEL },
    (_, index) => channel * CAMPAIGNS_A_CHANNEL + index + 1,
  );
}

/** Two accounts, a rule for each channel's campaigns, and a book of every evaluation that was committed. */
export async function fillAlertWorkspace(
  db: Db,
  { tickSeconds, now }: { readonly tickSeconds: number; readonly now: number },
): Promise<void> {
  const all = CHANNELS.flatMap((_, channel) => campaignsOf(channel));
  await ensureFactMonths(db, new Set(daysAround(now).map((day) => day.slice(0, 7))));
  await db.rows({ text: ACCOUNTS }, []);
  await db.rows({ text: CAMPAIGNS }, [all, all.map(nameOf)]);
  await writeFacts(
    db,
    all.map((campaignId) => ({ campaignId, high: false })),
    now,
  );
  for (const statement of BOOK) await db.rows({ text: statement }, []);
  const scope = { workspaceId: WORKSPACE, actor: "cli:drill", now, zone: "UTC" };
  for (const channel of CHANNELS.keys()) {
    const reading = readRule(ruleOf(channel, tickSeconds));
    if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
    await addRule(db, scope, reading.rule);
  }
}

/** As a load would: facts, and the totals of their accounts, in the transaction that it is given. */
export async function writeFacts(db: Db, changes: readonly Change[], now: number): Promise<void> {
  const campaignIds = changes.map(({ campaignId }) => campaignId);
  const spend = changes.map(({ high }) => (high ? HIGH_SPEND_MICROS : LOW_SPEND_MICROS));
  const days = daysAround(now);
  await db.rows({ text: FACTS }, [campaignIds, spend, days, CONVERSIONS]);
  await db.rows({ text: TOTALS }, [campaignIds, days]);
}

function daysAround(now: number): string[] {
  const today = dayAt(now, "UTC");
  return eachDay({ from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) });
}

function nameOf(campaignId: number): string {
  const channel = Math.floor((campaignId - 1) / CAMPAIGNS_A_CHANNEL);
  return `${prefixOf(channel)} ${String(campaignId).padStart(3, "0")} of it`;
}

function prefixOf(channel: number): string {
  return `Channel ${String.fromCodePoint(65 + channel)}`;
}

/** Half of the rules fire at the second breach, half of the channels go by name, and not all ticks fall together. */
function ruleOf(channel: number, tickSeconds: number): unknown {
  const { id, name } = CHANNELS[channel] ?? { id: "", name: "" };
  const offset = Math.floor(channel / 2) % tickSeconds;
  const isSpend = channel % 2 === 0;
  return {
    name: `${isSpend ? "Spend" : "CPA"} of channel ${channel}`,
    scope: { nameMatches: `${prefixOf(channel)} *` },
    metric: isSpend ? "spend" : "cpa",
    when: { above: isSpend ? SPEND_LIMIT : CPA_LIMIT },
    window: { days: WINDOW_DAYS },
    ...(isSpend ? {} : { guards: { confidence: 0.95 } }),
    for: 1 + (channel % 2),
    recover: { margin: 0.1, for: 1 },
    channel: channel % 4 === 3 ? `#${name}` : id,
    schedule: `${offset}-59/${tickSeconds} * * * * *`,
    timezone: "UTC",
  };
}

const ACCOUNTS = `insert into accounts (workspace_id, account_id, platform, name, currency, currency_assumed, time_zone,
    last_day, loaded_at, created_at)
  values (1, 1, 'google_ads', 'Even', 'EUR', false, 'UTC', current_date, now(), now()),
         (1, 2, 'meta_ads', 'Odd', 'USD', false, 'America/New_York', current_date, now(), now())`;

const CAMPAIGNS = `insert into campaigns (workspace_id, campaign_id, account_id, external_id, name, status, created_at)
  select 1, id, 1 + id % 2, 'c' || id, name, 'active', now() from unnest($1::int[], $2::text[]) c (id, name)`;

const FACTS = `insert into facts (workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions,
    value_micros, load_id)
  select 1, c.id, d.day, c.spend, 10000, 300, $4, 2 * c.spend, 1
    from unnest($1::int[], $2::bigint[]) c (id, spend), unnest($3::date[]) d (day) order by 2, 3
  on conflict (workspace_id, campaign_id, day) do update
    set spend_micros = excluded.spend_micros, value_micros = excluded.value_micros`;

const TOTALS = `insert into daily_totals (workspace_id, account_id, day, spend_micros, impressions, clicks, conversions,
    value_micros)
  select 1, c.account_id, f.day, sum(f.spend_micros), sum(f.impressions), sum(f.clicks), sum(f.conversions),
         sum(f.value_micros)
    from facts f join campaigns c on c.workspace_id = f.workspace_id and c.campaign_id = f.campaign_id
   where f.workspace_id = 1 and f.day = any($2::date[])
     and c.account_id in (select account_id from campaigns where campaign_id = any($1::int[]))
   group by c.account_id, f.day order by 2, 3
  on conflict (workspace_id, account_id, day) do update
    set spend_micros = excluded.spend_micros, value_micros = excluded.value_micros`;

/** Written by the transaction of each evaluation. No key: a tick that is evaluated twice is to be seen, not refused. */
const BOOK = [
  `create table drill_evaluations (place bigint generated always as identity, rule_id int not null,
     tick timestamptz not null, number int not null)`,
  `create function note_evaluation() returns trigger language plpgsql as $$ begin
     insert into drill_evaluations (rule_id, tick, number) values (new.rule_id, new.evaluated_at, new.evaluations);
     return null;
   end $$`,
  `create trigger note_evaluation after update of evaluations on rules
     for each row execute function note_evaluation()`,
];
