import { z } from "zod";

/** Money as stored JSON has it, which knows no whole numbers of this size: text. */
export const storedMicros = z.codec(z.string().regex(/^\d+$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: String,
});
