import type { SourceStatus } from "../domain/source/source-status.ts";
import { counted } from "../slack/views/format.ts";
import { listSources } from "../usecases/sources/list-sources.ts";
import type { Product } from "../wiring/product.ts";
import type { Finding } from "./doctor.ts";

/** How each live source is, and what to do about it. */
export async function sourceFindings(product: Product): Promise<Finding[]> {
  const { db } = product.database;
  const sources = await listSources(db, await product.scope("job:doctor"));
  return sources.map(sourceFinding);
}

/** How one source is. */
export function sourceFinding(source: SourceStatus): Finding {
  const { name, state, lastLoad, fault } = source;
  const last =
    lastLoad === undefined
      ? "it has loaded nothing yet"
      : `its last load, at ${new Date(lastLoad.at).toISOString()}, brought ${counted(lastLoad.rows, "row")} through ${lastLoad.days.to}`;
  if (fault !== undefined) {
    return {
      part: "sources",
      state: "bad",
      message: `"${name}" has failed ${fault.failures === 1 ? "once" : `${fault.failures} times in a row`}: ${fault.message} (${last})`,
      next: fault.next,
    };
  }
  if (state === "paused") {
    return {
      part: "sources",
      state: "note",
      message: `"${name}" is paused; ${last}.`,
      next: `Load it again by itself: trimtab source resume "${name}".`,
    };
  }
  return {
    part: "sources",
    state: "ok",
    message: `"${name}" is ${state === "loading" ? "being loaded" : "loaded by itself"}; ${last}.`,
    next: null,
  };
}
