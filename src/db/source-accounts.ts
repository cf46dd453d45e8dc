import { and, asc, eq, inArray, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { accounts } from "./schema/accounts.ts";
import { sourceAccounts } from "./schema/source-accounts.ts";
import { sources } from "./schema/sources.ts";

export type SourceAccountRow = typeof sourceAccounts.$inferSelect;

/** Notes which source an account's numbers come from; what was said of writing stays while the source is the same. */
export async function linkAccount(
  db: Db,
  link: Pick<SourceAccountRow, "workspaceId" | "accountId" | "sourceId" | "externalId">,
): Promise<void> {
  await db.orm
    .insert(sourceAccounts)
    .values(link)
    .onConflictDoUpdate({
      target: [sourceAccounts.workspaceId, sourceAccounts.accountId],
      set: {
        sourceId: link.sourceId,
        externalId: link.externalId,
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

/** Where these accounts' numbers come from. */
export async function linksOf(
  db: Db,
  input: { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<SourceAccountRow[]> {
  if (input.accountIds.length === 0) return [];
  return db.orm
    .select()
    .from(sourceAccounts)
    .where(
      and(
        eq(sourceAccounts.workspaceId, input.workspaceId),
        inArray(sourceAccounts.accountId, [...input.accountIds]),
      ),
    );
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
