import { eq, sql } from "drizzle-orm";

import type { Db, Statement } from "./db.ts";
import { workspaces } from "./schema/workspaces.ts";

export interface Workspace {
  readonly workspaceId: number;
  readonly name: string;
  /** Null until it is set in Slack. */
  readonly timeZone: string | null;
}

const columns = {
  workspaceId: workspaces.workspaceId,
  name: workspaces.name,
  timeZone: workspaces.timeZone,
};

const FIRST: Statement = {
  name: "first_workspace",
  text: `select workspace_id, name, time_zone from workspaces order by workspace_id limit 1`,
};

/** The one workspace of a product with one Slack team, or none yet. Every request begins with it. */
export async function firstWorkspace(db: Db): Promise<Workspace | undefined> {
  const [found] = await db.rows<{
    readonly workspace_id: number;
    readonly name: string;
    readonly time_zone: string | null;
  }>(FIRST, []);
  return found === undefined
    ? undefined
    : { workspaceId: found.workspace_id, name: found.name, timeZone: found.time_zone };
}

export async function insertWorkspace(
  db: Db,
  input: { readonly name: string; readonly now: number },
): Promise<Workspace> {
  const [made] = await db.orm
    .insert(workspaces)
    .values({ name: input.name, createdAt: new Date(input.now) })
    .returning(columns);
  if (made === undefined) throw new Error("The workspace was not stored.");
  return made;
}

export async function findWorkspace(db: Db, workspaceId: number): Promise<Workspace | undefined> {
  const [found] = await db.orm
    .select(columns)
    .from(workspaces)
    .where(eq(workspaces.workspaceId, workspaceId));
  return found;
}

/** Until the transaction ends nobody else holds it: what is done to a workspace as a whole is done in turn. */
export async function lockWorkspace(db: Db, workspaceId: number): Promise<void> {
  await db.orm
    .select({ workspaceId: workspaces.workspaceId })
    .from(workspaces)
    .where(eq(workspaces.workspaceId, workspaceId))
    .for("no key update");
}

export async function setWorkspaceZone(
  db: Db,
  input: { readonly workspaceId: number; readonly timeZone: string },
): Promise<void> {
  await db.orm
    .update(workspaces)
    .set({ timeZone: input.timeZone })
    .where(eq(workspaces.workspaceId, input.workspaceId));
}

/** Others that would make a workspace wait until this transaction ends; readers do not. */
export async function lockWorkspaces(db: Db): Promise<void> {
  await db.orm.execute(sql`lock table workspaces in exclusive mode`);
}
