/** Text that Slack shows as it is: no mention, no link, no entity. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Shown where a name has no visible character. */
const NO_NAME = "(no name)";

const LOOK_ALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Most names are words of ASCII with single spaces between them: looking once is cheaper than mending in vain. */
const NOTHING_TO_MEND = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A name from data on one line for plain_text, raw_text and rich_text: control and direction characters removed,
 * at most `limit` UTF-16 units, never empty.
 */
export function plainName(name: string, limit = 150): string {
  if (NOTHING_TO_MEND.test(name)) return cutText(name, limit);
  const line = name
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .replaceAll(/[\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, "")
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return cutText(/[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? line : NO_NAME, limit);
}

/**
 * A name from data inside mrkdwn: entities escaped, and characters that would open bold, italic, strike or code
 * replaced by look-alikes. An underscore between letters formats nothing and stays.
 */
export function mrkdwnName(name: string, limit = 150): string {
  const shown = plainName(name, limit).replaceAll(
    /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu,
    (mark) => LOOK_ALIKES[mark] ?? mark,
  );
  return escapeMrkdwn(shown);
}

/** Text of at most `limit` UTF-16 units, cut between characters as people see them and ended with `…`. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  // One character of many marks can fill the whole limit: it is cut between code points.
  if (end === 0) end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A link whose label is read as text. `|` and `>` in the address are percent-encoded. */
export function link(url: string, label: string): string {
  const address = escapeMrkdwn(url.replaceAll("|", "%7C").replaceAll(">", "%3E"));
  return `<${address}|${mrkdwnName(label)}>`;
}

/** An instant in the reader's own zone and clock; readers without it see UTC. `at` is milliseconds since 1970. */
export function dateMrkdwn(at: number): string {
  const seconds = Math.floor(at / 1000);
  const utc = new Date(seconds * 1000).toISOString();
  const fallback = `${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC`;
  return `<!date^${seconds}^{date_short_pretty} at {time}|${fallback}>`;
}
