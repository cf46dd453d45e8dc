import type { SourceKind } from "../domain/source/source-kind.ts";
import type { Db, Statement } from "./db.ts";

/** Where a campaign's budget is written: through which source, and what the platform calls things. */
export interface WriteTarget {
  readonly campaignId: number;
  readonly campaign: string;
  /** The platform's own ids; the campaign's is undefined where no source has named one. */
  readonly externalId: string | undefined;
  readonly accountExternalId: string;
  readonly accountId: number;
  readonly currency: string;
  readonly zone: string;
  /** False: dry run. */
  readonly writes: boolean;
  /** Nothing goes through a paused source, neither way. */
  readonly paused: boolean;
  readonly source: {
    readonly workspaceId: number;
    readonly sourceId: number;
    readonly name: string;
    readonly kind: SourceKind;
    readonly settings: unknown;
    readonly secrets: string | null;
  };
}

interface Row {
  readonly campaign_id: number;
  readonly campaign: string;
  readonly external_id: string | null;
  readonly account_external_id: string;
  readonly account_id: number;
  readonly currency: string;
  readonly time_zone: string;
  readonly writes: boolean;
  readonly paused: boolean;
  readonly source_id: number;
  readonly source: string;
  readonly kind: SourceKind;
  readonly settings: unknown;
  readonly secrets: string | null;
}

const TARGETS: Statement = {
  name: "write_targets",
  text: `select c.campaign_id, c.name as campaign, c.external_id, l.external_id as account_external_id, a.account_id,
      a.currency, a.time_zone, l.writes, s.paused, s.source_id, s.name as source, s.kind, s.settings, s.secrets
    from campaigns c
    join accounts a on a.workspace_id = c.workspace_id and a.account_id = c.account_id
    join source_accounts l on l.workspace_id = c.workspace_id and l.account_id = c.account_id
    join sources s on s.workspace_id = l.workspace_id and s.source_id = l.source_id
   where c.workspace_id = $1 and c.campaign_id = any($2::int[])`,
};

/** Of those campaigns that a live source loads. */
export async function writeTargets(
  db: Db,
  { workspaceId, ids }: { readonly workspaceId: number; readonly ids: readonly number[] },
): Promise<WriteTarget[]> {
  const rows = await db.rows<Row>(TARGETS, [workspaceId, ids]);
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    campaign: row.campaign,
    externalId: row.external_id ?? undefined,
    accountExternalId: row.account_external_id,
    accountId: row.account_id,
    currency: row.currency,
    zone: row.time_zone,
    writes: row.writes,
    paused: row.paused,
    source: {
      workspaceId,
      sourceId: row.source_id,
      name: row.source,
      kind: row.kind,
      settings: row.settings,
      secrets: row.secrets,
    },
  }));
}
