import { webApi } from "@slack/bolt";
import { pino } from "pino";

import { createPool } from "../../src/db/create-pool.ts";
import { createDb } from "../../src/db/db.ts";
import { boltLogger } from "../../src/slack/bolt-logger.ts";
import { findDelivery } from "../../src/slack/find-delivery.ts";
import { sendDelivery } from "../../src/slack/send-delivery.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { deliverMessages } from "../../src/usecases/deliver-messages.ts";
import { ready } from "./child-process.ts";
import { BOT_TOKEN, CLOCK_MARGIN_MS, DRILL_PACING, WAKE_MS } from "./plan.ts";

/** One instance of the product, as far as it delivers: it wakes, sends what is due, and may die at any moment. */
const pool = createPool(
  { connectionString: process.env["DATABASE_URL"] ?? "", max: 6, connectionTimeoutMillis: 5_000 },
  { sharedSession: false },
);
const client = new webApi.WebClient(BOT_TOKEN, {
  ...clientOptions(process.env["SLACK_API_URL"]),
  timeout: DRILL_PACING.callMs,
  logger: boltLogger(pino({ level: "silent" })),
});
const deps = {
  db: createDb(pool),
  send: sendDelivery(client),
  find: findDelivery(client, { clockMarginMs: CLOCK_MARGIN_MS }),
  onTrouble: () => undefined,
  pacing: DRILL_PACING,
};

function wake(): void {
  // What fails is the database, now and then: what was under way is settled after its lease.
  deliverMessages(deps, Date.now()).catch(() => undefined);
}

setInterval(wake, WAKE_MS);
wake();
ready();
