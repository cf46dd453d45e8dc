import { sourceKindName } from "../domain/source/source-kind.ts";
import type { SourceStatus } from "../domain/source/source-status.ts";
import { listSources } from "../usecases/sources/list-sources.ts";
import type { CommandRun } from "./command-run.ts";
import { sourceJson } from "./source-json.ts";

export async function sourceListCommand(run: CommandRun): Promise<number> {
  const product = await run.product();
  const sources = await listSources(product.database.db, await product.scope(run.actor));
  if (run.json) run.print({ sources: sources.map(sourceJson) });
  else if (sources.length === 0) {
    run.output.out("No source is set up. Add one: trimtab source add FILE.\n");
  } else for (const source of sources) run.output.out(lineOf(source));
  return 0;
}

function lineOf({ name, kind, state, lastLoad, nextAt, fault }: SourceStatus): string {
  const last =
    lastLoad === undefined
      ? "not loaded yet"
      : `last ${new Date(lastLoad.at).toISOString()}, ${lastLoad.rows} rows`;
  const next = nextAt === undefined ? "" : `, next ${new Date(nextAt).toISOString()}`;
  const why = fault === undefined ? "" : `\n        ${fault.message} ${fault.next}`;
  return `${state.padEnd(8)} "${name}" (${sourceKindName(kind)}): ${last}${next}${why}\n`;
}
