import fc from "fast-check";
import { expect, test } from "vitest";

import { parseMrkdwn } from "../../../src/sandbox/page/parse-mrkdwn.ts";

test.for<[string, object[]]>([
  ["*CPA* up", [{ type: "text", text: "CPA", style: { bold: true } }, text(" up")]],
  ["_it_ ~gone~", [styled("it", "italic"), text(" "), styled("gone", "strike")]],
  ["5 * 3 * 2", [text("5 * 3 * 2")]],
  ["snake_case_name", [text("snake_case_name")]],
  ["`a*b*c`", [{ type: "text", text: "a*b*c", style: { code: true } }]],
  ["&lt;b&gt; &amp;amp;", [text("<b> &amp;")]],
  [
    "<https://x.test/?a=1&amp;b=2|See>",
    [{ type: "link", url: "https://x.test/?a=1&b=2", text: "See" }],
  ],
  ["<https://x.test>", [{ type: "link", url: "https://x.test", text: "https://x.test" }]],
  ["<javascript:alert(1)|x>", [text("<javascript:alert(1)|x>")]],
  ["<@U1> <#C1|growth>", [user("U1"), text(" "), { type: "channel", channel_id: "C1" }]],
  ["<!channel>", [{ type: "broadcast", range: "channel" }]],
  [
    "<!date^1795345500^{date} at {time}|then>",
    [{ type: "date", timestamp: 1795345500, format: "{date} at {time}", fallback: "then" }],
  ],
  [":warning: at 10:30:15", [{ type: "emoji", name: "warning" }, text(" at 10:30:15")]],
  ["*a*\n*b*", [styled("a", "bold"), text("\n"), styled("b", "bold")]],
])("reads %j", ([source, elements]) => {
  expect(parseMrkdwn(source)).toEqual([{ type: "rich_text_section", elements }]);
});

test("keeps a preformatted block and the lines around it apart", () => {
  const blocks = parseMrkdwn("Before\n```\nDay  *CPA*\n```\nAfter");

  expect(blocks).toEqual([
    { type: "rich_text_section", elements: [text("Before")] },
    { type: "rich_text_preformatted", elements: [text("Day  *CPA*")] },
    { type: "rich_text_section", elements: [text("After")] },
  ]);
});

test("reads quoted lines, escaped or not, as one quote", () => {
  expect(parseMrkdwn("&gt; one\n>two\nthree")).toEqual([
    { type: "rich_text_quote", elements: [text("one\ntwo")] },
    { type: "rich_text_section", elements: [text("three")] },
  ]);
});

test("loses no word of an escaped text", () => {
  const words = fc.array(fc.stringMatching(/^[A-Za-z0-9<>&*_~`: ]{1,12}$/u));
  fc.assert(
    fc.property(words, (list) => {
      const source = list.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const shown = JSON.stringify(parseMrkdwn(source.replaceAll(">", "&gt;")));
      for (const word of list.join(" ").match(/[A-Za-z0-9]+/gu) ?? []) {
        expect(shown).toContain(word);
      }
      expect(shown).not.toContain('"link"');
    }),
  );
});

function text(words: string) {
  return { type: "text", text: words };
}

function styled(words: string, style: string) {
  return { type: "text", text: words, style: { [style]: true } };
}

function user(id: string) {
  return { type: "user", user_id: id };
}
