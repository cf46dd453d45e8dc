import { type DeliverDeps, deliverMessages } from "../../src/usecases/deliver-messages.ts";
import type {
  DeliveryOutcome,
  FindOutcome,
  OutgoingMessage,
  Setback,
} from "../../src/usecases/ports.ts";
import type { Owed } from "../db/delivery-test.ts";

/** A Slack that answers as it is told to. */
export interface Slack {
  /** By key; the others are sent. */
  readonly outcomes?: Readonly<Record<string, DeliveryOutcome>>;
  readonly looks?: Readonly<Record<string, FindOutcome>>;
  readonly deps?: Partial<DeliverDeps>;
}

/** Delivers what can be delivered at `now`, from a Slack that answers as it is told to. */
export async function deliver(
  { db }: Owed,
  now: number,
  { outcomes = {}, looks = {}, deps }: Slack = {},
) {
  const tried: OutgoingMessage[] = [];
  const sought: string[] = [];
  const trouble: string[] = [];
  const sent = await deliverMessages(
    {
      db,
      onTrouble: (key) => void trouble.push(key),
      pacing: { paceMs: 0 },
      monotonic: () => 0,
      find({ deliveryKey }) {
        sought.push(deliveryKey);
        return Promise.resolve(looks[deliveryKey] ?? { kind: "absent" });
      },
      send(message) {
        tried.push(message);
        const { deliveryKey, channel } = message;
        return Promise.resolve(
          outcomes[deliveryKey] ?? { kind: "sent", channel, messageTs: `${deliveryKey}.1` },
        );
      },
      ...deps,
    },
    now,
  );
  return {
    sent,
    sought,
    trouble,
    tried: tried.map(({ deliveryKey }) => deliveryKey),
    messages: tried,
  };
}

export const NO_ANSWER: Setback = { kind: "later", done: "perhaps", reason: "no answer" };
export const NO_LINE: Setback = { kind: "later", done: "no", reason: "no connection" };
export const LIMITED: Setback = {
  kind: "limited",
  afterMs: 30_000,
  reason: "rate limited",
};
export const ARCHIVED: Setback = { kind: "channel", reason: "is_archived" };
export const REVOKED: Setback = { kind: "token", reason: "token_revoked" };
export const CLOSED: FindOutcome = { kind: "closed", reason: "missing_scope" };
export const FOUND: FindOutcome = { kind: "found", channel: "C1", messageTs: "5.5", version: 1 };
