import type { Pool } from "pg";

import type { Config } from "./config.ts";
import { type ControlServer, startControlServer } from "./control/control-server.ts";
import { createPool } from "./db/create-pool.ts";
import { createDb, type Db } from "./db/db.ts";
import { migrate } from "./db/migrate.ts";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";
import { type Holder, lockFolder } from "./embedded/folder-lock.ts";

/** The database, migrated and ready. */
export interface OpenDatabase {
  readonly kind: "server" | "embedded";
  readonly db: Db;
  /** Where other processes hand over their commands, when this one has the embedded database. */
  readonly control: ControlServer | undefined;
  onCrash(listener: (reason: Error) => void): void;
  close(): Promise<void>;
}

/** Another process of this machine has the embedded database. */
export class HeldElsewhere extends Error {
  override readonly name = "HeldElsewhere";
  readonly holder: Holder;
  constructor(dataDir: string, holder: Holder) {
    super(
      `The data folder ${dataDir} is in use by "${holder.what}" (process ${holder.pid}). Stop that process first, or give both a PostgreSQL server with DATABASE_URL.`,
    );
    this.holder = holder;
  }
}

const POOL_SIZE = 10;

/** Opens the database that the settings name and brings it to this version. `what` is shown to others that want it. */
export async function openDatabase(
  config: Config["database"],
  what: string,
): Promise<OpenDatabase> {
  return config.kind === "server" ? openServer(config.url) : openEmbedded(config.dataDir, what);
}

async function openServer(url: string): Promise<OpenDatabase> {
  const pool = createPool(
    {
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: 10_000,
      application_name: "trimtab",
    },
    { sharedSession: false },
  );
  await closeOnFailure(pool, () => migrate(pool, { alone: false }));
  return {
    kind: "server",
    db: createDb(pool),
    control: undefined,
    onCrash: () => undefined,
    close: () => pool.end(),
  };
}

async function openEmbedded(dataDir: string, what: string): Promise<OpenDatabase> {
  const control = await startControlServer();
  const attempt = await lockFolder(dataDir, {
    pid: process.pid,
    socketPath: control.socketPath,
    what,
  });
  if (attempt.kind === "held") {
    await control.close();
    throw new HeldElsewhere(dataDir, attempt.holder);
  }
  const postgres = await startEmbeddedPostgres(dataDir);
  const pool = createPool(postgres.poolConfig, { sharedSession: true });
  await closeOnFailure(pool, () => migrate(pool, { alone: true }));
  return {
    kind: "embedded",
    db: createDb(pool),
    control,
    onCrash: (listener) => postgres.onCrash(listener),
    async close() {
      await control.close();
      await pool.end();
      await postgres.stop();
      await attempt.lock.release();
    },
  };
}

async function closeOnFailure(pool: Pool, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await pool.end();
    throw error;
  }
}
