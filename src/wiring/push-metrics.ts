import type { PushOutcome } from "../http/ingest-route.ts";
import { readMetricsBody } from "../sources/push/read-metrics-body.ts";
import { readPushed } from "../sources/push/read-pushed.ts";
import { storeLoad } from "../usecases/store-load.ts";
import type { Product } from "./product.ts";

/** Stores a pushed body, all of it or nothing; the same body twice leaves the same data. */
export async function pushMetrics(
  product: Product,
  chunks: AsyncIterable<Uint8Array>,
): Promise<PushOutcome> {
  const reading = await readMetricsBody(chunks);
  if (reading.kind === "faulty") return { kind: "refused", errors: reading.faults };
  const { account, pushed } = reading;
  const report = await storeLoad(product.importing, await product.scope("api"), {
    name: "pushed rows",
    origin: "api",
    fingerprint: undefined,
    read: (sink) => readPushed(account, pushed, sink),
    account: account.name,
    hints: {
      platform: account.platform,
      ...(account.timezone === undefined ? {} : { timeZone: account.timezone }),
    },
    dryRun: false,
    skipBadRows: false,
    again: true,
  });
  if (report.outcome === "stored") return { kind: "stored", accepted: report.rows.accepted };
  const errors = report.errors.map(({ message }) => ({ row: null, field: "account", message }));
  return { kind: "refused", errors };
}
