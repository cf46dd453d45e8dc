import type { ExportFile } from "../../../usecases/export-file.ts";
import { findHeader, type Layout } from "../layout/find-header.ts";
import { noHeader } from "../layout/missing-columns.ts";
import { Refusal } from "../refusal.ts";
import { textBlocks } from "../text/text-blocks.ts";

/** The beginning of a file. */
export interface Sample {
  readonly layout: Layout;
  /** The beginning is all of it. */
  readonly whole: boolean;
}

const SAMPLE_CHARS = 100_000;

/** Reads the beginning of a file and finds its table; refuses a file without one. */
export async function readSample(file: ExportFile): Promise<Sample> {
  let text = "";
  let whole = true;
  for await (const block of textBlocks(file)) {
    text += block.text;
    if (text.length < SAMPLE_CHARS) continue;
    whole = false;
    break;
  }
  if (!whole && !/[\r\n]/u.test(text)) {
    throw new Refusal(
      "The first line never ends, so this is no table of rows. Export the report again as CSV with one row per line.",
      { line: 1 },
    );
  }
  const layout = findHeader(text, whole);
  if (layout === undefined) throw noHeader(text);
  return { layout, whole };
}
