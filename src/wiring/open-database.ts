import type { Pool } from "pg";

import type { Config } from "../config.ts";
import { type ControlServer, startControlServer } from "../control/control-server.ts";
import { createPool } from "../db/create-pool.ts";
import { createDb, type Db } from "../db/db.ts";
import { migrate, UnfitDatabase } from "../db/migrate.ts";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import { type Holder, lockFolder } from "../embedded/folder-lock.ts";

/** The database, migrated and ready. */
export interface OpenDatabase {
  readonly kind: "server" | "embedded";
  readonly db: Db;
  /** Where other processes hand over their commands, when this one has the embedded database. */
  readonly control: ControlServer | undefined;
  onCrash(listener: (reason: Error) => void): void;
  /** Closed again it stays closed: a start that fails puts things away twice. */
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
  let ended: Promise<void> | undefined;
  return {
    kind: "server",
    db: createDb(pool),
    control: undefined,
    onCrash: () => undefined,
    close: () => {
      ended ??= pool.end();
      return ended;
    },
  };
}

async function openEmbedded(dataDir: string, what: string): Promise<OpenDatabase> {
  const steps: (() => Promise<void>)[] = [];
  /** Last opened, first closed: the lock's socket answers until nothing uses the folder any more. */
  const close = async (): Promise<void> => {
    for (const step of steps.splice(0).toReversed()) await step();
  };
  try {
    const control = await startControlServer();
    steps.push(() => control.close());
    const self = { pid: process.pid, socketPath: control.socketPath, what };
    const attempt = await usable(dataDir, lockFolder(dataDir, self));
    if (attempt.kind === "held") throw new HeldElsewhere(dataDir, attempt.holder);
    steps.push(() => attempt.lock.release());
    const postgres = await usable(dataDir, startEmbeddedPostgres(dataDir));
    steps.push(() => postgres.stop());
    const pool = createPool(postgres.poolConfig, { sharedSession: true });
    steps.push(() => pool.end());
    await migrate(pool, { alone: true });
    steps.push(() => control.drain());
    return {
      kind: "embedded",
      db: createDb(pool),
      control,
      onCrash: (listener) => postgres.onCrash(listener),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A folder that is not to be written, or holds something else, is told as a sentence. */
async function usable<T>(dataDir: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnfitDatabase(
      `The data folder ${dataDir} cannot be used: ${reason}. Move it away or mend it, or name another folder with TRIMTAB_DATA_DIR.`,
      { cause: error },
    );
  }
}

async function closeOnFailure(pool: Pool, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await pool.end();
    throw error;
  }
}
