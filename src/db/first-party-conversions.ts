import { type ConversionStatus, idsOfKey } from "../domain/source/conversion.ts";
import { MOST_SHARING } from "../domain/source/join-conversions.ts";
import type { Conversion } from "../domain/source/merge-conversions.ts";
import { campaignsByRef } from "./campaign-refs.ts";
import type { Db, Statement } from "./db.ts";

interface ConversionRow {
  readonly conversion_key: string;
  readonly campaign_id: number | null;
  readonly campaign_ref: string | null;
  readonly source_ref: string | null;
  readonly campaign_postback_id: bigint | null;
  readonly status: ConversionStatus;
  readonly event: string | null;
  readonly value_micros: bigint;
  readonly currency: string | null;
  readonly value_status: ConversionStatus | null;
  readonly value_postback_id: bigint | null;
  readonly occurred_at: Date;
  readonly postback_id: bigint;
}

const COLUMNS = `conversion_key, campaign_id, campaign_ref, source_ref, campaign_postback_id, status, event,
      value_micros, currency, value_status, value_postback_id, occurred_at, postback_id`;

/** Those of the keys, and so many of each transaction and event that tell whether one is meant. */
const KNOWN: Statement = {
  name: "first_party_conversions_known",
  text: `select ${COLUMNS} from first_party_conversions where workspace_id = $1 and conversion_key = any($2::text[])
    union
    select f.* from unnest($3::text[], $4::text[]) t (transaction_id, event) cross join lateral (
      select ${COLUMNS} from first_party_conversions
       where workspace_id = $1 and transaction_id = t.transaction_id and event is not distinct from t.event
       limit $5) f`,
};

const DELETE: Statement = {
  name: "delete_first_party_conversions",
  text: `delete from first_party_conversions where workspace_id = $1 and conversion_key = any($2::text[])`,
};

/** An account has first-party numbers from its earliest day on. `changed`: a relation of what was written. */
const SINCE = `update accounts a set first_party_since = d.first
    from (select c.account_id, min(s.day) as first from changed s
        join campaigns c on c.workspace_id = $1 and c.campaign_id = s.campaign_id group by c.account_id) d
    where a.workspace_id = $1 and a.account_id = d.account_id
      and (a.first_party_since is null or a.first_party_since > d.first)`;

/** The day is that of the account's zone; the workspace's ($3) where there is none. */
const STORE: Statement = {
  name: "store_first_party_conversions",
  text: `with changed as (
    insert into first_party_conversions (workspace_id, ${COLUMNS}, day, changed_at)
    select $1::int, u.*, (u.occurred_at at time zone coalesce(a.time_zone, $3))::date, $2::timestamptz
      from unnest($4::text[], $5::int[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[],
        $11::bigint[], $12::text[], $13::text[], $14::bigint[], $15::timestamptz[], $16::bigint[]) u (${COLUMNS})
      left join campaigns c on c.workspace_id = $1 and c.campaign_id = u.campaign_id
      left join accounts a on a.workspace_id = $1 and a.account_id = c.account_id
    on conflict (workspace_id, conversion_key) do update set
      campaign_id = excluded.campaign_id, campaign_ref = excluded.campaign_ref, source_ref = excluded.source_ref,
      campaign_postback_id = excluded.campaign_postback_id, status = excluded.status,
      value_micros = excluded.value_micros, currency = excluded.currency, value_status = excluded.value_status,
      value_postback_id = excluded.value_postback_id, occurred_at = excluded.occurred_at, day = excluded.day,
      changed_at = excluded.changed_at, postback_id = excluded.postback_id
    returning campaign_id, day)
  ${SINCE}`,
};

const ADOPT: Statement = {
  name: "adopt_orphans",
  text: `with refs as (select distinct campaign_ref as ref from first_party_conversions
      where workspace_id = $1 and campaign_id is null and campaign_ref is not null
    ), changed as (
    update first_party_conversions f set campaign_id = c.campaign_id, changed_at = $2,
        day = (f.occurred_at at time zone a.time_zone)::date
      from ${campaignsByRef("refs")} k
      join campaigns c on c.workspace_id = $1 and c.campaign_id = k.campaign_id
      join accounts a on a.workspace_id = $1 and a.account_id = c.account_id
     where f.workspace_id = $1 and f.campaign_id is null and f.campaign_ref = k.ref
    returning f.*
    ), since as (${SINCE})
  select ${COLUMNS} from changed where transaction_id is not null`,
};

/** What is known of these conversions, and of others with the same transactions. */
export async function conversionsLike(
  db: Db,
  workspaceId: number,
  calls: readonly Conversion[],
): Promise<Conversion[]> {
  const asked = new Map<string, readonly [string, string | null]>();
  for (const { key, event = null } of calls) {
    const { transactionId } = idsOfKey(key);
    if (transactionId === undefined) continue;
    asked.set(JSON.stringify([transactionId, event]), [transactionId, event]);
  }
  const transactions = [...asked.values()];
  const rows = await db.rows<ConversionRow>(KNOWN, [
    workspaceId,
    [...new Set(calls.map(({ key }) => key))],
    transactions.map(([transactionId]) => transactionId),
    transactions.map(([, event]) => event),
    MOST_SHARING + 1,
  ]);
  return rows.map(conversionFrom);
}

/** Takes away conversions that have become part of others. */
export async function deleteConversions(
  db: Db,
  workspaceId: number,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0) await db.rows(DELETE, [workspaceId, keys]);
}

/** Writes conversions as they are, each one once, in place of what was known of them. */
export async function storeConversions(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly now: number;
    /** IANA: the workspace's. */
    readonly zone: string;
    readonly list: readonly Conversion[];
  },
): Promise<void> {
  const { list } = input;
  await db.rows(STORE, [
    input.workspaceId,
    new Date(input.now),
    input.zone,
    list.map(({ key }) => key),
    list.map(({ place }) => place?.campaignId ?? null),
    list.map(({ place }) => place?.ref ?? null),
    list.map(({ place }) => place?.sourceRef ?? null),
    list.map(({ place }) => place?.postbackId ?? null),
    list.map(({ status }) => status),
    list.map(({ event }) => event ?? null),
    list.map(({ worth }) => worth?.micros ?? 0n),
    list.map(({ worth }) => worth?.currency ?? null),
    list.map(({ worth }) => worth?.status ?? null),
    list.map(({ worth }) => worth?.postbackId ?? null),
    list.map(({ occurredAt }) => new Date(occurredAt)),
    list.map(({ postbackId }) => postbackId),
  ]);
}

/** Gives conversions that belonged nowhere to the campaigns that are known by now; returns those with a transaction. */
export async function adoptOrphans(
  db: Db,
  workspaceId: number,
  now: number,
): Promise<Conversion[]> {
  const rows = await db.rows<ConversionRow>(ADOPT, [workspaceId, new Date(now)]);
  return rows.map(conversionFrom);
}

function conversionFrom(row: ConversionRow): Conversion {
  return {
    key: row.conversion_key,
    event: row.event ?? undefined,
    status: row.status,
    occurredAt: row.occurred_at.getTime(),
    worth:
      row.value_status === null || row.value_postback_id === null
        ? undefined
        : {
            micros: row.value_micros,
            currency: row.currency ?? undefined,
            status: row.value_status,
            postbackId: Number(row.value_postback_id),
          },
    place:
      row.campaign_postback_id === null
        ? undefined
        : {
            ref: row.campaign_ref ?? undefined,
            sourceRef: row.source_ref ?? undefined,
            campaignId: row.campaign_id ?? undefined,
            postbackId: Number(row.campaign_postback_id),
          },
    postbackId: Number(row.postback_id),
  };
}
