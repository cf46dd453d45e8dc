import { readFile } from "node:fs/promises";
import { join } from "node:path";

import Papa from "papaparse";
import { Client } from "pg";

import type { BenchRun } from "./bench-run.ts";
import { startFakeSlack } from "./fake-slack.ts";
import type { Section } from "./figures.ts";
import { median } from "./quantiles.ts";
import { runTrimtab } from "./run-process.ts";
import { type SlackAppProcess, startSlackApp } from "./slack-app-process.ts";
import { type ExportShape, writeExport } from "./write-export.ts";

const ROUNDS = 3;
const TOKEN = "the token of the bench";

/** The same rows pushed as JSON and imported as a file, each into a new account, in turns. */
export async function pushAgainstImport(
  run: BenchRun,
  shape: Omit<ExportShape, "order">,
): Promise<Section> {
  const rows = shape.campaigns * shape.days;
  const file = join(run.folder, "pushed.csv");
  await writeExport(file, { ...shape, order: "campaign" });
  const url = await run.server.createDatabase("bench_push");
  const client = new Client({ connectionString: url });
  await client.connect();
  const slack = await startFakeSlack();
  let app: SlackAppProcess | undefined;
  try {
    app = await startSlackApp({
      args: [...run.profiling, "dist/main.js"],
      env: { DATABASE_URL: url, SLACK_API_URL: slack.apiUrl, TRIMTAB_API_TOKEN: TOKEN },
      readyPath: "/readyz",
      signal: run.signal,
    });
    const text = await readFile(file, "utf8");
    await push(app, bodyOf(text, "Warm-up"));
    const before = await app.peakMb();
    const times: Times = { pushed: [], slowest: [], imported: [] };
    let bytes = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      run.say(`push and import, round ${round} of ${ROUNDS}`);
      const body = bodyOf(text, `Pushed ${round}`);
      bytes = body.length;
      const { seconds, slowest } = await push(app, body);
      times.pushed.push(seconds);
      times.slowest.push(slowest);
      times.imported.push(await importOnce({ run, url, client, file }, `Imported ${round}`));
    }
    const peak = await app.peakMb();
    await expectRows(client, rows * (1 + 2 * ROUNDS));
    return section({ rows, bytes, before, peak }, times);
  } finally {
    await app?.stop();
    await slack.stop();
    await client.end();
  }
}

interface Times {
  readonly pushed: number[];
  /** The slowest answer to another request meanwhile, ms. */
  readonly slowest: number[];
  readonly imported: { readonly whole: number; readonly inside: number }[];
}

interface ExportedRow {
  readonly [column: string]: string;
}

function bodyOf(text: string, name: string): Buffer<ArrayBuffer> {
  const { data } = Papa.parse<ExportedRow>(text, { header: true, skipEmptyLines: true });
  const rows = data.map((row) => ({
    date: row["Day"],
    campaign: row["Campaign"],
    campaignId: row["Campaign ID"],
    spend: row["Cost"],
    impressions: Number(row["Impr."]),
    clicks: Number(row["Clicks"]),
    conversions: Number(row["Conversions"]),
    value: row["Conv. value"],
  }));
  const account = { platform: "google_ads", name, currency: "USD", timezone: "UTC" };
  return Buffer.from(JSON.stringify({ account, rows }));
}

/** Pushes a body, and asks for something small all the while. */
async function push(
  { url }: SlackAppProcess,
  body: Buffer<ArrayBuffer>,
): Promise<{ readonly seconds: number; readonly slowest: number }> {
  let slowest = 0;
  let over = false;
  const asking = (async () => {
    while (!over) {
      const asked = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      slowest = Math.max(slowest, performance.now() - asked);
    }
  })();
  const started = performance.now();
  const answered = await fetch(`${url}/api/v1/metrics`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    body,
  });
  const told = await answered.text();
  const seconds = (performance.now() - started) / 1_000;
  over = true;
  await asking;
  if (answered.status !== 200) throw new Error(`The push was answered with ${told}.`);
  return { seconds, slowest };
}

async function importOnce(
  place: {
    readonly run: BenchRun;
    readonly url: string;
    readonly client: Client;
    readonly file: string;
  },
  account: string,
): Promise<{ readonly whole: number; readonly inside: number }> {
  const { run, url, client, file } = place;
  const { seconds } = await runTrimtab(
    ["import", file, "--account", account, "--timezone", "UTC"],
    { env: { DATABASE_URL: url }, signal: run.signal },
  );
  const now = Date.now();
  const { rows } = await client.query<{ at: Date }>("select max(loaded_at) as at from loads");
  return { whole: seconds, inside: (now - (rows[0]?.at.getTime() ?? Number.NaN)) / 1_000 };
}

async function expectRows(client: Client, rows: number): Promise<void> {
  const found = await client.query<{ count: string }>("select count(*) from facts");
  if (Number(found.rows[0]?.count) === rows) return;
  throw new Error(`The table has ${found.rows[0]?.count ?? 0} rows, not ${rows}.`);
}

function section(
  size: {
    readonly rows: number;
    readonly bytes: number;
    readonly before: number;
    readonly peak: number;
  },
  { pushed, slowest, imported }: Times,
): Section {
  const seconds = median(pushed);
  const whole = median(imported.map((one) => one.whole));
  const inside = median(imported.map((one) => one.inside));
  return {
    title: `Push of ${size.rows.toLocaleString("en-US")} rows, ${Math.round(size.bytes / 1e6)} MB, against the import of the same (median of ${ROUNDS})`,
    figures: [
      { name: "push, from its first byte to the answer", value: seconds, unit: "s" },
      { name: "trimtab import, whole process", value: whole, unit: "s" },
      { name: "trimtab import, once the database is open", value: inside, unit: "s" },
      {
        name: "push against the whole import",
        value: seconds / whole,
        unit: "×",
        goal: { atMost: 2 },
      },
      { name: "push against the import once open", value: seconds / inside, unit: "×" },
      { name: "rows a second", value: size.rows / seconds, unit: "rows/s" },
      { name: "slowest answer to others meanwhile", value: median(slowest), unit: "ms" },
      { name: "memory before, after a warm-up", value: size.before, unit: "MB" },
      { name: "peak memory", value: size.peak, unit: "MB" },
    ],
  };
}
