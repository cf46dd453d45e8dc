import { parseArgs } from "node:util";

import { findPostgres, startPostgresServer } from "../bench/postgres-server.ts";
import { alertWork } from "./alert-work.ts";
import { type Bundle, bundleProcesses } from "./bundle.ts";
import { directWork } from "./direct-work.ts";
import { drillTable } from "./drill-table.ts";
import type { DrillWork } from "./drill-work.ts";
import { type DrillPlan, drillPlan, type WorkName, WORKS } from "./plan.ts";
import { type DrillResult, runDrill } from "./run-drill.ts";
import { shiftWork } from "./shift-work.ts";
import { sourceWork } from "./source-work.ts";

const HELP = `npm run drill [-- --short] [-- --seed N] [-- ${WORKS.join("|")}]
Instances are killed, the database crashes and Slack misbehaves while messages are owed, first directly, then by alerts
that fire and recover, then by budget shifts that people decide on, then while a platform is loaded that restates its days and takes budgets; then it is checked that every message stands in
Slack once, in its last form, that every alert is in the state that the numbers give it, and that every shift was
decided, carried out and judged once, that every day has the platform's figures, and that every budget was set once. --short: half a minute.
`;
const UNKNOWN = `A drill is one of: ${WORKS.join(", ")}\n`;
const NO_SERVER =
  "skipped: no PostgreSQL 15 or newer is installed here. Install it with: apt-get install postgresql\n";
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const asked = [...positionals, ...(values.only === undefined ? [] : [values.only])];
  const names = WORKS.filter((name) => asked.length === 0 || asked.includes(name));
  if (asked.some((name) => !names.some((known) => known === name))) {
    process.stderr.write(UNKNOWN);
    return 2;
  }
  const installation = findPostgres();
  if (installation === undefined) {
    process.stdout.write(NO_SERVER);
    return 0;
  }
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort());
  const bundle = await bundleProcesses();
  const server = await startPostgresServer(installation, interrupt.signal);
  try {
    const results: DrillResult[] = [];
    for (const name of names) {
      const plan = drillPlan(name, { short: values.short, seed: Number(values.seed) });
      results.push(await runDrill(plan, { server, bundle, work: workOf(plan, { name, bundle }) }));
    }
    process.stdout.write(drillTable(results));
    const faults = results.flatMap(({ wrong }) => Object.values(wrong).flat());
    return faults.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
    await bundle.remove();
    if (interrupt.signal.aborted) process.exitCode = INTERRUPTED;
  }
}

function workOf(
  { tickMs = 1_000, seed }: DrillPlan,
  { name, bundle }: { readonly name: WorkName; readonly bundle: Bundle },
): DrillWork {
  switch (name) {
    case "direct":
      return directWork();
    case "alerts":
      return alertWork({ tickMs });
    case "shifts":
      return shiftWork();
    case "sources":
      return sourceWork({ file: bundle.platform, seed });
  }
}

process.exitCode = await main();
