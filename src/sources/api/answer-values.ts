import { z } from "zod";

import { isDay } from "../../domain/day.ts";
import { MAX_MICROS, parseMicros } from "../../domain/money.ts";

const MAX_COUNT = 1e12;

/** Micros of an amount in major units, written as a decimal or as a number; may be below zero. */
export const amount = z.union([z.string(), z.number()]).transform((value, context) => {
  const micros = parseMicros(decimalOf(value));
  if (micros !== undefined && micros <= MAX_MICROS && micros >= -MAX_MICROS) return micros;
  context.addIssue({ code: "custom", message: `${JSON.stringify(value)} is no amount` });
  return z.NEVER;
});

/** A count of zero or more, written as a decimal or as a number; may be fractional. */
export const count = z.union([z.string(), z.number()]).transform((value, context) => {
  const number = typeof value === "number" ? value : Number(value.trim() === "" ? "x" : value);
  if (number >= 0 && number <= MAX_COUNT) return number;
  context.addIssue({ code: "custom", message: `${JSON.stringify(value)} is no count` });
  return z.NEVER;
});

/** An id, written as a text or as a number. */
export const id = z.union([z.string().min(1), z.number().int()]).transform(String);

/** The day of a date or of a date and time: its first ten characters. */
export const day = z
  .string()
  .transform((text) => text.slice(0, 10))
  .refine(isDay, "is no day");

/** Floating-point numbers as JSON brings them, without an exponent. */
function decimalOf(value: string | number): string {
  if (typeof value === "string") return value.trim();
  const text = String(value);
  return /e/i.test(text) ? value.toFixed(6) : text;
}
