import { Refusal } from "../refusal.ts";

/** `narrow`: UTF-8 or windows-1252, which the first byte beyond ASCII tells apart. */
export type Encoding = "narrow" | "utf-8" | "utf-16le" | "utf-16be";

const SAVE_AS_CSV =
  'This is an Excel workbook. Open it, choose "Save as" and "CSV UTF-8", and import the CSV file.';

const FOREIGN: readonly (readonly [bytes: string, message: string])[] = [
  ["504b0304", SAVE_AS_CSV],
  ["d0cf11e0a1b11ae1", SAVE_AS_CSV],
  ["1f8b", "This file is compressed (gzip). Unpack it first, then import the CSV file inside."],
  ["25504446", "This is a PDF. Export the report as CSV instead, and import that."],
];

const NOT_TEXT =
  "This file is not text, so it cannot be a CSV export. Export the report again as CSV, and import that.";

/** How the bytes are to be read, from the first block of a file; refuses what is not text. */
export function detectEncoding(head: Buffer): Encoding {
  const start = head.subarray(0, 8).toString("hex");
  for (const [bytes, message] of FOREIGN) if (start.startsWith(bytes)) throw new Refusal(message);
  if (start.startsWith("efbbbf")) return "utf-8";
  if (start.startsWith("fffe")) return "utf-16le";
  if (start.startsWith("feff")) return "utf-16be";
  return byNulBytes(head.subarray(0, 4096));
}

/** UTF-16 without a mark: Western text has a NUL in every second byte. */
function byNulBytes(head: Buffer): Encoding {
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at];
    if (byte === 0) {
      if (at % 2 === 0) even += 1;
      else odd += 1;
    } else if (byte !== undefined && (byte < 9 || (byte > 13 && byte < 32))) control += 1;
  }
  if (control > head.length / 20) throw new Refusal(NOT_TEXT);
  if (even === 0 && odd === 0) return "narrow";
  const most = head.length / 4;
  if (odd > most && even < odd / 10) return "utf-16le";
  if (even > most && odd < even / 10) return "utf-16be";
  throw new Refusal(NOT_TEXT);
}
