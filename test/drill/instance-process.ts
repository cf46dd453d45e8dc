import { webApi } from "@slack/bolt";
import { pino } from "pino";

import { configFrom } from "../../src/config.ts";
import { createPool } from "../../src/db/create-pool.ts";
import { createDb } from "../../src/db/db.ts";
import { jobsTable } from "../../src/jobs-table.ts";
import { createMessageSender } from "../../src/message-sender.ts";
import type { OpenDatabase } from "../../src/open-database.ts";
import { createProduct } from "../../src/product.ts";
import { boltLogger } from "../../src/slack/bolt-logger.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { ready } from "./child-process.ts";
import { BOT_TOKEN, CLOCK_MARGIN_MS, DRILL_PACING, WAKE_MS } from "./plan.ts";

/** One instance of the product, as far as it checks and delivers: it wakes, does what is due, and may die at any moment. */
const log = pino({ level: "silent" });
const pool = createPool(
  { connectionString: process.env["DATABASE_URL"] ?? "", max: 6, connectionTimeoutMillis: 5_000 },
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
  config: configFrom({ DATABASE_URL: process.env["DATABASE_URL"] }, "UTC"),
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
const jobs = jobsTable({ product, deliver, metrics: { checked: () => undefined }, log });

for (const job of jobs.filter(({ everyMs }) => everyMs === undefined)) {
  const wake = (): void => {
    // What fails is the database, now and then: what was under way is settled after its lease.
    job.run(Date.now()).catch(() => undefined);
  };
  setInterval(wake, WAKE_MS);
  wake();
}
ready();
