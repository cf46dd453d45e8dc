const LONGEST = 60;

/** Text of a file as it is shown in a sentence: one line, at most 60 characters, in quotes. */
export function quoted(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  const kept = Array.from(line.slice(0, LONGEST * 2));
  return kept.length > LONGEST ? `"${kept.slice(0, LONGEST - 1).join("")}…"` : `"${line}"`;
}
