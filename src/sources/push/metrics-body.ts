import { z } from "zod";

import { isDay, isZone } from "../../domain/day.ts";
import { isCurrency, MAX_MICROS, parseMicros } from "../../domain/money.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { remember } from "../../domain/remember.ts";

/** What is wrong with a pushed body, and where; `row` counts from 0 and is null for the account. */
export interface BodyFault {
  readonly row: number | null;
  readonly field: string;
  readonly message: string;
}

const MAX_COUNT = 1e12;

const knownDay = remember(isDay);

/** Not a union: bodies have many rows, and trying one kind after the other takes most of the time. */
const textOrNumber = (message: string) =>
  z.unknown().transform((value, context): string => {
    if (typeof value === "string") return value;
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const amount = textOrNumber('must be an amount such as "12.34"').transform((value, context) => {
  const micros = parseMicros(value.trim());
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

/** The character zero, and one half of a character that is written as two. */
const NO_TEXT = /[\0\p{Cs}]/u;

function isText(value: string): boolean {
  return !NO_TEXT.test(value);
}

const UNUSABLE = "must not hold the character zero or half a character";

const campaignId = z.unknown().transform((value, context): string | undefined => {
  const fault = idFault(value);
  if (fault === undefined) return String(value).trim() || undefined;
  context.addIssue({ code: "custom", message: fault });
  return z.NEVER;
});

/** A number of more than 15 digits has been rounded by the time it is read: two campaigns would become one. */
function idFault(value: unknown): string | undefined {
  if (typeof value === "number") {
    return Number.isSafeInteger(value)
      ? undefined
      : 'must be text where it has more than 15 digits, such as "7012345678901234567"';
  }
  if (typeof value !== "string") return "must be the campaign's id, as text";
  return isText(value) ? undefined : UNUSABLE;
}

export const rowSchema = z.object(
  {
    date: z
      .string({ error: "must be a day such as 2026-11-01" })
      .refine(knownDay, "must be a day such as 2026-11-01"),
    campaign: z
      .string({ error: "must be the campaign's name" })
      .trim()
      .min(1, "must not be empty")
      .max(500, "must be 500 characters at most")
      .refine(isText, UNUSABLE),
    campaignId: campaignId.optional(),
    spend: amount,
    impressions: count.default(0),
    clicks: count.default(0),
    conversions: z
      .number({ error: "must be a number" })
      .min(0, "must be zero or more")
      .max(MAX_COUNT, "is larger than any campaign's day")
      .default(0),
    value: amount.default(0n),
  },
  { error: "must be an object with date, campaign and spend" },
);

export type PushedRow = z.infer<typeof rowSchema>;

/** A body of such rows. */
export function bodySchema<T extends z.ZodType>(row: T) {
  return z.object(
    {
      account: z.object(
        {
          platform: z.enum(PLATFORMS, { error: `must be one of ${PLATFORMS.join(", ")}` }),
          name: z
            .string({ error: "must be the account's name" })
            .trim()
            .min(1, "must not be empty")
            .max(100, "must be 100 characters at most")
            .refine(isText, UNUSABLE),
          currency: z
            .string({ error: "must be a code such as USD" })
            .refine(isCurrency, "must be a code such as USD"),
          timezone: z
            .string({ error: "must be a zone such as Europe/Berlin" })
            .refine(isZone, "must be a zone such as Europe/Berlin")
            .optional(),
        },
        { error: "must name the account: platform, name and currency" },
      ),
      rows: z.array(row, { error: "must be a list of rows" }).min(1, "must hold at least one row"),
    },
    { error: "must be an object with account and rows" },
  );
}

/** The body without what is in its rows: those are looked at one by one. */
export const shellSchema = bodySchema(z.unknown());

export type PushedAccount = z.infer<typeof shellSchema>["account"];

export function faultOf({ path, message }: Pick<z.core.$ZodIssue, "path" | "message">): BodyFault {
  const [first, row, ...field] = path;
  return first === "rows" && typeof row === "number"
    ? { row, field: field.map(String).join(".") || "row", message }
    : { row: null, field: path.map(String).join(".") || "body", message };
}
