import { and, asc, eq, sql } from "drizzle-orm";

import type { Day } from "../domain/day.ts";
import type { Platform } from "../domain/platform.ts";
import type { Db } from "./db.ts";
import { accounts } from "./schema/accounts.ts";

export interface Account {
  readonly workspaceId: number;
  readonly accountId: number;
  readonly platform: Platform;
  readonly name: string;
  readonly currency: string;
  /** Nobody has said the currency yet; a person or a platform that does, decides. */
  readonly currencyAssumed: boolean;
  readonly timeZone: string;
  readonly lastDay: Day | null;
  readonly loadedAt: Date | null;
}

const columns = {
  workspaceId: accounts.workspaceId,
  accountId: accounts.accountId,
  platform: accounts.platform,
  name: accounts.name,
  currency: accounts.currency,
  currencyAssumed: accounts.currencyAssumed,
  timeZone: accounts.timeZone,
  lastDay: accounts.lastDay,
  loadedAt: accounts.loadedAt,
};

export async function listAccounts(db: Db, workspaceId: number): Promise<Account[]> {
  return db.orm
    .select(columns)
    .from(accounts)
    .where(eq(accounts.workspaceId, workspaceId))
    .orderBy(asc(accounts.accountId));
}

/** Accounts of that name, in whatever capitals, one a platform. */
export async function accountsNamed(
  db: Db,
  input: { readonly workspaceId: number; readonly name: string },
): Promise<Account[]> {
  return db.orm
    .select(columns)
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, input.workspaceId),
        sql`lower(${accounts.name}) = lower(${input.name})`,
      ),
    )
    .orderBy(asc(accounts.accountId));
}

export type NewAccount = Omit<Account, "accountId" | "lastDay" | "loadedAt"> & {
  readonly now: number;
};

/** The new account, or undefined where one of that platform and name has come into being meanwhile. */
export async function insertAccount(db: Db, input: NewAccount): Promise<Account | undefined> {
  const { now, ...account } = input;
  const [made] = await db.orm
    .insert(accounts)
    .values({ ...account, createdAt: new Date(now) })
    .onConflictDoNothing()
    .returning(columns);
  return made;
}

export async function updateAccount(
  db: Db,
  account: Pick<Account, "workspaceId" | "accountId">,
  change: Partial<
    Pick<Account, "currency" | "currencyAssumed" | "timeZone" | "lastDay" | "loadedAt">
  >,
): Promise<void> {
  await db.orm
    .update(accounts)
    .set(change)
    .where(
      and(eq(accounts.workspaceId, account.workspaceId), eq(accounts.accountId, account.accountId)),
    );
}

/** Loads of one account wait for each other; held to the end of the transaction. */
export async function lockAccount(
  db: Db,
  account: Pick<Account, "workspaceId" | "accountId">,
): Promise<void> {
  await db.orm.execute(
    sql`select pg_advisory_xact_lock(${account.workspaceId}::int, ${account.accountId}::int)`,
  );
}
