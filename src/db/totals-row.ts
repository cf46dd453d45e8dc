import { roundConversions, type Totals } from "../domain/totals.ts";

/** The five sums as the driver returns them: counts come as bigint. */
export interface TotalsRow {
  readonly spend_micros: bigint;
  readonly impressions: bigint;
  readonly clicks: bigint;
  readonly conversions: number;
  readonly value_micros: bigint;
}

export const TOTALS_COLUMNS = "spend_micros, impressions, clicks, conversions, value_micros";

/** The five sums of a group, under the columns' own names; `filter` limits the rows that are added. */
export function sumColumns(
  table: string,
  options: { filter?: string; prefix?: string } = {},
): string {
  const only = options.filter === undefined ? "" : ` filter (where ${options.filter})`;
  const sum = (column: string, type: string): string =>
    `coalesce(sum(${table}.${column})${only}, 0)::${type} as ${options.prefix ?? ""}${column}`;
  return [
    sum("spend_micros", "bigint"),
    sum("impressions", "bigint"),
    sum("clicks", "bigint"),
    sum("conversions", "float8"),
    sum("value_micros", "bigint"),
  ].join(", ");
}

export function totalsFrom(row: TotalsRow): Totals {
  return {
    spendMicros: row.spend_micros,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    conversions: roundConversions(row.conversions),
    valueMicros: row.value_micros,
  };
}
