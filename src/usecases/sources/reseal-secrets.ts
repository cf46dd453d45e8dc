import type { Db } from "../../db/db.ts";
import { listSourceRows, updateSource } from "../../db/sources.ts";
import type { Scope } from "../scope.ts";

/** Seals with the present key what older keys have sealed; returns how many there were. */
export async function resealSecrets(
  db: Db,
  { workspaceId }: Pick<Scope, "workspaceId">,
  reseal: (row: Awaited<ReturnType<typeof listSourceRows>>[number]) => string | undefined,
): Promise<number> {
  return db.transaction(async (tx) => {
    let count = 0;
    for (const row of await listSourceRows(tx, workspaceId)) {
      const secrets = reseal(row);
      if (secrets === undefined) continue;
      await updateSource(tx, row, { secrets });
      count += 1;
    }
    return count;
  });
}
