import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** The check of a text column that holds one of the domain's words. */
export function oneOf(column: AnyColumn, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
}
