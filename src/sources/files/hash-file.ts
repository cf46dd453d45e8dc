import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";

import type { ExportFile } from "../../usecases/export-file.ts";

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(file: ExportFile): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(file.open(), hash);
  return hash.digest("hex");
}
