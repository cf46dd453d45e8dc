import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test as base } from "vitest";

import { UnfitDatabase } from "../../src/db/migrate.ts";
import { hashFile } from "../../src/sources/files/hash-file.ts";
import { localFile } from "../../src/sources/files/local-file.ts";
import { readExport } from "../../src/sources/files/read-export.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { openWorkspace } from "../../src/usecases/open-workspace.ts";
import { HeldElsewhere, openDatabase, type OpenDatabase } from "../../src/wiring/open-database.ts";
import { NOW } from "../support/fixtures.ts";
import { saysOnError, spawnCli } from "./cli-process.ts";

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "trimtab-folder-test-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

function open(dataDir: string): Promise<OpenDatabase> {
  return openDatabase({ kind: "embedded", dataDir }, "a test");
}

function connects(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function importInto({ db, kind }: OpenDatabase, path: string) {
  const { workspaceId } = await openWorkspace(db, NOW);
  const file = await localFile(path);
  if (file === undefined) throw new Error(`${path} is there`);
  const scope = { workspaceId, actor: "cli:test", now: NOW, zone: "UTC" };
  return importFile({ db, readExport, hashFile, database: kind }, scope, {
    file,
    account: "Main",
    hints: {},
    dryRun: false,
    skipBadRows: false,
    again: false,
  });
}

async function counts({ db }: OpenDatabase) {
  const [row] = await db.rows<Record<string, bigint>>(
    {
      name: "test_counts",
      text: `select (select count(*) from facts) as facts, (select count(*) from loads) as loads,
        (select count(*) from accounts) as accounts, (select count(*) from campaigns) as campaigns`,
    },
    [],
  );
  return row;
}

/** So many campaigns, each with a row for each of 28 days. */
function manyRows(campaigns: number): string {
  const rows = Array.from({ length: campaigns * 28 }, (_, index) => {
    const day = String((index % 28) + 1).padStart(2, "0");
    return `2026-10-${day},Campaign number ${Math.floor(index / 28)},1.50,100,10,1,3.00,USD`;
  });
  return `Date,Campaign,Cost,Impressions,Clicks,Conversions,Conversion value,Currency\n${rows.join("\n")}\n`;
}

test("what was stored is there after the database was closed and opened again", async ({
  folder,
}) => {
  const path = join(folder, "r.csv");
  await writeFile(path, manyRows(2));
  const first = await open(join(folder, "data"));
  await importInto(first, path);
  const before = await counts(first);
  await first.close();

  const second = await open(join(folder, "data"));

  expect(before).toEqual({ facts: 56n, loads: 1n, accounts: 1n, campaigns: 2n });
  expect(await counts(second)).toEqual(before);
  await second.close();
});

test("a folder that is open is held, and free again once it is closed", async ({ folder }) => {
  const first = await open(folder);

  await expect(open(folder)).rejects.toThrow(HeldElsewhere);
  await expect(open(folder)).rejects.toThrow(
    `in use by "a test" (process ${process.pid}). Stop that process first`,
  );

  await first.close();
  const second = await open(folder);
  await second.close();
  expect(await readdir(folder)).not.toContain("trimtab.lock");
});

test("a folder that is being closed is answered for until it is let go of", async ({ folder }) => {
  const first = await open(folder);
  const socketPath = first.control?.socketPath ?? "";
  let closed = false;
  let orphaned = 0;
  const closing = first.close().then(() => (closed = true));

  while (!closed) {
    const answered = await connects(socketPath);
    if (!answered && existsSync(join(folder, "trimtab.lock"))) orphaned += 1;
  }
  await closing;

  expect(orphaned).toBe(0);
});

test("a folder of a newer version is refused and let go of", async ({ folder }) => {
  const first = await open(folder);
  await first.db.rows(
    {
      name: "test_newer",
      text: "insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9000000000000)",
    },
    [],
  );
  await first.close();

  await expect(open(folder)).rejects.toThrow(UnfitDatabase);

  expect(await readdir(folder)).not.toContain("trimtab.lock");
  await expect(open(folder)).rejects.toThrow("made by a newer version");
});

test("a folder that is no database is let go of", async ({ folder }) => {
  await writeFile(join(folder, "PG_VERSION"), "nonsense");

  await expect(open(folder)).rejects.toThrow("name another folder with TRIMTAB_DATA_DIR");

  expect(await readdir(folder)).not.toContain("trimtab.lock");
});

test("a path that is no folder is told as a sentence", async ({ folder }) => {
  const path = join(folder, "file");
  await writeFile(path, "not a folder");

  await expect(open(path)).rejects.toThrow(UnfitDatabase);
});

test("an import that is killed in the middle stores nothing, and succeeds the next time", async ({
  folder,
}) => {
  const path = join(folder, "big.csv");
  const data = join(folder, "data");
  await writeFile(path, manyRows(8_000));
  const child = spawnCli(data, ["import", path, "--account", "Main"]);
  const ended = once(child, "exit");
  await saysOnError(child, /\| [1-9]\d* rows/);

  child.kill("SIGKILL");
  const [, signal] = (await ended) as [number | null, string | null];

  expect(signal).toBe("SIGKILL");
  const reopened = await open(data);
  expect(await counts(reopened)).toEqual({ facts: 0n, loads: 0n, accounts: 0n, campaigns: 0n });
  const report = await importInto(reopened, path);
  expect(report).toMatchObject({ outcome: "stored", alreadyImported: false, campaigns: 8_000 });
  expect(await counts(reopened)).toMatchObject({ facts: 224_000n, loads: 1n });
  await reopened.close();
});

test("a command of another process is run by the one that has the folder", async ({ folder }) => {
  const holder = await open(folder);
  holder.control?.serve(async (request, output) => {
    output.out(`${request.argv.join(" ")}\n`);
    return 1;
  });

  const child = spawnCli(folder, ["summary", "brand", "--json"]);
  let out = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  const [code] = (await once(child, "close")) as [number | null];

  expect({ code, out }).toEqual({ code: 1, out: "summary brand --json\n" });
  await holder.close();
});
