import type { Logger } from "pino";

import type { Db } from "../db/db.ts";
import { findDelivery } from "../slack/delivery/find-delivery.ts";
import { sendDelivery } from "../slack/delivery/send-delivery.ts";
import { alertMessageView } from "../slack/views/alerts/alert-message-view.ts";
import { proposalMessageView } from "../slack/views/budget/proposal-message-view.ts";
import type { SlackClient } from "../slack/web-client.ts";
import { composeMessage } from "../usecases/alerting/compose-message.ts";
import { loseChannel } from "../usecases/alerting/lose-channel.ts";
import { composeProposal } from "../usecases/budget/compose-proposal.ts";
import { moveProposal } from "../usecases/budget/move-proposal.ts";
import { type DeliverDeps, deliverMessages, type Pacing } from "../usecases/deliver-messages.ts";

export interface MessageSenderDeps {
  readonly db: Db;
  readonly client: SlackClient;
  readonly log: Logger;
  readonly now: () => number;
  readonly delivered: (count: number) => void;
  /** Other than the product's own; milliseconds. */
  readonly timing?: { readonly pacing: Pacing; readonly clockMarginMs: number };
}

/** Sends what is owed to Slack, drawn as things stand when it is sent. */
export function createMessageSender({
  db,
  client,
  log,
  now,
  delivered,
  timing,
}: MessageSenderDeps): () => Promise<void> {
  const deps: DeliverDeps = {
    db,
    send: sendDelivery(client),
    find: findDelivery(client, timing),
    async compose({ workspaceId, payload, possiblyRepeated }) {
      const viewing = { workspaceId, now: now() };
      const options = { now: now(), possiblyRepeated };
      const alert = await composeMessage(db, viewing, payload);
      if (alert !== undefined) return alertMessageView(alert, options);
      const proposal = await composeProposal(db, viewing, payload);
      return proposal === undefined ? payload : proposalMessageView(proposal, options);
    },
    async onRefused(tx, { workspaceId, channel, payload }, reason) {
      const lost = { workspaceId, channel, reason, now: now() };
      await loseChannel(tx, lost);
      await moveProposal(tx, { ...lost, payload });
    },
    onTrouble: (deliveryKey, outcome) =>
      log.warn({ deliveryKey, outcome }, "an owed message did not go out"),
    ...(timing === undefined ? {} : { pacing: timing.pacing }),
  };
  return async () => delivered(await deliverMessages(deps, now()));
}
