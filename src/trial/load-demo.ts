import { dayAt } from "../domain/day.ts";
import type { LoadReport } from "../domain/load.ts";
import { DEMO_ZONE, demoExports } from "../sources/demo/demo-exports.ts";
import { textFile } from "../sources/files/text/text-file.ts";
import { importFile } from "../usecases/import-file.ts";
import type { Product } from "../wiring/product.ts";

/** Loads the demo accounts' exports through the same importer as anybody's. */
export async function loadDemo(product: Product): Promise<LoadReport[]> {
  const scope = await product.scope("job:demo");
  const reports: LoadReport[] = [];
  for (const demo of demoExports(dayAt(scope.now, DEMO_ZONE))) {
    reports.push(
      await importFile(product.importing, scope, {
        file: textFile(demo.fileName, demo.csv),
        account: demo.account,
        hints: { platform: demo.platform, currency: demo.currency, timeZone: demo.zone },
        dryRun: false,
        skipBadRows: false,
        again: false,
      }),
    );
  }
  return reports;
}
