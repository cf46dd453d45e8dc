/** A copy that stands alone: a cell cut from a block of text keeps the whole block in memory as long as it lives. */
export function ownedText(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
