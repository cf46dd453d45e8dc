import type { Db } from "../../src/db/db.ts";
import { createSourceDesk, type SourceDesk } from "../../src/usecases/source-desk.ts";
import { NOW } from "./fixtures.ts";
import { scriptedSource } from "./scripted-source.ts";

/** A desk whose sources say what a test tells them to. */
export function testSourceDesk(
  deps: { readonly db: Db; readonly database: "server" | "embedded" },
  source = scriptedSource(),
): SourceDesk {
  return createSourceDesk({
    loading: {
      ...deps,
      open: () => source,
      now: () => NOW,
      zone: "UTC",
      stopping: new AbortController().signal,
    },
    hasWarehouse: true,
    trailingDays: () => 28,
    faultsOf: () => [],
  });
}
