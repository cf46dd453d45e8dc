import type { Db } from "./db.ts";
import { installations } from "./schema/installations.ts";

export interface Installation {
  readonly workspaceId: number;
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string | null;
  readonly scopes: string;
}

/** Records which Slack team a workspace is; the newest word counts. */
export async function recordInstallation(
  db: Db,
  input: Installation & { readonly now: number },
): Promise<void> {
  const { now, ...installation } = input;
  const values = { ...installation, seenAt: new Date(now) };
  await db.orm
    .insert(installations)
    .values(values)
    .onConflictDoUpdate({
      target: [installations.workspaceId, installations.teamId],
      set: values,
    });
}
