import type { Logger } from "pino";

import type { Config } from "../config.ts";
import type { Workspace } from "../db/workspaces.ts";
import { hashFile } from "../sources/files/hash-file.ts";
import { readExport } from "../sources/files/read-export.ts";
import type { SuggestDeps } from "../usecases/budget/suggest-from-data.ts";
import type { ImportFileDeps } from "../usecases/import-file.ts";
import { openWorkspace } from "../usecases/open-workspace.ts";
import type { Scope } from "../usecases/scope.ts";
import type { OpenDatabase } from "./open-database.ts";
import { createSourceOpener, type SourceOpener } from "./source-opener.ts";
import { suggestInThread } from "./suggest-in-thread.ts";

/** What commands and Slack alike work with: the database, the clock, and whose numbers are meant. */
export interface Product {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly importing: ImportFileDeps;
  readonly suggesting: SuggestDeps;
  readonly sources: SourceOpener;
  readonly log: Logger;
  /** The one place where the time is asked for; milliseconds since 1970. */
  readonly now: () => number;
  /** The scope of something that `actor` does now. */
  scope(actor: string): Promise<Scope>;
  /** The workspace has been changed: the next scope reads it anew. */
  forgetWorkspace(): void;
}

const WORKSPACE_KEPT_MS = 1_000;

export function createProduct(input: {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Logger;
  readonly now: () => number;
}): Product {
  const { config, database, now } = input;
  const { db, kind } = database;
  let known: { readonly workspace: Workspace; readonly until: number } | undefined;

  /** Every request asks; a change of the workspace's zone is seen within a second, by its own instance at once. */
  async function currentWorkspace(): Promise<Workspace> {
    if (known !== undefined && now() < known.until) return known.workspace;
    const workspace = await openWorkspace(db, now());
    known = { workspace, until: now() + WORKSPACE_KEPT_MS };
    return workspace;
  }

  return {
    ...input,
    importing: { db, readExport, hashFile, database: kind },
    suggesting: { db, suggest: suggestInThread },
    sources: createSourceOpener({ config, db, now }),
    async scope(actor) {
      const workspace = await currentWorkspace();
      return {
        workspaceId: workspace.workspaceId,
        actor,
        now: now(),
        zone: workspace.timeZone ?? config.zone,
      };
    },
    forgetWorkspace() {
      known = undefined;
    },
  };
}
