import { parseArgs } from "node:util";

import { findPostgres, startPostgresServer } from "../bench/postgres-server.ts";
import { bundleProcesses } from "./bundle.ts";
import { checkDeliveries } from "./check-deliveries.ts";
import { directWork } from "./direct-work.ts";
import { drillTable } from "./drill-table.ts";
import { drillPlan } from "./plan.ts";
import { runDrill } from "./run-drill.ts";

const HELP = `npm run drill [-- --short] [-- --seed N]
Instances are killed, the database crashes and Slack misbehaves while messages are owed; then it is checked that every
message stands in Slack once, in its last form. --short: a quarter of a minute.
`;
const NO_SERVER =
  "skipped: no PostgreSQL 15 or newer is installed here. Install it with: apt-get install postgresql\n";
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
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
    const work = directWork();
    const plan = drillPlan({ short: values.short, seed: Number(values.seed) });
    const result = await runDrill(plan, { server, bundle, work });
    const wrong = { ...checkDeliveries(result), forgotten: work.check(result) };
    process.stdout.write(drillTable(work.name, result, wrong));
    return Object.values(wrong).every((list) => list.length === 0) ? 0 : 1;
  } finally {
    await server.stop();
    await bundle.remove();
    if (interrupt.signal.aborted) process.exitCode = INTERRUPTED;
  }
}

process.exitCode = await main();
