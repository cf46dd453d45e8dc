import { and, eq, lt, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { shiftSettings } from "./schema/shift-settings.ts";

export type ShiftSettingsRow = typeof shiftSettings.$inferSelect;

export async function findShiftSettings(
  db: Db,
  workspaceId: number,
): Promise<ShiftSettingsRow | undefined> {
  const [found] = await db.orm
    .select()
    .from(shiftSettings)
    .where(eq(shiftSettings.workspaceId, workspaceId));
  return found;
}

/** The same, kept from change until the transaction ends. */
export async function lockShiftSettings(
  db: Db,
  workspaceId: number,
): Promise<ShiftSettingsRow | undefined> {
  const [found] = await db.orm
    .select()
    .from(shiftSettings)
    .where(eq(shiftSettings.workspaceId, workspaceId))
    .for("update");
  return found;
}

/** The first proposal unasked comes at the first tick after `lastTick`. */
export async function storeShiftSettings(db: Db, row: ShiftSettingsRow): Promise<void> {
  const { settings, lastTick } = row;
  await db.orm
    .insert(shiftSettings)
    .values(row)
    .onConflictDoUpdate({
      target: shiftSettings.workspaceId,
      set: { settings, lastTick: sql`greatest(${shiftSettings.lastTick}, ${lastTick})` },
    });
}

export async function listShiftSettings(db: Db): Promise<ShiftSettingsRow[]> {
  return db.orm.select().from(shiftSettings);
}

/** True for the one caller that gets a tick. */
export async function claimShiftTick(
  db: Db,
  { workspaceId, tick }: { readonly workspaceId: number; readonly tick: number },
): Promise<boolean> {
  const at = new Date(tick);
  const rows = await db.orm
    .update(shiftSettings)
    .set({ lastTick: at })
    .where(and(eq(shiftSettings.workspaceId, workspaceId), lt(shiftSettings.lastTick, at)))
    .returning({ workspaceId: shiftSettings.workspaceId });
  return rows.length > 0;
}
