import { sourceNamed, type SourceRow } from "../db/sources.ts";
import type { Scope } from "../usecases/scope.ts";
import type { Product } from "../wiring/product.ts";
import { type CommandRun, Refused } from "./command-run.ts";

export interface NamedSource {
  readonly product: Product;
  readonly scope: Scope;
  readonly row: SourceRow;
}

/** The source that a command names, with what the command works with. */
export async function namedSource(run: CommandRun, name: string): Promise<NamedSource> {
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { workspaceId } = scope;
  const row = await sourceNamed(product.database.db, { workspaceId, name });
  if (row === undefined) {
    throw new Refused(`There is no source named "${name}"; "trimtab source list" says them.`);
  }
  return { product, scope, row };
}
