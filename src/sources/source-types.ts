import type { SourceKind } from "../domain/source/source-kind.ts";
import type { SourceType } from "./source-type.ts";
import { sqlSource } from "./sql/sql-source.ts";

/** The kinds of sources that need nothing of the product's own. */
const SOURCE_TYPES: readonly SourceType[] = [sqlSource];

export function sourceTypeOf(kind: SourceKind): SourceType | undefined {
  return SOURCE_TYPES.find((type) => type.kind === kind);
}
