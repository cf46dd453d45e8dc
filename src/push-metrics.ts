import { createHash, type Hash } from "node:crypto";

import type { PushOutcome } from "./http/ingest-route.ts";
import type { Product } from "./product.ts";
import { textFile } from "./sources/files/text-file.ts";
import { readMetricsBody } from "./sources/push/read-metrics-body.ts";
import { readPushed } from "./sources/push/read-pushed.ts";
import { importFile } from "./usecases/import-file.ts";

/** Stores a pushed body, all of it or nothing; the same body twice leaves the same data. */
export async function pushMetrics(
  product: Product,
  chunks: AsyncIterable<Uint8Array>,
): Promise<PushOutcome> {
  const hash = createHash("sha256");
  const reading = await readMetricsBody(hashed(chunks, hash));
  if (reading.kind === "faulty") return { kind: "refused", errors: reading.faults };
  const { account, pushed } = reading;
  const fingerprint = hash.digest("hex");
  const report = await importFile(
    {
      ...product.importing,
      readExport: (_file, _hints, sink) => readPushed(account, pushed, sink),
      hashFile: () => Promise.resolve(fingerprint),
    },
    await product.scope("api"),
    {
      file: textFile("pushed rows", ""),
      account: account.name,
      hints: {
        platform: account.platform,
        ...(account.timezone === undefined ? {} : { timeZone: account.timezone }),
      },
      dryRun: false,
      skipBadRows: false,
      again: true,
    },
  );
  if (report.outcome === "stored") return { kind: "stored", accepted: report.rows.accepted };
  const errors = report.errors.map(({ message }) => ({ row: null, field: "account", message }));
  return { kind: "refused", errors };
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: Hash,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
