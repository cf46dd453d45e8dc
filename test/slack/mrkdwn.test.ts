import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  cutText,
  dateMrkdwn,
  escapeMrkdwn,
  link,
  mrkdwnName,
  plainName,
} from "../../src/slack/mrkdwn.ts";
import { hostileName } from "./views/arbitraries.ts";

describe("names from data", () => {
  test.for([
    ["a mention", "<!channel> now", "<!channel> now"],
    ["line breaks and tabs", "a\n\r\tb", "a b"],
    ["direction overrides", "safe\u202Egnp.exe\u202C", "safegnp.exe"],
    ["zero-width characters", "a\u200Bb\uFEFF", "ab"],
    ["a family of joined emoji", "👨‍👩‍👧 deal", "👨‍👩‍👧 deal"],
    ["half an emoji", "a\uD83Db", "a\uFFFDb"],
    ["nothing", "", "(no name)"],
    ["only what nobody sees", "\u200B \u202E\n", "(no name)"],
  ] as const)("on a plain line: %s", ([, name, shown]) => {
    expect(plainName(name)).toBe(shown);
  });

  test.for([
    ["a mention", "<!channel>", "&lt;!channel&gt;"],
    ["an ampersand", "R&D", "R&amp;D"],
    ["bold", "*SALE*", "∗SALE∗"],
    ["italic", "_x_ y", "ˍxˍ y"],
    ["code", "`rm`", "ˋrmˋ"],
    ["underscores inside a name", "us_brand_search", "us_brand_search"],
  ] as const)("in markup: %s", ([, name, shown]) => {
    expect(mrkdwnName(name)).toBe(shown);
  });

  test("are cut between people's characters, with an ellipsis", () => {
    expect(cutText("ab👨‍👩‍👧cd", 6)).toBe("ab…");
    expect(cutText("abcdef", 6)).toBe("abcdef");
    expect(cutText("abcdefg", 6)).toBe("abcde…");
  });

  test("never ping, never format, never pass their limit, whatever they hold", () => {
    fc.assert(
      fc.property(hostileName, fc.integer({ min: 2, max: 200 }), (name, limit) => {
        const plain = plainName(name, limit);
        const marked = mrkdwnName(name, limit);

        expect(plain.length).toBeGreaterThan(0);
        expect(plain.length).toBeLessThanOrEqual(limit);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u);
        expect(marked).not.toMatch(/[<>`]/);
        expect(marked.replaceAll(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
        expect(marked).not.toMatch(/(?:^|\s)[*_~]/);
      }),
    );
  });
});

test("what is escaped can be read back", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const back = escapeMrkdwn(text)
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");

      expect(back).toBe(text);
    }),
  );
});

test("a link keeps its bars and its label's mentions to itself", () => {
  expect(link("https://x.example/?a|b&c", "<!here>|")).toBe(
    "<https://x.example/?a%7Cb&amp;c|&lt;!here&gt;|>",
  );
});

test("an instant is shown in the reader's zone, with UTC to fall back on", () => {
  expect(dateMrkdwn(Date.UTC(2026, 10, 22, 6, 5, 9))).toBe(
    "<!date^1795327509^{date_short_pretty} at {time}|2026-11-22 06:05 UTC>",
  );
});
