import { and, eq } from "drizzle-orm";

import type { DayRange } from "../domain/day.ts";
import type { Totals } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";
import { loads } from "./schema/loads.ts";

export interface Load extends Totals {
  readonly workspaceId: number;
  readonly loadId: bigint;
  readonly accountId: number;
  /** `file: name.csv`, `demo`, `api`. */
  readonly source: string;
  readonly fingerprint: string;
  readonly grain: "day" | "period";
  readonly days: DayRange;
  readonly campaigns: number;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly loadedAt: number;
}

const RESERVE: Statement = {
  name: "reserve_load_id",
  text: "select nextval(pg_get_serial_sequence('loads', 'load_id')) as id",
};

export async function reserveLoadId(db: Db): Promise<bigint> {
  const [row] = await db.rows<{ id: bigint }>(RESERVE, []);
  if (row === undefined) throw new Error("The sequence of loads gave no number.");
  return row.id;
}

export async function insertLoad(db: Db, load: Load): Promise<void> {
  const { days, loadedAt, ...rest } = load;
  await db.orm
    .insert(loads)
    .values({ ...rest, fromDay: days.from, toDay: days.to, loadedAt: new Date(loadedAt) });
}

/** An earlier load of the very same thing. */
export async function findLoad(
  db: Db,
  input: { readonly workspaceId: number; readonly accountId: number; readonly fingerprint: string },
): Promise<Load | undefined> {
  const [row] = await db.orm
    .select()
    .from(loads)
    .where(
      and(
        eq(loads.workspaceId, input.workspaceId),
        eq(loads.accountId, input.accountId),
        eq(loads.fingerprint, input.fingerprint),
      ),
    );
  if (row === undefined) return undefined;
  const { fromDay, toDay, loadedAt, ...rest } = row;
  return { ...rest, days: { from: fromDay, to: toDay }, loadedAt: loadedAt.getTime() };
}

const RECENT: Statement = {
  name: "recent_loads",
  text: `select a.account_id, l.loaded_at from unnest($2::int[]) a (account_id)
      cross join lateral (
        select loaded_at from loads l where l.workspace_id = $1 and l.account_id = a.account_id
         order by l.loaded_at desc limit 12) l`,
};

/** When the last loads of these accounts were made, milliseconds since 1970. */
export async function recentLoads(
  db: Db,
  input: { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<Map<number, number[]>> {
  const { workspaceId, accountIds } = input;
  const rows = await db.rows<{ account_id: number; loaded_at: Date }>(RECENT, [
    workspaceId,
    accountIds,
  ]);
  const loads = new Map<number, number[]>();
  for (const row of rows) {
    const list = loads.get(row.account_id) ?? [];
    list.push(row.loaded_at.getTime());
    loads.set(row.account_id, list);
  }
  return loads;
}
