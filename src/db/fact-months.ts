import { sql } from "drizzle-orm";

import type { Db, Statement } from "./db.ts";

/** `2026-11`: a month of facts is a partition. */
export type Month = string;

const EXISTING: Statement = {
  name: "fact_months",
  text: `select right(c.relname, 7) as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'facts'::regclass`,
};

/**
 * Makes the partitions of the months that have none. The months are attached, not created in place: that takes a lock
 * which readers and writers of other months do not feel. Returns the months that are new.
 */
export async function ensureFactMonths(db: Db, months: Iterable<Month>): Promise<Month[]> {
  const wanted = [...new Set(months)].toSorted();
  if ((await missingFactMonths(db, wanted)).length === 0) return [];
  return db.transaction(async (tx) => {
    await tx.orm.execute(sql`lock table facts in share update exclusive mode`);
    const made = await missingFactMonths(tx, wanted);
    for (const month of made) await attach(tx, month);
    return made;
  });
}

/** Those of the months that have no partition yet, as far as this connection sees. */
export async function missingFactMonths(db: Db, wanted: readonly Month[]): Promise<Month[]> {
  const rows = await db.rows<{ month: string }>(EXISTING, []);
  const existing = new Set(rows.map(({ month }) => month.replace("_", "-")));
  return wanted.filter((month) => !existing.has(month));
}

async function attach(db: Db, month: Month): Promise<void> {
  const table = sql.identifier(`facts_${month.replace("-", "_")}`);
  const from = `${month}-01`;
  const until = `${following(month)}-01`;
  await db.orm.execute(sql`create table ${table} (like facts including all)`);
  await db.orm.execute(
    sql`alter table facts attach partition ${table} for values from (${sql.raw(`'${from}'`)}) to (${sql.raw(`'${until}'`)})`,
  );
}

/** The next month; also of a December. */
export function following(month: Month): Month {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next = year * 12 + number;
  return `${String(Math.floor(next / 12)).padStart(4, "0")}-${String((next % 12) + 1).padStart(2, "0")}`;
}
