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

/**
 * What a call by itself makes a conversion: click, transaction and event. `opened`: beside another without a click and
 * with the same transaction, the call that it began with.
 */
export function conversionKey(
  call: Pick<ConversionCall, "clickId" | "transactionId" | "event">,
  opened?: number,
): string {
  const parts = [call.clickId ?? "", call.transactionId ?? "", call.event ?? ""];
  return JSON.stringify(opened === undefined ? parts : [...parts, opened]);
}

/** A key's parts. */
export function idsOfKey(key: string): Pick<ConversionCall, "clickId" | "transactionId" | "event"> {
  const parts: unknown = JSON.parse(key);
  const [clickId, transactionId, event] = Array.isArray(parts) ? parts.map(partOf) : [];
  return { clickId, transactionId, event };
}

function partOf(part: unknown): string | undefined {
  return typeof part === "string" && part !== "" ? part : undefined;
}
