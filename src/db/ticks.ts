import type { Db, Statement } from "./db.ts";

const CLAIM: Statement = {
  name: "claim_tick",
  text: `insert into ticks as t (workspace_id, job, last_tick) values ($1, $2, $3)
    on conflict (workspace_id, job) do update set last_tick = excluded.last_tick
      where t.last_tick < excluded.last_tick
    returning t.job`,
};

/** The workspace that stands for the installation as a whole. */
export const WHOLE_INSTALLATION = 0;

/** True for the one caller, of any number of instances, that gets this tick. */
export async function claimTick(
  db: Db,
  input: { readonly workspaceId: number; readonly job: string; readonly tick: number },
): Promise<boolean> {
  const rows = await db.rows(CLAIM, [input.workspaceId, input.job, new Date(input.tick)]);
  return rows.length > 0;
}
