import { z } from "zod";

const EVENT_TYPE = "trimtab_delivery";

export interface DeliveryMark {
  readonly workspaceId: number;
  readonly deliveryKey: string;
  readonly version: number;
}

/** By which a message in Slack is known to be a delivery of ours. */
export function deliveryMetadata({ workspaceId, deliveryKey, version }: DeliveryMark) {
  const event_payload = { workspace: workspaceId, key: deliveryKey, version };
  return { event_type: EVENT_TYPE, event_payload };
}

const schema = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ workspace: z.number(), key: z.string(), version: z.number() }),
});

/** Undefined for what is no delivery. */
export function readDeliveryMark(metadata: unknown): DeliveryMark | undefined {
  const parsed = schema.safeParse(metadata);
  if (!parsed.success) return undefined;
  const { workspace, key, version } = parsed.data.event_payload;
  return { workspaceId: workspace, deliveryKey: key, version };
}
