import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";

import type { ExportFile } from "../../usecases/export-file.ts";

/** A read costs a round through another thread, whatever its size. */
const CHUNK_BYTES = 1024 * 1024;

/** The file at a path; undefined where there is none, or something that is not a file. */
export async function localFile(path: string): Promise<ExportFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  return {
    name: basename(path),
    bytes: found.size,
    open: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  };
}
