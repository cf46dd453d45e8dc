import { insertAccount, updateAccount } from "../../src/db/accounts.ts";
import { rebuildDailyTotals } from "../../src/db/daily-totals.ts";
import type { Db } from "../../src/db/db.ts";
import { ensureFactMonths } from "../../src/db/fact-months.ts";
import type { Day } from "../../src/domain/day.ts";
import { parseMicros } from "../../src/domain/money.ts";
import type { Platform } from "../../src/domain/platform.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { NOW } from "./fixtures.ts";

/** One campaign on one day; money in major units. */
export interface Fact {
  readonly campaign: string;
  readonly day: Day;
  readonly spend?: number;
  readonly impressions?: number;
  readonly clicks?: number;
  readonly conversions?: number;
  readonly value?: number;
}

export interface AccountWords {
  readonly name?: string;
  readonly zone?: string;
  readonly platform?: Platform;
}

export interface CampaignWords {
  readonly cpa?: number;
  readonly roas?: number;
  readonly budget?: number;
}

export interface DeskAccount {
  readonly accountId: number;
  campaign(name: string, words?: CampaignWords): Promise<number>;
  /** Stores days as a load does: campaigns come into being with their first day, days that are there are replaced. */
  put(facts: readonly Fact[]): Promise<void>;
  /** Takes days out of the account again, of one campaign or of all. */
  lose(days: readonly Day[], campaign?: string): Promise<void>;
  loaded(...at: number[]): Promise<void>;
}

export async function makeAccount(
  db: Db,
  { workspaceId }: Scope,
  { name = "Main", zone = "UTC", platform = "google_ads" }: AccountWords = {},
): Promise<DeskAccount> {
  const account = await insertAccount(db, {
    workspaceId,
    platform,
    name,
    currency: "USD",
    currencyAssumed: false,
    timeZone: zone,
    now: NOW,
  });
  if (account === undefined) throw new Error("The account is new.");
  const { accountId } = account;
  const ids = new Map<string, number>();
  const campaign = async (title: string, words: CampaignWords = {}): Promise<number> => {
    const id = await campaignId(db, { workspaceId, accountId, name: title, words });
    ids.set(title, id);
    return id;
  };
  const idOf = async (title: string) => ids.get(title) ?? (await campaign(title));
  const days = async () => {
    const [row] = await db.rows<{ first: Day | null; last: Day | null }>({ text: SPAN }, [
      workspaceId,
      [...ids.values()],
    ]);
    return { from: row?.first ?? "1970-01-01", to: row?.last ?? "1970-01-01" };
  };
  const addUp = async () => {
    await db.rows(
      { text: "delete from daily_totals where workspace_id = $1 and account_id = $2" },
      [workspaceId, accountId],
    );
    const range = await days();
    await rebuildDailyTotals(db, { workspaceId, accountId, ...range });
    await updateAccount(db, account, { lastDay: range.to, loadedAt: new Date(NOW) });
  };
  return {
    accountId,
    campaign,
    async put(facts) {
      await ensureFactMonths(db, new Set(facts.map(({ day }) => day.slice(0, 7))));
      const known: number[] = [];
      for (const fact of facts) known.push(await idOf(fact.campaign));
      await db.rows({ text: PUT }, [workspaceId, known, ...columnsOf(facts)]);
      await addUp();
    },
    async lose(lost, title) {
      const from = title === undefined ? [...ids.values()] : [await idOf(title)];
      await db.rows(
        {
          text: "delete from facts where workspace_id = $1 and campaign_id = any($2::int[]) and day = any($3::date[])",
        },
        [workspaceId, from, lost],
      );
      await addUp();
    },
    async loaded(...at) {
      for (const [index, one] of at.entries()) {
        await db.rows({ text: LOADED }, [workspaceId, accountId, `${index}:${one}`, new Date(one)]);
      }
    },
  };
}

const SPAN = `select min(day)::text as first, max(day)::text as last from facts
  where workspace_id = $1 and campaign_id = any($2::int[])`;

const PUT = `insert into facts select $1::int, u.*, 1
    from unnest($2::int[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::float8[], $8::bigint[]) u
  on conflict (workspace_id, campaign_id, day) do update set spend_micros = excluded.spend_micros,
    impressions = excluded.impressions, clicks = excluded.clicks, conversions = excluded.conversions,
    value_micros = excluded.value_micros`;

const LOADED = `insert into loads (workspace_id, account_id, source, fingerprint, grain, from_day, to_day, campaigns,
    rows_read, rows_rejected, spend_micros, impressions, clicks, conversions, value_micros, loaded_at)
  values ($1, $2, 'test', $3, 'day', '2026-01-01', '2026-01-01', 0, 0, 0, 0, 0, 0, 0, 0, $4)`;

function columnsOf(facts: readonly Fact[]) {
  return [
    facts.map(({ day }) => day),
    facts.map(({ spend = 0 }) => String(micros(spend))),
    facts.map(({ impressions = 0 }) => impressions),
    facts.map(({ clicks = 0 }) => clicks),
    facts.map(({ conversions = 0 }) => conversions),
    facts.map(({ value = 0 }) => String(micros(value))),
  ];
}

async function campaignId(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly accountId: number;
    readonly name: string;
    readonly words: CampaignWords;
  },
): Promise<number> {
  const { cpa, roas, budget } = input.words;
  const [row] = await db.rows<{ id: number }>(
    {
      text: `insert into campaigns (workspace_id, account_id, name, status, target_cpa_micros, target_roas,
          daily_budget_micros, created_at) values ($1, $2, $3, 'active', $4, $5, $6, now()) returning campaign_id as id`,
    },
    [
      input.workspaceId,
      input.accountId,
      input.name,
      cpa === undefined ? null : micros(cpa),
      roas ?? null,
      budget === undefined ? null : micros(budget),
    ],
  );
  if (row === undefined) throw new Error("The campaign is new.");
  return row.id;
}

function micros(amount: number): bigint {
  return parseMicros(amount.toFixed(6)) ?? 0n;
}
