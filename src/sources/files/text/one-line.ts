import { ownedText } from "./owned-text.ts";

/** A name out of a file: one line, without the spaces around it and without what no database takes as text. */
export function oneLine(text: string): string {
  const whole = text.replaceAll(/\p{Cs}/gu, "\uFFFD");
  return ownedText(whole.replaceAll(/[\p{Cc}\s]+/gu, " ").trim());
}
