import type { Db } from "../db/db.ts";
import { claimDeliveries, type ClaimedDelivery, settleDelivery } from "../db/deliveries.ts";
import type { DeliveryOutcome, SendDelivery } from "./ports.ts";

const LEASE_MS = 60_000;
const BATCH = 20;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 15 * 60_000;

export interface DeliverDeps {
  readonly db: Db;
  readonly send: SendDelivery;
  /** Hears of each message that did not go out. */
  readonly onTrouble: (deliveryKey: string, outcome: DeliveryOutcome) => void;
}

/**
 * Sends what is due: claimed, sent, recorded. Every delivery edits a message that is there, so sending one twice
 * after a crash changes nothing that people see. Returns how many were sent.
 */
export async function deliverMessages(deps: DeliverDeps, now: number): Promise<number> {
  const claimed = await claimDeliveries(deps.db, { now, leaseMs: LEASE_MS, limit: BATCH });
  let sent = 0;
  const byChannel = new Map<string, ClaimedDelivery[]>();
  for (const delivery of claimed) {
    const list = byChannel.get(delivery.channel) ?? [];
    list.push(delivery);
    byChannel.set(delivery.channel, list);
  }
  // Channels wait for nobody but themselves: a slow one holds up no other.
  await Promise.all(
    [...byChannel.values()].map(async (list) => {
      for (const delivery of list) {
        const outcome = await deps.send(delivery);
        await settleDelivery(deps.db, delivery, settlementOf(outcome, delivery, now));
        if (outcome.kind === "sent") sent += 1;
        else deps.onTrouble(delivery.deliveryKey, outcome);
      }
    }),
  );
  return sent;
}

function settlementOf(outcome: DeliveryOutcome, delivery: ClaimedDelivery, now: number) {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent" } as const;
    case "refused":
      return { state: "failed", lastError: outcome.reason } as const;
    case "later": {
      const { reason: lastError } = outcome;
      if (delivery.attempts >= MAX_ATTEMPTS) return { state: "failed", lastError } as const;
      const backoff = Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** delivery.attempts);
      return {
        state: "owed",
        dueAt: now + Math.max(outcome.afterMs ?? 0, backoff),
        lastError,
      } as const;
    }
  }
}
