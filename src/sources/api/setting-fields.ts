import { z } from "zod";

import { isZone } from "../../domain/day.ts";
import { isCurrency } from "../../domain/money.ts";

/** Where the API lives: the real address unless another is set. */
export function address(usual: string) {
  return z
    .url(`must be an address such as ${usual}`)
    .transform((url) => url.replace(/\/+$/, ""))
    .default(usual);
}

/** A secret; `what` says what to write. */
export function secret(what: string) {
  return z.string(`must be ${what}`).trim().min(1, `must be ${what}`);
}

/** An id of digits, written as a text or as a number; `what` says what to write. */
export function numericId(what: string) {
  const message = `must be ${what}`;
  return z
    .union([z.string(), z.number().int(`${message}, in quotation marks`)], message)
    .transform((value) => String(value).trim())
    .refine((text) => /^\d+$/.test(text), message);
}

/** One or more ids of digits; `what` says what to write for each. */
export function numericIds(what: string) {
  const message = `must be a list with at least one entry, each ${what}`;
  return z.array(numericId(what), message).min(1, message);
}

export const currency = z
  .string("must be a currency such as EUR")
  .refine(isCurrency, "must be a currency such as EUR");

export const zone = z
  .string("must be a time zone such as Europe/Berlin")
  .refine(isZone, "must be a time zone such as Europe/Berlin");
