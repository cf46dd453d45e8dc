import type { Db, Statement } from "./db.ts";

/**
 * What trackers call campaigns: the platform's id, else the whole name in whatever capitals. What several bear names
 * none. `refs` is a relation with a column `ref`.
 */
export function campaignsByRef(refs: string): string {
  return `(select r.ref, coalesce(i.campaign_id, n.campaign_id) as campaign_id from ${refs} r
      left join (select c.external_id as ref, min(c.campaign_id) as campaign_id
          from campaigns c join ${refs} r on r.ref = c.external_id
         where c.workspace_id = $1 group by c.external_id having count(*) = 1) i on i.ref = r.ref
      left join (select lower(c.name) as name, min(c.campaign_id) as campaign_id
          from campaigns c where c.workspace_id = $1 and lower(c.name) in (select lower(ref) from ${refs})
         group by lower(c.name) having count(*) = 1) n on n.name = lower(r.ref)
     where coalesce(i.campaign_id, n.campaign_id) is not null)`;
}

const RESOLVE: Statement = {
  name: "campaigns_by_ref",
  text: `with refs as (select distinct ref from unnest($2::text[]) ref)
    select ref, campaign_id from ${campaignsByRef("refs")} f`,
};

/** The campaigns that are known by these words. */
export async function campaignsOfRefs(
  db: Db,
  workspaceId: number,
  refs: readonly string[],
): Promise<Map<string, number>> {
  if (refs.length === 0) return new Map();
  const rows = await db.rows<{ ref: string; campaign_id: number }>(RESOLVE, [workspaceId, refs]);
  return new Map(rows.map((row) => [row.ref, row.campaign_id]));
}
