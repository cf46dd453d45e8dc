import { describe, expect, test } from "vitest";

import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";
import { summaryView } from "../../../src/slack/views/summary-view.ts";
import { NOW, summaryOf } from "./samples.ts";

const now = { now: NOW };
const read = (message: SlackMessage): string => JSON.stringify(message.blocks);

describe("where a summary's numbers come from", () => {
  test.for([
    ["7d", "2026-11-21", ""],
    ["7d", "2026-11-19", "The last 2 days of this period have no numbers yet."],
    ["7d", "2026-11-20", "The last 1 day of this period has no numbers yet."],
    ["mtd", "2026-11-22", "Today is not over yet."],
    ["2026-09", "2026-11-21", ""],
    ["2027-01", "2026-11-21", "The period has not begun yet."],
  ] as const)("for %s with data through %s adds “%s”", ([key, lastDay, words]) => {
    const summary = summaryOf(key, { freshness: { lastDay, loadedAt: NOW } });
    const text = read(summaryView(summary, now));

    expect(text).toMatch(/Data through \d+ Nov 2026, loaded <!date\^/);
    const [, rest = ""] = /loaded <[^>]+>\.\s?([^"]*)"/.exec(text) ?? [];
    expect(rest).toBe(words);
  });

  test.for([
    ["mtd", "2026-11-22", "day", true],
    ["7d", "2026-11-19", "day", true],
    ["7d", "2026-11-21", "day", false],
    ["2026-09", "2026-11-21", "day", false],
    ["7d", "2026-11-19", "period", false],
  ] as const)(
    "for %s with data through %s by %s sets a part beside all of the days before: %s",
    ([key, lastDay, grain, unfinished]) => {
      const summary = summaryOf(key, { grain, freshness: { lastDay, loadedAt: NOW } });
      const text = read(summaryView(summary, now));

      expect(/\*Spend\*\\n\$[\d,.]+ {2}so far, was \$/.test(text)).toBe(unfinished);
      expect(/\*Conversions\*\\n[\d.]+ {2}so far, was \d/.test(text)).toBe(unfinished);
      expect(/\*CPA\*\\n\$[\d.]+ {2}so far, was \$/.test(text)).toBe(unfinished);
      expect(/so far, against \$[\d.]+ in all of the \d+ days before/.test(text)).toBe(unfinished);
      expect(text).toMatch(/\*CTR\*\\n[\d.]+% {2}(?:[▲▼]|no change)/);
    },
  );
});
