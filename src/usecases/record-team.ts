import type { Db } from "../db/db.ts";
import { recordInstallation } from "../db/installations.ts";
import type { Scope } from "./scope.ts";

/** Notes which Slack team this workspace is, as Slack itself told. */
export async function recordTeam(
  db: Db,
  scope: Scope,
  team: {
    readonly teamId: string;
    readonly teamName: string;
    readonly botUserId: string | undefined;
    readonly scopes: readonly string[] | undefined;
  },
): Promise<void> {
  await recordInstallation(db, {
    workspaceId: scope.workspaceId,
    teamId: team.teamId,
    teamName: team.teamName,
    botUserId: team.botUserId ?? null,
    scopes: (team.scopes ?? []).join(","),
    now: scope.now,
  });
}
