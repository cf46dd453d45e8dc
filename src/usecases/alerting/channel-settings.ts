import { changeAlertChannel, findAlertChannel } from "../../db/alert-channels.ts";
import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import type { ChannelSettings } from "../../domain/alerting/alert-notes.ts";
import { newestTick } from "../../domain/alerting/schedule.ts";
import { isZone } from "../../domain/day.ts";
import { Invalid } from "../errors.ts";
import type { Scope } from "../scope.ts";

export async function showChannel(db: Db, scope: Scope, channel: string): Promise<ChannelSettings> {
  const found = await findAlertChannel(db, { workspaceId: scope.workspaceId, channel });
  return {
    broadcast: found?.broadcast ?? false,
    morningAt: found?.morningAt ?? undefined,
    timeZone: found?.timeZone ?? undefined,
  };
}

/** The first digest comes on the next morning, not for one that is over. */
export async function setChannel(
  db: Db,
  scope: Scope,
  { channel, settings }: { readonly channel: string; readonly settings: ChannelSettings },
): Promise<void> {
  const { broadcast, morningAt, timeZone } = settings;
  const zone = timeZone ?? scope.zone;
  if (!isZone(zone)) {
    throw new Invalid(`"${zone}" is not a time zone. Write it as Europe/Berlin.`);
  }
  const { workspaceId, now, actor } = scope;
  const tick =
    morningAt === undefined ? undefined : newestTick(morningSchedule(morningAt), zone, now);
  await db.transaction(async (tx) => {
    await changeAlertChannel(
      tx,
      { workspaceId, channel },
      {
        broadcast,
        morningAt: morningAt ?? null,
        timeZone: timeZone ?? null,
        morningTick: tick === undefined ? null : new Date(tick),
      },
    );
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "channel.settings",
      subject: `channel:${channel}`,
      details: { broadcast, morningAt: morningAt ?? null, zone },
    });
  });
}

/** `08:30` as the cron of every day at half past eight. */
export function morningSchedule(at: string): string {
  const [hour = "0", minute = "0"] = at.split(":");
  return `${Number(minute)} ${Number(hour)} * * *`;
}
