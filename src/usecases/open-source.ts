import type { SourceRow } from "../db/sources.ts";
import type { Source } from "./source.ts";

/** Opens a stored source; throws a `SourceFault` where its settings or secrets cannot be used any more. */
export type OpenSource = (
  row: Pick<SourceRow, "workspaceId" | "sourceId" | "kind" | "settings" | "secrets">,
) => Source;
