import { z } from "zod";

import { isDay, isZone } from "../../domain/day.ts";
import { isCurrency, MAX_MICROS, parseMicros } from "../../domain/money.ts";
import { PLATFORMS } from "../../domain/platform.ts";

/** What is wrong with a pushed body, and where; `row` counts from 0 and is null for the account. */
export interface BodyFault {
  readonly row: number | null;
  readonly field: string;
  readonly message: string;
}

const MAX_COUNT = 1e12;
const MAX_FAULTS = 100;

const amount = z
  .union([z.string(), z.number()], { error: 'must be an amount such as "12.34"' })
  .transform((value, context) => {
    const micros = parseMicros(String(value).trim());
    if (micros !== undefined && micros >= 0n && micros <= MAX_MICROS) return micros;
    context.addIssue({
      code: "custom",
      message: 'must be an amount of zero or more, such as "12.34"',
    });
    return z.NEVER;
  });

const count = z
  .number({ error: "must be a number" })
  .int("must be a whole number")
  .min(0, "must be zero or more")
  .max(MAX_COUNT, "is larger than any campaign's day");

const rowSchema = z.object({
  date: z
    .string({ error: "must be a day such as 2026-11-01" })
    .refine(isDay, "must be a day such as 2026-11-01"),
  campaign: z
    .string({ error: "must be the campaign's name" })
    .trim()
    .min(1, "must not be empty")
    .max(500),
  campaignId: z.union([z.string(), z.number()]).transform(String).optional(),
  spend: amount,
  impressions: count.default(0),
  clicks: count.default(0),
  conversions: z
    .number({ error: "must be a number" })
    .min(0, "must be zero or more")
    .max(MAX_COUNT, "is larger than any campaign's day")
    .default(0),
  value: amount.default(0n),
});

const bodySchema = z.object({
  account: z.object({
    platform: z.enum(PLATFORMS, { error: `must be one of ${PLATFORMS.join(", ")}` }),
    name: z
      .string({ error: "must be the account's name" })
      .trim()
      .min(1, "must not be empty")
      .max(100),
    currency: z
      .string({ error: "must be a code such as USD" })
      .refine(isCurrency, "must be a code such as USD"),
    timezone: z
      .string({ error: "must be a zone such as Europe/Berlin" })
      .refine(isZone, "must be a zone such as Europe/Berlin")
      .optional(),
  }),
  rows: z
    .array(rowSchema, { error: "must be a list of rows" })
    .min(1, "must hold at least one row"),
});

export type MetricsBody = z.infer<typeof bodySchema>;

export type BodyReading =
  | { readonly kind: "read"; readonly body: MetricsBody }
  | { readonly kind: "faulty"; readonly faults: readonly BodyFault[] };

/** Reads a pushed body: the whole of it, or every fault (the first 100). */
export function readMetricsBody(text: string): BodyReading {
  const json = jsonOf(text);
  if (json === undefined) {
    return { kind: "faulty", faults: [{ row: null, field: "body", message: "is not JSON" }] };
  }
  const parsed = bodySchema.safeParse(json.value);
  if (parsed.success) return { kind: "read", body: parsed.data };
  return { kind: "faulty", faults: parsed.error.issues.slice(0, MAX_FAULTS).map(faultOf) };
}

function faultOf({ path, message }: z.core.$ZodIssue): BodyFault {
  const [first, row, ...field] = path;
  return first === "rows" && typeof row === "number"
    ? { row, field: field.map(String).join(".") || "row", message }
    : { row: null, field: path.map(String).join(".") || "body", message };
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}
