import { removeSource } from "../usecases/sources/change-source.ts";
import type { CommandRun } from "./command-run.ts";
import { namedSource } from "./named-source.ts";

export async function sourceRemoveCommand(run: CommandRun, name: string): Promise<number> {
  const { product, scope, row } = await namedSource(run, name);
  await removeSource(product.database.db, scope, row.sourceId);
  if (run.json) run.print({ removed: row.name });
  else run.output.out(`"${row.name}" is no source any more; the numbers that it brought stay.\n`);
  return 0;
}
