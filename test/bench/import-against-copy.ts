import { join } from "node:path";

import { Client } from "pg";

import type { BenchRun, ExportedFile } from "./bench-run.ts";
import type { Section } from "./figures.ts";
import { median } from "./quantiles.ts";
import { runProcess, runTrimtab } from "./run-process.ts";

const ROUNDS = 3;
const COLUMNS =
  "workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions, value_micros, load_id";

/** The order of the file's rows within a day, told from what is stored; equal costs come in the file's order of ids. */
const ORDER: Readonly<Record<ExportedFile["order"], string>> = {
  campaign: "campaign_id",
  cost: "spend_micros desc, campaign_id",
};

interface ImportTimes {
  /** The process from start to end. */
  readonly whole: number;
  /** From the moment that the command has its database until the process has ended. */
  readonly inside: number;
  readonly peakMb: number;
}

/** The product's import of a file against `psql \copy` of the same rows into the same table, in turns. */
export async function importAgainstCopy(run: BenchRun, file: ExportedFile): Promise<Section> {
  const url = await run.server.createDatabase(`bench_import_by_${file.order}`);
  const client = new Client({ connectionString: url });
  await client.connect();
  const copied = join(run.folder, "facts.tsv");
  try {
    // Makes the months, and the rows for psql in the order in which the file has them.
    run.say("one import to warm up");
    await importOnce({ run, client, url }, file);
    await psql(
      run,
      url,
      `\\copy (select ${COLUMNS} from facts order by day, ${ORDER[file.order]}) to '${copied}'`,
    );
    const imports: ImportTimes[] = [];
    const copies: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      run.say(`import and \\copy, round ${round} of ${ROUNDS}`);
      await emptyTables(client);
      imports.push(await importOnce({ run, client, url }, file));
      await emptyTables(client);
      copies.push(await psql(run, url, `\\copy facts (${COLUMNS}) from '${copied}'`));
      await expectRows(client, file.rows);
    }
    return section(file, imports, copies);
  } finally {
    await client.end();
  }
}

interface Place {
  readonly run: BenchRun;
  readonly client: Client;
  readonly url: string;
}

async function importOnce({ run, client, url }: Place, file: ExportedFile): Promise<ImportTimes> {
  const ended = await runTrimtab(["import", file.path, "--account", "Bench", "--timezone", "UTC"], {
    env: { DATABASE_URL: url },
    signal: run.signal,
    node: run.profiling,
  });
  const now = Date.now();
  await expectRows(client, file.rows);
  const { rows } = await client.query<{ at: Date }>("select loaded_at as at from loads");
  const began = rows[0]?.at.getTime() ?? Number.NaN;
  return { whole: ended.seconds, inside: (now - began) / 1000, peakMb: ended.peakMb };
}

async function psql(run: BenchRun, url: string, command: string): Promise<number> {
  const psqlCommand = [run.server.psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url];
  const { seconds } = await runProcess([...psqlCommand, "-c", command], {
    env: {},
    signal: run.signal,
  });
  return seconds;
}

/** Both sides begin with empty tables, the months made, and nothing left for a checkpoint to do. */
async function emptyTables(client: Client): Promise<void> {
  await client.query(
    "truncate facts, daily_totals, revisions, period_totals, loads, audit, campaigns, accounts cascade",
  );
  await client.query("checkpoint");
}

async function expectRows(client: Client, rows: number): Promise<void> {
  const found = await client.query<{ count: string }>("select count(*) from facts");
  if (Number(found.rows[0]?.count) === rows) return;
  throw new Error(`The table has ${found.rows[0]?.count ?? 0} rows, not ${rows}.`);
}

function section(
  { rows, order }: ExportedFile,
  imports: readonly ImportTimes[],
  copies: readonly number[],
): Section {
  const whole = median(imports.map((times) => times.whole));
  const inside = median(imports.map((times) => times.inside));
  const copy = median(copies);
  const peak = Math.max(...imports.map(({ peakMb }) => peakMb));
  return {
    title: `Import of ${rows.toLocaleString("en-US")} rows, by day and ${order}, against psql \\copy of the same (median of ${ROUNDS})`,
    figures: [
      { name: "psql \\copy, whole process", value: copy, unit: "s" },
      { name: "trimtab import, whole process", value: whole, unit: "s" },
      { name: "trimtab import, once the database is open", value: inside, unit: "s" },
      {
        name: "whole process against \\copy",
        value: whole / copy,
        unit: "×",
        goal: { atMost: 1.5 },
      },
      { name: "once open against \\copy", value: inside / copy, unit: "×" },
      { name: "rows a second", value: rows / whole, unit: "rows/s" },
      { name: "peak memory of the import", value: peak, unit: "MB", goal: { below: 400 } },
    ],
  };
}
