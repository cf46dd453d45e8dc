/** What has become of a conversion: a lead may become a sale, and a sale may be taken back. */
export const CONVERSION_STATUSES = ["lead", "sale", "rejected"] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];
