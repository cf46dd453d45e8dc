import { z } from "zod";

import { type Account, listAccounts } from "../../db/accounts.ts";
import type { Db } from "../../db/db.ts";
import { type EpisodeRow, findEpisode } from "../../db/episodes.ts";
import { sourceOfAccount } from "../../db/source-accounts.ts";
import type { AccountAlert, AlertSource } from "../../domain/alerting/alert.ts";
import { type Viewing, noAlert } from "./draw-alert.ts";
import { handlingFrom } from "./episode-record.ts";

const findingSchema = z.object({
  day: z.string().optional(),
  gap: z
    .object({
      range: z.object({ from: z.string(), to: z.string() }),
      platform: z.number(),
      firstParty: z.number(),
      share: z.number(),
    })
    .optional(),
  rules: z.array(z.string()),
});

/** An account's trouble as its message shows it. */
export async function drawAccountAlert(
  db: Db,
  viewing: Viewing,
  episodeId: number,
): Promise<AccountAlert> {
  const { workspaceId } = viewing;
  const row = await findEpisode(db, { workspaceId, episodeId });
  if (row === undefined) throw noAlert();
  const [drawn] = accountAlertsFrom([row], await listAccounts(db, workspaceId), viewing.now);
  if (drawn === undefined) throw noAlert();
  return { ...drawn, source: await alertSource(db, { workspaceId, accountId: row.accountId }) };
}

async function alertSource(
  db: Db,
  key: { readonly workspaceId: number; readonly accountId: number },
): Promise<AlertSource | undefined> {
  const source = await sourceOfAccount(db, key);
  if (source === undefined) return undefined;
  const { name, failures, fault: message, faultNext } = source;
  const fault = failures > 0 && message !== null ? { message, next: faultNext ?? "" } : undefined;
  return { name, fault };
}

/** Those of the rows that are troubles of accounts. */
export function accountAlertsFrom(
  rows: readonly EpisodeRow[],
  accounts: readonly Account[],
  now: number,
): AccountAlert[] {
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  return rows.flatMap((row) => {
    const account = byId.get(row.accountId);
    if (account === undefined || row.kind === "rule") return [];
    const finding = findingSchema.safeParse(row.firing);
    return [
      {
        episodeId: row.episodeId,
        trouble: row.kind,
        account: { name: account.name, platform: account.platform, zone: account.timeZone },
        phase: row.phase === "firing" ? ("firing" as const) : ("resolved" as const),
        handling: handlingFrom(row, undefined, now),
        firedAt: (row.firedAt ?? row.openedAt).getTime(),
        resolvedAt: row.overAt?.getTime(),
        day: finding.data?.day,
        gap: finding.data?.gap,
        rules: finding.data?.rules ?? [],
        freshness: {
          lastDay: account.lastDay ?? undefined,
          loadedAt: account.loadedAt?.getTime(),
        },
      },
    ];
  });
}
