import type { Db } from "../db/db.ts";
import {
  firstWorkspace,
  insertWorkspace,
  lockWorkspaces,
  type Workspace,
} from "../db/workspaces.ts";

/** The workspace of a product with one Slack team; made at the first sight, once, however many instances start. */
export async function openWorkspace(db: Db, now: number): Promise<Workspace> {
  const found = await firstWorkspace(db);
  if (found !== undefined) return found;
  return db.transaction(async (tx) => {
    await lockWorkspaces(tx);
    return (await firstWorkspace(tx)) ?? (await insertWorkspace(tx, { name: "Workspace", now }));
  });
}
