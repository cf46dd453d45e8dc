import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import type { BenchRun, ExportedFile } from "./bench-run.ts";
import { checkRulesBench } from "./check-rules.ts";
import { embeddedImport } from "./embedded-import.ts";
import { figuresText, isMet, type Section } from "./figures.ts";
import { importAgainstCopy } from "./import-against-copy.ts";
import { perfCommands } from "./perf-commands.ts";
import {
  findPostgres,
  type PostgresInstallation,
  type PostgresServer,
  startPostgresServer,
} from "./postgres-server.ts";
import { pushAgainstImport } from "./push-against-import.ts";
import { storePostbacks } from "./store-postbacks.ts";
import { type ExportShape, writeExport } from "./write-export.ts";

const HELP = `npm run bench -- [PART…] [--json] [--profile FOLDER]
Parts: import, embedded, perf, check, push, postbacks; none: all of them. --profile leaves CPU profiles of the product.
`;
const NO_SERVER =
  "skipped: no PostgreSQL 15 or newer is installed here. Install it with: apt-get install postgresql\n";
const INTERRUPTED = 130;

const EXPORT = { campaigns: 10_000, days: 100 };
const WORKSPACE = { campaigns: 10_000, days: 365 };
const PUSHED = { campaigns: 1_000, days: 100 };
const CALLED = { perSecond: 1_000, seconds: 60 };
const CHECKED = { campaigns: 50_000, days: 365 };

type Part = (run: BenchRun) => Promise<readonly Section[]>;

const PARTS: Readonly<Record<string, Part>> = {
  import: async (run) => [
    await importAgainstCopy(run, await exportFile(run, "cost")),
    await importAgainstCopy(run, await exportFile(run, "campaign")),
  ],
  embedded: async (run) => [await embeddedImport(run, await exportFile(run, "cost"))],
  perf: async (run) => [await perfCommands(run, WORKSPACE)],
  check: async (run) => [await checkRulesBench(run, CHECKED)],
  push: async (run) => [await pushAgainstImport(run, PUSHED)],
  postbacks: async (run) => [await storePostbacks(run, CALLED)],
};

async function exportFile(run: BenchRun, order: ExportShape["order"]): Promise<ExportedFile> {
  const path = join(run.folder, `by-${order}.csv`);
  run.say(`writing the export, by day and ${order}`);
  await writeExport(path, { ...EXPORT, order });
  return { path, order, rows: EXPORT.campaigns * EXPORT.days };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.find((name) => PARTS[name] === undefined);
  if (values.help || unknown !== undefined) {
    process.stdout.write(unknown === undefined ? HELP : `There is no part "${unknown}".\n${HELP}`);
    return unknown === undefined ? 0 : 2;
  }
  const postgres = findPostgres();
  if (postgres === undefined) {
    process.stdout.write(
      values.json ? `${JSON.stringify({ skipped: NO_SERVER.trim() })}\n` : NO_SERVER,
    );
    return 0;
  }
  const parts = positionals.length === 0 ? Object.keys(PARTS) : positionals;
  return measure(parts, { postgres, json: values.json, profiles: values.profile });
}

async function measure(
  parts: readonly string[],
  given: {
    readonly postgres: PostgresInstallation;
    readonly json: boolean;
    readonly profiles: string | undefined;
  },
): Promise<number> {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => interrupt.abort());
  const { signal } = interrupt;
  const folder = await mkdtemp(join(tmpdir(), "trimtab-bench-"));
  const profiling = await profilingInto(given.profiles);
  let server: PostgresServer | undefined;
  try {
    server = await startPostgresServer(given.postgres, signal);
    const say = (text: string): void => void process.stderr.write(`… ${text}\n`);
    const run: BenchRun = { server, folder, signal, profiling, say };
    const sections: Section[] = [];
    for (const name of parts) {
      const measured = (await PARTS[name]?.(run)) ?? [];
      sections.push(...measured);
      if (!given.json) process.stdout.write(figuresText(measured));
    }
    if (given.json) process.stdout.write(`${JSON.stringify(results(server.version, sections))}\n`);
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stderr.write("interrupted\n");
    return INTERRUPTED;
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function profilingInto(folder: string | undefined): Promise<string[]> {
  if (folder === undefined) return [];
  await mkdir(folder, { recursive: true });
  return ["--cpu-prof", "--cpu-prof-dir", resolve(folder)];
}

function results(postgres: string, sections: readonly Section[]): object {
  return {
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, postgres },
    sections: sections.map(({ title, figures }) => ({
      title,
      figures: figures.map((figure) => ({
        ...figure,
        ...(figure.goal === undefined ? {} : { met: isMet(figure.value, figure.goal) }),
      })),
    })),
  };
}

process.exitCode = await main();
