import {
  type AlertChannelRow,
  channelsWithMornings,
  claimMorning,
} from "../../db/alert-channels.ts";
import type { Db } from "../../db/db.ts";
import { oweDelivery } from "../../db/deliveries.ts";
import { newestTick } from "../../domain/alerting/schedule.ts";
import { dayAt } from "../../domain/day.ts";
import { morningSchedule } from "./channel-settings.ts";
import type { OwedMessage } from "./owed-message.ts";

/** Older mornings are not worth a message any more. */
const STILL_MORNING_MS = 6 * 3_600_000;

/** Owes the morning digest of each channel whose time has come; each morning once, however many instances ask. */
export async function oweMornings(
  db: Db,
  input: { readonly now: number; readonly zone: string },
): Promise<void> {
  for (const row of await channelsWithMornings(db)) await oweMorning(db, row, input);
}

async function oweMorning(
  db: Db,
  row: AlertChannelRow,
  { now, zone: workspaceZone }: { readonly now: number; readonly zone: string },
): Promise<void> {
  const { workspaceId, channel, morningAt, lostReason } = row;
  const zone = row.timeZone ?? workspaceZone;
  const tick = morningAt === null ? undefined : newestTick(morningSchedule(morningAt), zone, now);
  if (tick === undefined || lostReason !== null) return;
  if (row.morningTick !== null && row.morningTick.getTime() >= tick) return;
  await db.transaction(async (tx) => {
    if (!(await claimMorning(tx, { workspaceId, channel }, tick))) return;
    if (now - tick > STILL_MORNING_MS) return;
    const day = dayAt(tick, zone);
    const payload: OwedMessage = { kind: "morning", channel, day, zone };
    const deliveryKey = `morning:${channel}:${day}`;
    await oweDelivery(tx, {
      workspaceId,
      deliveryKey,
      channel,
      payload,
      severity: "info",
      dueAt: now,
      now,
    });
  });
}
