import { changeAlertChannel, findAlertChannel } from "../../db/alert-channels.ts";
import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { oweDelivery } from "../../db/deliveries.ts";
import { slackUser } from "../slack-user.ts";
import { sameChannel } from "./channels-by-name.ts";
import type { OwedMessage } from "./owed-message.ts";
import { storedRules } from "./stored-rules.ts";

/**
 * A channel takes no messages any more: its rules go on without a voice, and their owners are told, once each. Call it
 * in the transaction that gives the message up.
 */
export async function loseChannel(
  db: Db,
  lost: {
    readonly workspaceId: number;
    readonly channel: string;
    readonly reason: string;
    readonly now: number;
  },
): Promise<void> {
  const { workspaceId, channel, reason, now } = lost;
  const key = { workspaceId, channel };
  const isSame = await sameChannel(db, workspaceId);
  const rules = (await storedRules(db, lost)).filter(({ rule }) => isSame(rule.channel, channel));
  if (rules.length === 0 || (await findAlertChannel(db, key))?.lostReason != null) return;
  await changeAlertChannel(db, key, { lostReason: reason, lostAt: new Date(now) });
  await recordAudit(db, {
    workspaceId,
    at: now,
    actor: "job:deliveries",
    verb: "channel.lost",
    subject: `channel:${channel}`,
    details: { reason },
  });
  // Rules that were made at a command line have no owner in Slack; `trimtab doctor` tells of them.
  const owners = new Set(rules.flatMap(({ createdBy }) => slackUser(createdBy) ?? []));
  for (const owner of owners) {
    const names = rules.filter(({ createdBy }) => slackUser(createdBy) === owner);
    const payload: OwedMessage = {
      kind: "channel-lost",
      channel,
      reason,
      rules: names.map(({ rule }) => rule.name),
    };
    const deliveryKey = `channel-lost:${channel}:${owner}:${now}`;
    await oweDelivery(db, {
      workspaceId,
      deliveryKey,
      channel: owner,
      payload,
      severity: "warning",
      dueAt: now,
      now,
    });
  }
}
