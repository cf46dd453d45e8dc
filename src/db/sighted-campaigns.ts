import type { CampaignSighting } from "../domain/campaign.ts";
import type { Db, Statement } from "./db.ts";

/** Whose campaigns a source has sighted, and when. */
export interface SightingScope {
  readonly workspaceId: number;
  readonly accountId: number;
  readonly now: number;
}

const SLICE = 5_000;

/** Numbers for campaigns to come. Numbers that no campaign takes in the end are simply never used. */
const RESERVE: Statement = {
  name: "reserve_campaign_ids",
  text: `select nextval(pg_get_serial_sequence('campaigns', 'campaign_id'))::int as id
    from generate_series(1, $1::int)`,
};

/**
 * A campaign that was known by name alone takes the id that a source now names, if just one sighting has that name
 * and no campaign has the id already.
 */
const ADOPT: Statement = {
  name: "adopt_external_ids",
  text: `update campaigns c set external_id = s.external_id
    from (select name, min(external_id) as external_id
            from unnest($3::text[], $4::text[]) as s (name, external_id)
           where external_id is not null group by name having count(*) = 1) s
    where c.workspace_id = $1 and c.account_id = $2 and c.external_id is null and c.name = s.name
      and not exists (select 1 from campaigns o where o.workspace_id = $1 and o.account_id = $2
                        and o.external_id = s.external_id)`,
};

const CHANGES = `name = excluded.name,
    status = case when excluded.status = 'unknown' then c.status else excluded.status end,
    daily_budget_micros = coalesce(excluded.daily_budget_micros, c.daily_budget_micros),
    budget_kind = coalesce(excluded.budget_kind, c.budget_kind),
    pricing = coalesce(excluded.pricing, c.pricing),
    learning = coalesce(excluded.learning, c.learning),
    budget_lost_share = coalesce(excluded.budget_lost_share, c.budget_lost_share),
    target_cpa_micros = case
      when c.target_by_person or (excluded.target_cpa_micros is null and excluded.target_roas is null)
      then c.target_cpa_micros else excluded.target_cpa_micros end,
    target_roas = case
      when c.target_by_person or (excluded.target_cpa_micros is null and excluded.target_roas is null)
      then c.target_roas else excluded.target_roas end`;

const UPSERT = (conflict: string, which: string): string => `insert into campaigns as c
    (workspace_id, campaign_id, account_id, external_id, name, status, daily_budget_micros,
     target_cpa_micros, target_roas, budget_kind, pricing, learning, budget_lost_share, created_at)
  select $1::int, s.id, $2::int, s.external_id, s.name, s.status, s.budget, s.cpa, s.roas,
         s.budget_kind, s.pricing, s.learning, s.budget_lost_share, $3::timestamptz
    from unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::float8[],
                $11::text[], $12::text[], $13::boolean[], $14::float8[])
      as s (id, external_id, name, status, budget, cpa, roas, budget_kind, pricing, learning, budget_lost_share)
   where s.external_id is ${which} order by s.external_id, s.name
  on conflict ${conflict} do update set ${CHANGES}
  returning campaign_id, external_id, name`;

const UPSERT_WITH_ID: Statement = {
  name: "upsert_campaigns_with_id",
  text: UPSERT("(workspace_id, account_id, external_id) where external_id is not null", "not null"),
};

const UPSERT_BARE: Statement = {
  name: "upsert_campaigns_bare",
  text: UPSERT("(workspace_id, account_id, name) where external_id is null", "null"),
};

/** A row without an id belongs to the one campaign of that name, if there is just one. */
const BY_UNIQUE_NAME: Statement = {
  name: "campaigns_by_unique_name",
  text: `select name, min(external_id) as external_id from campaigns
    where workspace_id = $1 and account_id = $2 and name = any($3::text[]) and external_id is not null
    group by name having count(*) = 1`,
};

export async function reserveCampaignIds(db: Db, count: number): Promise<number[]> {
  const rows = await db.rows<{ id: number }>(RESERVE, [count]);
  return rows.map(({ id }) => id);
}

/**
 * Makes or updates the campaigns that a source has sighted; returns each one's id, in the sightings' order.
 * `ids` are the numbers that new ones take, if they have been given out already.
 */
export async function storeSightings(
  db: Db,
  scope: SightingScope,
  input: { readonly sightings: readonly CampaignSighting[]; readonly ids?: readonly number[] },
): Promise<number[]> {
  const ids = input.ids ?? (await reserveCampaignIds(db, input.sightings.length));
  const stored: number[] = [];
  for (let start = 0; start < input.sightings.length; start += SLICE) {
    const sightings = input.sightings.slice(start, start + SLICE);
    stored.push(
      ...(await storeSlice(db, scope, { sightings, ids: ids.slice(start, start + SLICE) })),
    );
  }
  return stored;
}

async function storeSlice(
  db: Db,
  scope: SightingScope,
  input: { readonly sightings: readonly CampaignSighting[]; readonly ids: readonly number[] },
): Promise<number[]> {
  const { workspaceId, accountId } = scope;
  const names = input.sightings.map(({ name }) => name);
  await db.rows(ADOPT, [workspaceId, accountId, names, input.sightings.map((s) => s.externalId)]);
  const sightings = await nameBareOnes(db, scope, input.sightings);
  const values = [
    workspaceId,
    accountId,
    new Date(scope.now),
    input.ids,
    sightings.map(({ externalId }) => externalId ?? null),
    names,
    sightings.map(({ status }) => status ?? "unknown"),
    sightings.map(({ dailyBudgetMicros }) => dailyBudgetMicros ?? null),
    sightings.map(({ target }) => (target?.metric === "cpa" ? target.micros : null)),
    sightings.map(({ target }) => (target?.metric === "roas" ? target.ratio : null)),
    sightings.map(({ budgetKind }) => budgetKind ?? null),
    sightings.map(({ pricing }) => pricing ?? null),
    sightings.map(({ learning }) => learning ?? null),
    sightings.map(({ budgetLostShare }) => budgetLostShare ?? null),
  ];
  const found = new Map<string, number>();
  for (const statement of [UPSERT_WITH_ID, UPSERT_BARE]) {
    for (const row of await db.rows<StoredCampaign>(statement, values)) {
      found.set(keyOf(row.external_id ?? undefined, row.name), row.campaign_id);
    }
  }
  return sightings.map(({ externalId, name }) => idOf(found, keyOf(externalId, name)));
}

interface StoredCampaign {
  readonly campaign_id: number;
  readonly external_id: string | null;
  readonly name: string;
}

async function nameBareOnes(
  db: Db,
  scope: SightingScope,
  sightings: readonly CampaignSighting[],
): Promise<readonly CampaignSighting[]> {
  const bare = sightings.filter(({ externalId }) => externalId === undefined);
  if (bare.length === 0) return sightings;
  const rows = await db.rows<{ name: string; external_id: string }>(BY_UNIQUE_NAME, [
    scope.workspaceId,
    scope.accountId,
    bare.map(({ name }) => name),
  ]);
  const ids = new Map(rows.map((row) => [row.name, row.external_id]));
  const taken = new Set(sightings.map(({ externalId }) => externalId));
  return sightings.map((sighting) => {
    const externalId = sighting.externalId ?? ids.get(sighting.name);
    return externalId === undefined || (sighting.externalId === undefined && taken.has(externalId))
      ? sighting
      : { ...sighting, externalId };
  });
}

function keyOf(externalId: string | undefined, name: string): string {
  return externalId === undefined ? `name ${name}` : `id ${externalId}`;
}

function idOf(found: ReadonlyMap<string, number>, key: string): number {
  const id = found.get(key);
  if (id === undefined) throw new Error(`The campaign "${key}" was not stored.`);
  return id;
}
