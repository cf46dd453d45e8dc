import type { ConversionStatus } from "../../domain/source/conversion.ts";

/** Trackers' and networks' words for what has become of a conversion. */
const WORDS: Readonly<Record<ConversionStatus, readonly string[]>> = {
  lead: ["lead", "pending", "hold", "registration", "trial"],
  sale: [
    "sale",
    "approved",
    "approve",
    "accepted",
    "confirmed",
    "completed",
    "success",
    "paid",
    "deposit",
    "rebill",
    "upsell",
    "conversion",
  ],
  rejected: [
    "rejected",
    "reject",
    "trash",
    "declined",
    "decline",
    "cancelled",
    "canceled",
    "refund",
    "refunded",
    "reversed",
    "chargeback",
    "invalid",
    "fraud",
  ],
};

const STATUSES: ReadonlyMap<string, ConversionStatus> = new Map([
  ...WORDS.lead.map((word) => [word, "lead"] as const),
  ...WORDS.sale.map((word) => [word, "sale"] as const),
  ...WORDS.rejected.map((word) => [word, "rejected"] as const),
]);

/** Undefined for a word that nobody knows. */
export function statusOf(word: string): ConversionStatus | undefined {
  return STATUSES.get(word.toLowerCase());
}
