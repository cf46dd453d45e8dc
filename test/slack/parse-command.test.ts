import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { METRICS } from "../../src/domain/kpi.ts";
import { isPeriodText } from "../../src/domain/period.ts";
import { parseCommand } from "../../src/slack/parse-command.ts";
import { draws } from "../support/draws.ts";

describe("parseCommand", () => {
  test.for([
    ["", { kind: "overview", period: "7d" }],
    ["   ", { kind: "overview", period: "7d" }],
    ["30d", { kind: "overview", period: "30d" }],
    ["LAST_MONTH", { kind: "overview", period: "last_month" }],
    ["2026-10-01..2026-10-31", { kind: "overview", period: "2026-10-01..2026-10-31" }],
    ["brand", { kind: "campaign", name: "brand", period: "7d" }],
    ["Brand - Search - US", { kind: "campaign", name: "Brand - Search - US", period: "7d" }],
    ["  brand   us  ", { kind: "campaign", name: "brand us", period: "7d" }],
    ["brand us 30d", { kind: "campaign", name: "brand us", period: "30d" }],
    ["brand 2026-10", { kind: "campaign", name: "brand", period: "2026-10" }],
    ["brand MTD", { kind: "campaign", name: "brand", period: "mtd" }],
    ['"brand us" 30d', { kind: "campaign", name: "brand us", period: "30d" }],
    ["“brand us” 30d", { kind: "campaign", name: "brand us", period: "30d" }],
    ["„brand us“ 30d", { kind: "campaign", name: "brand us", period: "30d" }],
    ['"brand us', { kind: "campaign", name: "brand us", period: "7d" }],
    ['brand "30d"', { kind: "campaign", name: "brand 30d", period: "7d" }],
    ['"30d"', { kind: "campaign", name: "30d", period: "7d" }],
    ["Retargeting - 30d 14d", { kind: "campaign", name: "Retargeting - 30d", period: "14d" }],
    ["30d brand", { kind: "campaign", name: "30d brand", period: "7d" }],
    ["A &amp; B &lt;new&gt;", { kind: "campaign", name: "A & B <new>", period: "7d" }],
    ["brand's best", { kind: "campaign", name: "brand's best", period: "7d" }],
    ["topical", { kind: "campaign", name: "topical", period: "7d" }],
    ["compared to vs", { kind: "campaign", name: "compared to vs", period: "7d" }],
    ["summer top", { kind: "campaign", name: "summer top", period: "7d" }],
  ] as const)("%j is a campaign or an overview: %o", ([text, expected]) => {
    expect(parseCommand(text)).toEqual(expected);
  });

  test.for([
    ["top", { kind: "top", metric: "spend", period: "7d" }],
    ["Top", { kind: "top", metric: "spend", period: "7d" }],
    ["top 30d", { kind: "top", metric: "spend", period: "30d" }],
    ["top ROAS", { kind: "top", metric: "roas", period: "7d" }],
    ["top cpa qtd", { kind: "top", metric: "cpa", period: "qtd" }],
    ["compare a vs b", { kind: "compare", a: "a", b: "b", period: "7d" }],
    ["compare a b VS c d 30d", { kind: "compare", a: "a b", b: "c d", period: "30d" }],
    ["compare a vs. b", { kind: "compare", a: "a", b: "b", period: "7d" }],
    ["compare a versus b", { kind: "compare", a: "a", b: "b", period: "7d" }],
    ['compare "x vs y" vs z mtd', { kind: "compare", a: "x vs y", b: "z", period: "mtd" }],
    ["compare “x y” vs “z 30d”", { kind: "compare", a: "x y", b: "z 30d", period: "7d" }],
    ["import", { kind: "import" }],
    ["settings", { kind: "settings" }],
    ["HELP", { kind: "help" }],
    ["alerts", { kind: "alerts" }],
    ["rules", { kind: "rules" }],
    ["why brand", { kind: "why", name: "brand" }],
    ["shift", { kind: "shift" }],
    ["shift +10%", { kind: "shift", totalChange: 0.1 }],
    ["shift −2,5 %", { kind: "shift", totalChange: -0.025 }],
    ["Shift record", { kind: "shift-record" }],
    ["shift settings", { kind: "shift-settings" }],
  ] as const)("%j is a subcommand: %o", ([text, expected]) => {
    expect(parseCommand(text)).toEqual(expected);
  });

  test.for(["top", "compare", "import", "settings", "help", "alerts", "rules", "why", "shift"])(
    "a campaign named %s is reached with quotes",
    (word) => {
      expect(parseCommand(`"${word}"`)).toEqual({ kind: "campaign", name: word, period: "7d" });
      expect(parseCommand(`“${word}” 30d`)).toEqual({
        kind: "campaign",
        name: word,
        period: "30d",
      });
    },
  );

  test.for([
    "top banana",
    "top roas extra",
    "shift banana",
    "shift 10%",
    "shift +0%",
    "shift +100%",
    "compare",
    "compare a",
    "compare vs b",
    "compare a vs",
  ])("%j is unclear, and the answer shows how it is done", (text) => {
    expect(parseCommand(text)).toEqual({
      kind: "unclear",
      message: expect.any(String) as string,
      next: expect.stringContaining("/perf ") as string,
    });
  });

  test("knows every metric to rank by", () => {
    const kinds = METRICS.map((metric) => parseCommand(`top ${metric}`));

    expect(kinds).toEqual(METRICS.map((metric) => ({ kind: "top", metric, period: "7d" })));
  });

  test("takes any text without throwing, and never returns an empty name or no period", () => {
    const words = fc.constantFrom(
      "top",
      "compare",
      "vs",
      '"',
      "“",
      "”",
      "„",
      "30d",
      " ",
      "a",
      "&lt;",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 12 }).map((all) => all.join("")),
      fc.array(words, { maxLength: 12 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const command = parseCommand(typed);
        const names =
          command.kind === "campaign"
            ? [command.name]
            : command.kind === "compare"
              ? [command.a, command.b]
              : [];
        expect(names.filter((name) => name.trim() === "")).toEqual([]);
        expect(isPeriodText("period" in command ? command.period : "7d")).toBe(true);
      }),
      draws(500),
    );
  });

  test("a quoted name comes back as it was typed", () => {
    const name = fc
      .string({ minLength: 1 })
      .filter((text) => !/["“”„&]/.test(text) && text.trim() === text && text !== "");
    fc.assert(
      fc.property(name, (quoted) => {
        expect(parseCommand(`"${quoted}" 30d`)).toEqual({
          kind: "campaign",
          name: quoted,
          period: "30d",
        });
      }),
    );
  });
});
