import type { Db } from "../db/db.ts";
import { isSameZone, furthestDayAt } from "../domain/day.ts";
import type { PushOutcome } from "../http/ingest-route.ts";
import type { PushedAccount } from "../sources/push/metrics-body.ts";
import { readMetricsBody } from "../sources/push/read-metrics-body.ts";
import { readPushed } from "../sources/push/read-pushed.ts";
import { Invalid } from "../usecases/errors.ts";
import { findAccount } from "../usecases/load-account.ts";
import type { Scope } from "../usecases/scope.ts";
import { storeLoad } from "../usecases/store-load.ts";
import type { Product } from "./product.ts";

/** Stores a pushed body, all of it or nothing; the same body twice leaves the same data. */
export async function pushMetrics(
  product: Product,
  chunks: AsyncIterable<Uint8Array>,
): Promise<PushOutcome> {
  const scope = await product.scope("api");
  const reading = await readMetricsBody(chunks, furthestDayAt(scope.now));
  if (reading.kind === "faulty") return { kind: "refused", errors: reading.faults };
  const { account, pushed, ignored } = reading;
  const report = await storeLoad(product.importing, scope, {
    name: "pushed rows",
    origin: "api",
    fingerprint: undefined,
    read: (sink) => readPushed(account, pushed, sink),
    async account(tx) {
      await refuseOtherZone(tx, scope, account);
      return account.name;
    },
    hints: { platform: account.platform },
    dryRun: false,
    skipBadRows: false,
    again: true,
  });
  if (report.outcome === "stored") {
    return { kind: "stored", accepted: report.rows.accepted, ignored };
  }
  const errors = report.errors.map(({ message }) => ({ row: null, field: "account", message }));
  return { kind: "refused", errors };
}

/** Days that were cut in one zone are other days than those of another. */
async function refuseOtherZone(
  db: Db,
  scope: Scope,
  { name, platform, timezone }: PushedAccount,
): Promise<void> {
  const known = await findAccount(db, scope, { name, platform });
  if (known === undefined || timezone === undefined || isSameZone(known.timeZone, timezone)) return;
  throw new Invalid(
    `The days of the account "${known.name}" are cut in ${known.timeZone}, and these in ${timezone}: they are other days. Push with the account's zone, or under another name. If the account's zone is wrong, load a file of it with --timezone ${timezone} first.`,
  );
}
