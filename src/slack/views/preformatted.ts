import type { types } from "@slack/bolt";

import { cutText, escapeMrkdwn } from "../mrkdwn.ts";
import { paragraph } from "./text-objects.ts";

/** Of a section's 3,000 characters, less the fences. */
const MAX_BLOCK = 2980;
/** Escaping can make five characters of one. */
const MAX_LINE = 580;
/** A name may be cut here; a figure is never this long. */
const MAX_NAME = 28;

/** Rows as aligned text in code blocks, the header repeated in each. */
export function preformatted(rows: readonly (readonly string[])[]): types.SectionBlock[] {
  const widths = widthsOf(rows);
  const [head = "", ...lines] = rows.map((row) => lineOf(row, widths));
  const parts: string[] = [];
  let part = head;
  for (const line of lines) {
    if (part.length + 1 + line.length > MAX_BLOCK) {
      parts.push(part);
      part = head;
    }
    part = `${part}\n${line}`;
  }
  parts.push(part);
  return parts.map((text) => paragraph(`\`\`\`\n${text}\n\`\`\``));
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => shown(row[column] ?? "", column).length)),
  );
}

/** Names to the left, figures to the right. */
function lineOf(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((text, column) => {
    const cell = shown(text, column);
    const width = widths[column] ?? 0;
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return escapeMrkdwn(cutText(cells.join("  "), MAX_LINE));
}

/** A backtick would end the code block. */
function shown(text: string, column: number): string {
  return cutText(text.replaceAll("`", "ˋ"), column === 0 ? MAX_NAME : 320);
}
