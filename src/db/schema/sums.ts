import { bigint, doublePrecision } from "drizzle-orm/pg-core";

/** The five sums that facts and everything added up from them carry. */
export function sums() {
  return {
    spendMicros: bigint("spend_micros", { mode: "bigint" }).notNull(),
    impressions: bigint("impressions", { mode: "number" }).notNull(),
    clicks: bigint("clicks", { mode: "number" }).notNull(),
    conversions: doublePrecision("conversions").notNull(),
    valueMicros: bigint("value_micros", { mode: "bigint" }).notNull(),
  };
}
