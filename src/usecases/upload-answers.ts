import { z } from "zod";

import { PLATFORMS } from "../domain/platform.ts";
import type { ImportFileInput } from "./import-file.ts";

/** What was said about a dropped file; a field that is left out is to be found in the file. */
export const uploadAnswers = z.object({
  account: z.string().optional(),
  platform: z.enum(PLATFORMS).optional(),
  currency: z.string().optional(),
  zone: z.string().optional(),
  period: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type UploadAnswers = z.infer<typeof uploadAnswers>;

/** The answers as the importer takes them. */
export function hintsOf({
  platform,
  currency,
  zone,
  period,
}: UploadAnswers): ImportFileInput["hints"] {
  return {
    ...(platform === undefined ? {} : { platform }),
    ...(currency === undefined ? {} : { currency }),
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(period === undefined ? {} : { period }),
  };
}
