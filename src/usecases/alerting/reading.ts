import { z } from "zod";

import type { Reading } from "../../domain/alerting/alert.ts";

const micros = z.string().transform((text) => BigInt(text));

/** A reading as jsonb holds it: money as text, an undefined value as null. */
const readingSchema = z
  .object({
    at: z.number(),
    range: z.object({ from: z.string(), to: z.string() }),
    value: z.number().nullable(),
    limit: z.number(),
    totals: z.object({
      spendMicros: micros,
      impressions: z.number(),
      clicks: z.number(),
      conversions: z.number(),
      valueMicros: micros,
    }),
    chance: z.number().nullable(),
  })
  .transform(({ value, chance, ...rest }): Reading => ({
    ...rest,
    value: value ?? undefined,
    chance: chance ?? undefined,
  }));

/** Undefined where nothing was read. */
export function readingFrom(json: unknown): Reading | undefined {
  return json === null ? undefined : readingSchema.parse(json);
}

export function readingJson(reading: Reading | undefined): unknown {
  if (reading === undefined) return null;
  const { totals, value, chance } = reading;
  return {
    ...reading,
    value: value ?? null,
    chance: chance ?? null,
    totals: {
      ...totals,
      spendMicros: String(totals.spendMicros),
      valueMicros: String(totals.valueMicros),
    },
  };
}
