import type { RichTextBlockElement, RichTextSectionElement } from "slack-blocks-to-jsx";

import { parseToken, unescapeText } from "./parse-token.ts";

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
}

const MARKS: Readonly<Record<string, keyof Style>> = { "*": "bold", _: "italic", "~": "strike" };

/**
 * Slack's mrkdwn as rich text elements. A mark counts only at the edge of a word and when its pair stands in the same
 * line, so `5 * 3 * 2` and `snake_case_name` stay as they are.
 */
export function parseMrkdwn(text: string): RichTextBlockElement[] {
  return text
    .split(/(```[\s\S]+?```)/u)
    .flatMap((part, index) => (index % 2 === 1 ? [preformatted(part)] : parseLines(part)))
    .filter((block) => block.elements.length > 0);
}

/** Text in which nothing has a meaning. */
export function plainElements(text: string): RichTextBlockElement[] {
  return text === "" ? [] : [{ type: "rich_text_section", elements: [{ type: "text", text }] }];
}

function preformatted(part: string): RichTextBlockElement {
  const text = unescapeText(part.slice(3, -3).replace(/^\n/u, "").replace(/\n$/u, ""));
  return { type: "rich_text_preformatted", elements: [{ type: "text", text }] };
}

function parseLines(part: string): RichTextBlockElement[] {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of part.replace(/^\n|\n$/gu, "").split("\n")) {
    const quote = /^(?:>|&gt;) ?/u.exec(line);
    const quoted = quote !== null;
    const bare = line.slice(quote?.[0].length ?? 0);
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(bare);
    else runs.push({ quoted, lines: [bare] });
  }
  return runs.map(({ quoted, lines }) => ({
    type: quoted ? "rich_text_quote" : "rich_text_section",
    elements: parseInline(lines.join("\n"), {}),
  }));
}

const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z][a-z0-9_+-]*|[+-]1|100):|(?<![\p{L}\p{N}*_~])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/gu;

function parseInline(text: string, style: Style): RichTextSectionElement[] {
  const elements: RichTextSectionElement[] = [];
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const addText = (piece: string): void => {
    if (piece !== "") elements.push({ type: "text", text: unescapeText(piece), ...styled });
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, token, emoji, mark, marked] = match;
    addText(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code !== undefined) {
      elements.push({ type: "text", text: unescapeText(code), style: { ...style, code: true } });
    } else if (token !== undefined) {
      elements.push({ ...parseToken(token), ...styled });
    } else if (emoji !== undefined) {
      elements.push({ type: "emoji", name: emoji });
    } else {
      const key = MARKS[mark ?? ""] ?? "bold";
      elements.push(...parseInline(marked ?? "", { ...style, [key]: true }));
    }
  }
  addText(text.slice(end));
  return elements;
}
