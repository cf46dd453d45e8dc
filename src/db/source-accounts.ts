import { and, asc, eq, sql } from "drizzle-orm";

import type { Day } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";
import { accounts } from "./schema/accounts.ts";
import { sourceAccounts } from "./schema/source-accounts.ts";
import { sources } from "./schema/sources.ts";

export type SourceAccountRow = typeof sourceAccounts.$inferSelect;

/**
 * Notes which source an account's numbers come from; what was said of writing, and how far it has come, stay while
 * nothing else is said.
 */
export async function linkAccount(
  db: Db,
  link: Pick<SourceAccountRow, "workspaceId" | "accountId" | "sourceId" | "externalId"> &
    Partial<Pick<SourceAccountRow, "behind">>,
): Promise<void> {
  const { behind } = link;
  await db.orm
    .insert(sourceAccounts)
    .values(link)
    .onConflictDoUpdate({
      target: [sourceAccounts.workspaceId, sourceAccounts.accountId],
      set: {
        sourceId: link.sourceId,
        externalId: link.externalId,
        ...(behind === undefined ? {} : { behind }),
        writes: sql`${sourceAccounts.writes} and ${sourceAccounts.sourceId} = ${link.sourceId} and ${sourceAccounts.externalId} = ${link.externalId}`,
      },
    });
}

/** The accounts of all sources of a workspace, by name. */
export async function linkedAccounts(db: Db, workspaceId: number) {
  return db.orm
    .select({
      sourceId: sourceAccounts.sourceId,
      accountId: sourceAccounts.accountId,
      externalId: sourceAccounts.externalId,
      writes: sourceAccounts.writes,
      name: accounts.name,
      platform: accounts.platform,
      currency: accounts.currency,
    })
    .from(sourceAccounts)
    .innerJoin(
      accounts,
      and(
        eq(accounts.workspaceId, sourceAccounts.workspaceId),
        eq(accounts.accountId, sourceAccounts.accountId),
      ),
    )
    .where(eq(sourceAccounts.workspaceId, workspaceId))
    .orderBy(asc(accounts.name), asc(accounts.accountId));
}

/** How far each account of a source has come, by the platform's id: `null`, as far as the source. */
export async function accountsReached(
  db: Db,
  { workspaceId, sourceId }: Pick<SourceAccountRow, "workspaceId" | "sourceId">,
): Promise<Map<string, Day | null>> {
  const rows = await db.orm
    .select({ externalId: sourceAccounts.externalId, behind: sourceAccounts.behind })
    .from(sourceAccounts)
    .where(and(eq(sourceAccounts.workspaceId, workspaceId), eq(sourceAccounts.sourceId, sourceId)));
  return new Map(rows.map(({ externalId, behind }) => [externalId, behind]));
}

const BUDGETS_SET: Statement = {
  name: "budgets_set_since",
  text: `select exists (
      select from source_accounts s
        join campaigns c on c.workspace_id = s.workspace_id and c.account_id = s.account_id
        join budget_history b on b.workspace_id = c.workspace_id and b.campaign_id = c.campaign_id
       where s.workspace_id = $1::int and s.source_id = $2::int and s.external_id = $3::text
         and b.seen_at > $4::timestamptz) as set`,
};

/** Whether a budget of an account has been set, or seen, after an instant, milliseconds since 1970. */
export async function budgetsSetSince(
  db: Db,
  account: Pick<SourceAccountRow, "workspaceId" | "sourceId" | "externalId">,
  since: number,
): Promise<boolean> {
  const { workspaceId, sourceId, externalId } = account;
  const [row] = await db.rows<{ set: boolean }>(BUDGETS_SET, [
    workspaceId,
    sourceId,
    externalId,
    new Date(since),
  ]);
  return row?.set === true;
}

/** The source that an account's numbers come from, and why its last load failed, if it did. */
export async function sourceOfAccount(
  db: Db,
  key: { readonly workspaceId: number; readonly accountId: number },
) {
  const [row] = await db.orm
    .select({
      name: sources.name,
      failures: sources.failures,
      fault: sources.fault,
      faultNext: sources.faultNext,
    })
    .from(sourceAccounts)
    .innerJoin(
      sources,
      and(
        eq(sources.workspaceId, sourceAccounts.workspaceId),
        eq(sources.sourceId, sourceAccounts.sourceId),
      ),
    )
    .where(
      and(
        eq(sourceAccounts.workspaceId, key.workspaceId),
        eq(sourceAccounts.accountId, key.accountId),
      ),
    );
  return row;
}

/** False where no source loads the account. */
export async function setWrites(
  db: Db,
  key: { readonly workspaceId: number; readonly accountId: number },
  input: { readonly writes: boolean; readonly by: string; readonly at: number },
): Promise<boolean> {
  const changed = await db.orm
    .update(sourceAccounts)
    .set({ writes: input.writes, writesSetBy: input.by, writesSetAt: new Date(input.at) })
    .where(
      and(
        eq(sourceAccounts.workspaceId, key.workspaceId),
        eq(sourceAccounts.accountId, key.accountId),
      ),
    )
    .returning({ id: sourceAccounts.accountId });
  return changed.length > 0;
}
