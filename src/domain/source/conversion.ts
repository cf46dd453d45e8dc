import type { Micros } from "../money.ts";

/** What has become of a conversion: a lead may become a sale, and a sale may be taken back. Never the other way. */
export const CONVERSION_STATUSES = ["lead", "sale", "rejected"] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];

/** One call of a tracker's about a conversion, read. */
export interface ConversionCall {
  readonly clickId: string | undefined;
  readonly transactionId: string | undefined;
  readonly event: string | undefined;
  readonly status: ConversionStatus;
  readonly valueMicros: Micros | undefined;
  readonly currency: string | undefined;
  /** What may name the campaign, the likeliest first: the platform's id of it or its name. */
  readonly campaignRefs: readonly string[];
  readonly sourceRef: string | undefined;
  /** Milliseconds since 1970; undefined: when it was received. */
  readonly occurredAt: number | undefined;
}

export type PostbackReading =
  | { readonly kind: "read"; readonly call: ConversionCall }
  /** It is of a conversion, but not what it says of it: kept, and not counted. `reason` is a sentence. */
  | { readonly kind: "not-understood"; readonly reason: string }
  /** It could never be of use. `reason` is a sentence. */
  | { readonly kind: "unusable"; readonly reason: string };

/** What makes two calls the same conversion: click, transaction and event. */
export function conversionKey(
  call: Pick<ConversionCall, "clickId" | "transactionId" | "event">,
): string {
  return JSON.stringify([call.clickId ?? "", call.transactionId ?? "", call.event ?? ""]);
}

/** True where the key has a transaction's id. */
export function hasTransaction(key: string): boolean {
  const parts: unknown = JSON.parse(key);
  return Array.isArray(parts) && parts[1] !== "";
}
