import { z } from "zod";

import type { PostbackReading } from "../domain/source/conversion.ts";
import type { ReadPostback } from "./ports.ts";

const parametersSchema = z.record(z.string(), z.string());

/** Reads a stored call; undefined where it is not in the form that calls are stored in. */
export function readStoredPostback(
  read: ReadPostback,
  parameters: unknown,
): PostbackReading | undefined {
  const parsed = parametersSchema.safeParse(parameters);
  return parsed.success ? read(parsed.data) : undefined;
}
