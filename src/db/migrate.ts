import { fileURLToPath } from "node:url";

import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import type { Pool } from "pg";

const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));

/** Any constant will do; all instances must agree on it. */
const LOCK = 7_212_006_114;

const OLDEST_SERVER = 150_000;

/** The database cannot be used as it is; the message says what to do. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
}

/**
 * Brings the database to this version; safe to run from several instances at once. `alone` says that nobody else can
 * reach this database: the embedded one has a single connection, which the lock would hold.
 */
export async function migrate(pool: Pool, options: { readonly alone: boolean }): Promise<void> {
  const orm = drizzle(pool);
  await refuseOldServer(pool);
  if (options.alone) {
    await applyMigrations(orm, { migrationsFolder });
  } else {
    await orm.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      await applyMigrations(orm, { migrationsFolder });
    });
  }
  await refuseNewerSchema(pool);
}

async function refuseOldServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Number(rows[0]?.version);
  if (version >= OLDEST_SERVER) return;
  throw new UnfitDatabase(
    `The PostgreSQL server is version ${Math.floor(version / 10_000)}; Trimtab needs 15 or newer. Upgrade the server, or point DATABASE_URL at a newer one.`,
  );
}

async function refuseNewerSchema(pool: Pool): Promise<void> {
  const newest = Math.max(...readMigrationFiles({ migrationsFolder }).map((m) => m.folderMillis));
  const { rows } = await pool.query<{ applied: bigint | null }>(
    "select max(created_at) as applied from drizzle.__drizzle_migrations",
  );
  if (Number(rows[0]?.applied ?? 0) <= newest) return;
  throw new UnfitDatabase(
    "The database was made by a newer version of Trimtab. Start that version, or restore a backup from before the upgrade.",
  );
}
