import { configFrom } from "../config.ts";
import { UnfitDatabase } from "../db/migrate.ts";
import type { Finding } from "../doctor/doctor.ts";
import type { Product } from "../wiring/product.ts";
import type { CommandRun } from "./command-run.ts";
import { printFindings } from "./print-findings.ts";

export async function doctorCommand(run: CommandRun): Promise<number> {
  return printFindings(run, await findingsOf(run));
}

/** A database that cannot be opened is one more finding, not the end of the examination. */
async function findingsOf(run: CommandRun): Promise<Finding[]> {
  // Slack's library takes a while to load, and no other command needs it.
  const { examine, examineWithoutDatabase } = await import("../doctor/doctor.ts");
  let product: Product;
  try {
    product = await run.product();
  } catch (error) {
    if (!(error instanceof UnfitDatabase)) throw error;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return examineWithoutDatabase(configFrom(run.environment, timeZone), error.message);
  }
  return examine(product);
}
