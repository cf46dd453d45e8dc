import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import type { PoolConfig } from "pg";

/** PostgreSQL in this process's worker thread, for trial and tests. */
export interface EmbeddedPostgres {
  /** How `pg` reaches it: one connection, over a Unix socket. */
  readonly poolConfig: PoolConfig;
  /** Called when the database's thread ends without having been asked to. */
  onCrash(listener: (reason: Error) => void): void;
  stop(): Promise<void>;
}

const PORT = 5432;

/**
 * Starts PGlite on a folder, or in memory when `dataDir` is undefined. The caller must hold the folder's lock: two
 * processes on one folder corrupt it silently.
 */
export async function startEmbeddedPostgres(dataDir?: string): Promise<EmbeddedPostgres> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const socketDir = await mkdtemp(join(tmpdir(), "trimtab-pg-"));
  const worker = startWorker({
    dataDir: dataDir ?? "memory://",
    socketPath: join(socketDir, `.s.PGSQL.${PORT}`),
  });
  let stopping = false;
  await Promise.race([
    once(worker, "message"),
    once(worker, "exit").then(() =>
      Promise.reject(new Error("The embedded database did not start.")),
    ),
  ]);
  return {
    poolConfig: {
      host: socketDir,
      port: PORT,
      user: "postgres",
      database: "postgres",
      max: 1,
      idleTimeoutMillis: 0,
      // A fault inside PGlite can leave a query without an answer for ever.
      query_timeout: 300_000,
    },
    onCrash(listener) {
      worker.once("error", listener);
      worker.once("exit", (code) => {
        if (!stopping) listener(new Error(`The embedded database ended with code ${code}.`));
      });
    },
    async stop() {
      stopping = true;
      const ended = once(worker, "exit");
      worker.postMessage("stop");
      await ended;
      await rm(socketDir, { recursive: true, force: true });
    },
  };
}

function startWorker(where: { dataDir: string; socketPath: string }): Worker {
  return new Worker(new URL("./worker.js", import.meta.url), {
    argv: [where.dataDir, where.socketPath],
  });
}
