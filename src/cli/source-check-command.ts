import { checkSource } from "./check-source.ts";
import type { CommandRun } from "./command-run.ts";
import { namedSource } from "./named-source.ts";
import { checkJson } from "./source-json.ts";

export async function sourceCheckCommand(run: CommandRun, name: string): Promise<number> {
  const { product, row } = await namedSource(run, name);
  const found = await checkSource(run, () => product.sources.open(row));
  if (run.json) run.print(checkJson(found));
  return 0;
}
