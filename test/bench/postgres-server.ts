import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";

import { freePort } from "./free-port.ts";
import { runProcess } from "./run-process.ts";
import { until } from "./until.ts";

/** A server of this run's own, on the loopback interface. */
export interface PostgresServer {
  readonly version: string;
  readonly psql: string;
  /** A new, empty database; returns its address. */
  createDatabase(name: string): Promise<string>;
  /** Ends the server at once, as a power cut would, and starts it again. */
  crash(): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export interface PostgresInstallation {
  readonly binaries: string;
  /** Who runs the server: PostgreSQL refuses to be root. Undefined: whoever runs this. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

const OLDEST = 15;
const DEBIAN = "/usr/lib/postgresql";
const START_MS = 30_000;

/** The newest PostgreSQL of this machine, or undefined where there is none that the product can use. */
export function findPostgres(): PostgresInstallation | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const [newest] = versions.filter((version) => version >= OLDEST).toSorted((a, b) => b - a);
  if (newest === undefined) return undefined;
  const binaries = join(DEBIAN, String(newest), "bin");
  if (!existsSync(join(binaries, "initdb"))) return undefined;
  return { binaries, owner: process.getuid?.() === 0 ? userPostgres() : undefined };
}

function userPostgres(): { uid: number; gid: number } {
  const id = (which: string): number =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Makes a cluster with the server's own settings and starts it. */
export async function startPostgresServer(
  { binaries, owner }: PostgresInstallation,
  signal: AbortSignal,
): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "trimtab-bench-postgres-"));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const as = { ...owner, cwd: folder, signal };
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server !== undefined) await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const initdb = [join(binaries, "initdb"), "-D", data, "-U", "postgres", "--auth=trust"];
    await runProcess([...initdb, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], as);
    const port = await freePort();
    const place = ["-h", "127.0.0.1", "-p", String(port), "-k", folder];
    // SIGINT is PostgreSQL's fast shutdown: it ends clients' work; SIGTERM would wait for them.
    const options = { ...as, killSignal: "SIGINT", stdio: "ignore" } as const;
    const url = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;
    const answers = async (): Promise<boolean> => (await ask(url("postgres"), "select 1")) === "1";
    const start = async (): Promise<void> => {
      server = spawn(join(binaries, "postgres"), ["-D", data, ...place], options);
      server.on("error", () => undefined);
      await until("The start of PostgreSQL", { within: START_MS, signal }, answers);
    };
    await start();
    return {
      version: await ask(url("postgres"), "show server_version"),
      psql: join(binaries, "psql"),
      async createDatabase(name) {
        await ask(url("postgres"), `create database ${name}`);
        return url(name);
      },
      async crash() {
        if (server !== undefined) await end(server, "SIGQUIT");
        await start();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals = "SIGINT"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "close");
  server.kill(signal);
  await ended;
}

/** The first column of the first row, as text. */
async function ask(url: string, query: string): Promise<string> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: "array" });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}
