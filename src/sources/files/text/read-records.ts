import type { ExportFile } from "../../../usecases/export-file.ts";
import { createRecordSplitter, type RecordBlock } from "./split-records.ts";
import { textBlocks } from "./text-blocks.ts";

export interface ReadBlock extends RecordBlock {
  readonly bytesRead: number;
}

/** All rows of a file in order, preamble and header among them. */
export async function* readRecords(
  file: ExportFile,
  delimiter: string,
  newline: "\n" | "\r",
): AsyncGenerator<ReadBlock> {
  const splitter = createRecordSplitter(delimiter, newline);
  let bytesRead = 0;
  for await (const block of textBlocks(file)) {
    bytesRead = block.bytesRead;
    yield { ...splitter.push(block.text), bytesRead };
  }
  yield { ...splitter.finish(), bytesRead };
}
