import type { RichTextSectionElement } from "slack-blocks-to-jsx";

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Undoes the three escapes that Slack asks of an app. */
export function unescapeText(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp);/gu, (entity) => ENTITIES[entity] ?? entity);
}

/** What stands between `<` and `>`: a mention, a date or a link. Anything else is shown as it was written. */
export function parseToken(token: string): RichTextSectionElement {
  const bar = token.indexOf("|");
  const body = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(token.slice(bar + 1));
  const [, kind = "", rest = ""] = /^([@#!]?)(.*)$/u.exec(body) ?? [];
  if (kind === "@") return { type: "user", user_id: rest };
  if (kind === "#") return { type: "channel", channel_id: rest };
  if (kind === "!") return special(rest, label) ?? { type: "text", text: `<${token}>` };
  const url = unescapeText(body);
  if (!/^(?:https?:|mailto:)/u.test(url)) return { type: "text", text: `<${unescapeText(token)}>` };
  return { type: "link", url, text: label ?? url };
}

function special(rest: string, label: string | undefined): RichTextSectionElement | undefined {
  if (rest === "here" || rest === "channel" || rest === "everyone") {
    return { type: "broadcast", range: rest };
  }
  const [name, first = "", format = ""] = rest.split("^");
  if (name === "subteam") return { type: "usergroup", usergroup_id: first };
  if (name !== "date" || !/^\d+$/u.test(first)) return undefined;
  return { type: "date", timestamp: Number(first), format, ...(label ? { fallback: label } : {}) };
}
