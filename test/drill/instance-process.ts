import { webApi } from "@slack/bolt";
import { pino } from "pino";

import { configFrom } from "../../src/config.ts";
import { createPool } from "../../src/db/create-pool.ts";
import { createDb } from "../../src/db/db.ts";
import { boltLogger } from "../../src/slack/bolt-logger.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { jobsTable } from "../../src/wiring/jobs-table.ts";
import { createMessageSender } from "../../src/wiring/message-sender.ts";
import type { OpenDatabase } from "../../src/wiring/open-database.ts";
import { createProduct } from "../../src/wiring/product.ts";
import { ready } from "./child-process.ts";
import { BOT_TOKEN, CLAIM_MS, CLOCK_MARGIN_MS, DRILL_PACING, SECRET_KEY, WAKE_MS } from "./plan.ts";

const MOST_AT_ONCE = 3;

/** One instance of the product, as far as it checks and delivers: it wakes, does what is due, and may die at any moment. */
const log = pino({ level: "silent" });
const pool = createPool(
  { connectionString: process.env["DATABASE_URL"] ?? "", max: 10, connectionTimeoutMillis: 5_000 },
  { sharedSession: false },
);
const database: OpenDatabase = {
  kind: "server",
  db: createDb(pool),
  control: undefined,
  onCrash: () => undefined,
  close: () => pool.end(),
};
const product = createProduct({
  config: configFrom(
    { DATABASE_URL: process.env["DATABASE_URL"], TRIMTAB_SECRET_KEY: SECRET_KEY },
    "UTC",
  ),
  database,
  log,
  now: Date.now,
});
const client = new webApi.WebClient(BOT_TOKEN, {
  ...clientOptions(process.env["SLACK_API_URL"]),
  timeout: DRILL_PACING.callMs,
  logger: boltLogger(log),
});
const deliver = createMessageSender({
  db: database.db,
  client,
  log,
  now: Date.now,
  delivered: () => undefined,
  timing: { pacing: DRILL_PACING, clockMarginMs: CLOCK_MARGIN_MS },
});
const jobs = jobsTable({
  product,
  deliver,
  metrics: { checked: () => undefined, sourceLoaded: () => undefined },
  log,
  stopping: new AbortController().signal,
  leaseMs: CLAIM_MS,
});

for (const job of jobs.filter(({ everyMs }) => everyMs === undefined)) {
  let running = 0;
  const wake = (): void => {
    // Beside itself, as in the product; a machine that is slow is not asked for ever more.
    if (running === MOST_AT_ONCE) return;
    running += 1;
    void job
      .run(Date.now())
      // What fails is the database, now and then: what was under way is settled after its lease.
      .catch(() => undefined)
      .finally(() => {
        running -= 1;
      });
  };
  setInterval(wake, WAKE_MS);
  wake();
}
ready();
