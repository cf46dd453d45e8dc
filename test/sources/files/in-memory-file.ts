import { Readable } from "node:stream";

import { readExport } from "../../../src/sources/files/read-export.ts";
import type {
  ExportFile,
  ExportProfile,
  ExportRow,
  ReadOutcome,
  ReadTerms,
} from "../../../src/usecases/export-file.ts";

/** An export file out of a text or bytes, in pieces of `chunk` bytes; `opened` counts how often it was read. */
export function inMemoryFile(content: string | Buffer, chunk = 65_536) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  let opened = 0;
  const file: ExportFile = {
    name: "export.csv",
    bytes: bytes.length,
    open: () => {
      opened += 1;
      return Readable.from(pieces(bytes, chunk), { objectMode: false });
    },
  };
  return { file, opened: () => opened };
}

function* pieces(bytes: Buffer, chunk: number) {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
}

export interface Taken {
  readonly outcome: ReadOutcome;
  readonly profiles: readonly ExportProfile[];
  readonly rows: readonly ExportRow[];
  readonly batches: readonly number[];
}

/** Reads a file to its end, keeping all that the sink was given. */
export async function take(file: ExportFile, hints: ReadTerms = {}): Promise<Taken> {
  const profiles: ExportProfile[] = [];
  const rows: ExportRow[] = [];
  const batches: number[] = [];
  const outcome = await readExport(file, hints, {
    begin: async (profile) => void profiles.push(profile),
    rows: async (batch) => {
      rows.push(...batch);
      batches.push(batch.length);
    },
  });
  return { outcome, profiles, rows, batches };
}

export async function takeText(content: string | Buffer, hints: ReadTerms = {}): Promise<Taken> {
  return take(inMemoryFile(content).file, hints);
}

/** The outcome of a file that is expected to be read. */
export async function readText(content: string | Buffer, hints: ReadTerms = {}) {
  const { outcome } = await takeText(content, hints);
  if (outcome.kind === "refused") throw new Error(outcome.reason.message);
  return outcome;
}

/** The sentence that a file is refused with. */
export async function refusalOf(content: string | Buffer, hints: ReadTerms = {}): Promise<string> {
  const { outcome } = await takeText(content, hints);
  return outcome.kind === "refused" ? outcome.reason.message : "was read";
}

/** Text as Google and LinkedIn write it for Excel. */
export function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

export function table(...lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
