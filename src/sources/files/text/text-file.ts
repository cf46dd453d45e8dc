import { Readable } from "node:stream";

import type { ExportFile } from "../../../usecases/export-file.ts";

/** A file that is in memory already. */
export function textFile(name: string, content: string | Uint8Array): ExportFile {
  const bytes = Buffer.from(content);
  return { name, bytes: bytes.length, open: () => Readable.from([bytes]) };
}
