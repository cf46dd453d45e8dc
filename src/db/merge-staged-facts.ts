import { sql } from "drizzle-orm";

import type { Tx } from "./db.ts";
import { ensureFactMonths } from "./fact-months.ts";

export interface MergeInput {
  readonly workspaceId: number;
  readonly loadId: bigint;
  /** Database id of each campaign in the source's list. */
  readonly campaignIds: readonly number[];
  /** False where the source names no campaign's day twice: then nothing has to be added up. */
  readonly repeats: boolean;
  /** True where the account has no facts at all: then nothing can be revised. */
  readonly fresh: boolean;
}

/**
 * Moves the staged rows into `facts`: rows of the same campaign and day are added up, days that are there already are
 * replaced, and what they said is kept as revisions. Unchanged rows stay as they are. Returns how many were revised.
 */
export async function mergeStagedFacts(tx: Tx, input: MergeInput): Promise<number> {
  await tx.orm
    .execute(sql`create temporary table staged_campaigns (campaign int primary key, campaign_id int not null)
    on commit drop`);
  await tx.rows(
    {
      name: "stage_campaigns",
      text: "insert into staged_campaigns select * from unnest($1::int[], $2::int[])",
    },
    [input.campaignIds.map((_, index) => index), input.campaignIds],
  );
  await ensureFactMonths(tx, await stagedMonths(tx));
  await tx.orm.execute(sql`set local work_mem = '96MB'`);
  await guardPlanner(tx);
  const incoming = incomingRows(input.repeats);
  const revised = input.fresh ? 0 : await keepRevisions(tx, input, incoming);
  await tx.orm.execute(upsert(input, incoming));
  return revised;
}

const MANY = 5_000;

/**
 * The planner cannot know how large tables are that an open transaction has filled. With many rows a nested loop that
 * it takes for small would run for minutes, so it has to find another way.
 */
async function guardPlanner(tx: Tx): Promise<void> {
  await tx.orm.execute(sql`analyze staged_facts`);
  const many = await tx.rows(
    { name: "many_staged", text: "select 1 from staged_facts offset $1 limit 1" },
    [MANY],
  );
  if (many.length > 0) await tx.orm.execute(sql`set local enable_nestloop = off`);
}

async function stagedMonths(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ month: string }>(
    {
      name: "staged_months",
      text: "select distinct to_char(date_trunc('month', day), 'YYYY-MM') as month from (select distinct day from staged_facts) d",
    },
    [],
  );
  return rows.map(({ month }) => month);
}

/**
 * `offset 0` keeps the planner from joining the stage to `facts` before its campaigns are known: by the day alone,
 * every row would meet all rows of its day.
 */
function incomingRows(repeats: boolean) {
  return repeats
    ? sql`select c.campaign_id, s.day, sum(s.spend_micros)::bigint as spend_micros,
          sum(s.impressions)::bigint as impressions, sum(s.clicks)::bigint as clicks,
          round(sum(s.conversions)::numeric, 6)::float8 as conversions, sum(s.value_micros)::bigint as value_micros
        from staged_facts s join staged_campaigns c using (campaign) group by 1, 2`
    : sql`select c.campaign_id, s.day, s.spend_micros, s.impressions, s.clicks, s.conversions, s.value_micros
        from staged_facts s join staged_campaigns c using (campaign) offset 0`;
}

async function keepRevisions(
  tx: Tx,
  input: MergeInput,
  incoming: ReturnType<typeof incomingRows>,
): Promise<number> {
  const result = await tx.orm.execute(sql`insert into revisions
      (workspace_id, campaign_id, day, replaced_by, spend_micros, impressions, clicks, conversions, value_micros, load_id)
    select f.workspace_id, f.campaign_id, f.day, ${input.loadId}::bigint, f.spend_micros, f.impressions, f.clicks,
           f.conversions, f.value_micros, f.load_id
      from (${incoming}) i
      join facts f on f.workspace_id = ${input.workspaceId}::int and f.campaign_id = i.campaign_id and f.day = i.day
     where f.day between (select min(day) from staged_facts) and (select max(day) from staged_facts)
       and (f.spend_micros, f.impressions, f.clicks, f.conversions, f.value_micros) is distinct from
           (i.spend_micros, i.impressions, i.clicks, i.conversions, i.value_micros)`);
  return result.rowCount ?? 0;
}

/** Sorted by key, so that the index is written page after page; unchanged rows are not written at all. */
function upsert(input: MergeInput, incoming: ReturnType<typeof incomingRows>) {
  return sql`insert into facts as f
      (workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions, value_micros, load_id)
    select ${input.workspaceId}::int, i.*, ${input.loadId}::bigint from (${incoming}) i order by i.campaign_id, i.day
    on conflict (workspace_id, campaign_id, day) do update set
      spend_micros = excluded.spend_micros, impressions = excluded.impressions, clicks = excluded.clicks,
      conversions = excluded.conversions, value_micros = excluded.value_micros, load_id = excluded.load_id
    where (f.spend_micros, f.impressions, f.clicks, f.conversions, f.value_micros) is distinct from
      (excluded.spend_micros, excluded.impressions, excluded.clicks, excluded.conversions, excluded.value_micros)`;
}
