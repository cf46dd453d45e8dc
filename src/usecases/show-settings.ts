import { type Account, listAccounts } from "../db/accounts.ts";
import { recordAudit } from "../db/audit.ts";
import type { Db } from "../db/db.ts";
import { unplacedConversions } from "../db/unplaced-conversions.ts";
import { findWorkspace, setWorkspaceZone } from "../db/workspaces.ts";
import { isZone } from "../domain/day.ts";
import type { StrangeCalls, UnplacedConversions } from "../domain/source/unplaced-conversions.ts";
import { Invalid } from "./errors.ts";
import type { Scope } from "./scope.ts";
import { type StrangeDeps, strangePostbacks } from "./strange-postbacks.ts";

export interface WorkspaceSettings {
  readonly zone: string;
  /** Somebody chose the zone; otherwise it is the machine's. */
  readonly zoneChosen: boolean;
  readonly accounts: readonly Account[];
  readonly unplaced: UnplacedConversions;
  readonly strange: StrangeCalls;
}

export async function showSettings(deps: StrangeDeps, scope: Scope): Promise<WorkspaceSettings> {
  const { db } = deps;
  const workspace = await findWorkspace(db, scope.workspaceId);
  return {
    zone: scope.zone,
    zoneChosen: workspace?.timeZone !== null && workspace?.timeZone !== undefined,
    accounts: await listAccounts(db, scope.workspaceId),
    unplaced: await unplacedConversions(db, scope.workspaceId),
    strange: await strangePostbacks(deps, scope.workspaceId),
  };
}

/** Sets the zone of accounts to come; those that are there keep theirs. */
export async function setZone(db: Db, scope: Scope, timeZone: string): Promise<void> {
  if (!isZone(timeZone)) {
    throw new Invalid(
      `"${timeZone}" is not a time zone. Write it as Europe/Berlin or America/New_York.`,
    );
  }
  const { workspaceId } = scope;
  await db.transaction(async (tx) => {
    await setWorkspaceZone(tx, { workspaceId, timeZone });
    await recordAudit(tx, {
      workspaceId,
      at: scope.now,
      actor: scope.actor,
      verb: "workspace.zone",
      subject: `workspace:${workspaceId}`,
      details: { before: scope.zone, after: timeZone },
    });
  });
}
