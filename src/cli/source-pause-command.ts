import { OPERATOR } from "../usecases/budget/require-administrator.ts";
import { pauseSource } from "../usecases/sources/change-source.ts";
import type { CommandRun } from "./command-run.ts";
import { namedSource } from "./named-source.ts";

/** Pauses a source, or loads it by itself again. */
export async function sourcePauseCommand(
  run: CommandRun,
  { name, paused }: { readonly name: string; readonly paused: boolean },
): Promise<number> {
  const { product, scope, row } = await namedSource(run, name);
  await pauseSource(product.database.db, scope, {
    sourceId: row.sourceId,
    paused,
    person: OPERATOR,
  });
  if (run.json) run.print({ source: row.name, paused });
  else run.output.out(`"${row.name}" is ${paused ? "paused" : "loaded by itself again"}.\n`);
  return 0;
}
