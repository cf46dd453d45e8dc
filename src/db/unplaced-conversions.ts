import type { ForeignValues, UnplacedConversions } from "../domain/source/unplaced-conversions.ts";
import type { Db, Statement } from "./db.ts";

/** As many as a list of them shows. */
const LISTED = 5;

const ORPHANS: Statement = {
  name: "orphan_conversions",
  heavy: true,
  text: `select campaign_ref as ref, count(*)::int as conversions, (sum(count(*)) over ())::int as all
      from first_party_conversions where workspace_id = $1 and campaign_id is null
     group by campaign_ref order by 2 desc, 1 limit $2`,
};

const FOREIGN: Statement = {
  name: "foreign_conversion_values",
  heavy: true,
  text: `select a.name as account, a.currency as "accountCurrency", f.currency, count(*)::int as conversions
      from first_party_conversions f
      join campaigns c on c.workspace_id = $1 and c.campaign_id = f.campaign_id
      join accounts a on a.workspace_id = $1 and a.account_id = c.account_id
     where f.workspace_id = $1 and f.currency <> a.currency and f.value_micros > 0 and f.status <> 'rejected'
     group by 1, 2, 3 order by 4 desc, 1, 3 limit $2`,
};

/** Conversions that belong to no campaign, and those in a currency that is not their account's. */
export async function unplacedConversions(
  db: Db,
  workspaceId: number,
): Promise<UnplacedConversions> {
  const refs = await db.rows<{ ref: string | null; conversions: number; all: number }>(ORPHANS, [
    workspaceId,
    LISTED,
  ]);
  return {
    orphans: refs[0]?.all ?? 0,
    refs: refs.map(({ ref, conversions }) => ({ ref: ref ?? undefined, conversions })),
    foreign: await db.rows<ForeignValues>(FOREIGN, [workspaceId, LISTED]),
  };
}
