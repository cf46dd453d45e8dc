import { and, eq } from "drizzle-orm";

import type { Db } from "./db.ts";
import { sources } from "./schema/sources.ts";
import type { SourceKey } from "./sources.ts";

/** Stores sealed secrets in place of those that were read; false where others stand there by now. */
export async function replaceSecrets(
  db: Db,
  { workspaceId, sourceId }: SourceKey,
  { held, renewed }: { readonly held: string; readonly renewed: string },
): Promise<boolean> {
  const changed = await db.orm
    .update(sources)
    .set({ secrets: renewed })
    .where(
      and(
        eq(sources.workspaceId, workspaceId),
        eq(sources.sourceId, sourceId),
        eq(sources.secrets, held),
      ),
    )
    .returning({ id: sources.sourceId });
  return changed.length > 0;
}
