import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fitsPattern, inScope, type RuleScope } from "../../../src/domain/alerting/rule.ts";

const CAMPAIGN = { name: "Brand | Germany", account: "Main", platform: "google_ads" } as const;

describe("a rule's scope", () => {
  test.for([
    [{ kind: "all" }, true],
    [{ kind: "campaigns", names: ["Other", "brand | GERMANY"] }, true],
    [{ kind: "campaigns", names: ["Brand"] }, false],
    [{ kind: "account", name: "MAIN" }, true],
    [{ kind: "account", name: "Mai" }, false],
    [{ kind: "platform", platform: "google_ads" }, true],
    [{ kind: "platform", platform: "meta_ads" }, false],
    [{ kind: "name", pattern: "brand*" }, true],
    [{ kind: "name", pattern: "brand" }, false],
  ] as const)("%j: %s", ([scope, expected]) => {
    const given: RuleScope = scope;
    expect(inScope(given, CAMPAIGN)).toBe(expected);
  });
});

describe("a pattern", () => {
  test.for([
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["a*", "A", true],
    ["*a", "ba", true],
    ["*a*", "bab", true],
    ["a*a", "a", false],
    ["ab*ba", "aba", false],
    ["a**b", "axb", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["a.c", "abc", false],
    ["[x]*", "[X] y", true],
    ["(*", "(a", true],
    ["a\\*", "a\\b", true],
    ["a*b", "a\nb", true],
    ["ümlaut*", "ÜMLAUT 1", true],
  ] as const)("“%s” on “%s”: %s", ([pattern, name, expected]) => {
    expect(fitsPattern(pattern, name)).toBe(expected);
  });

  test("with many stars is soon done with a name that does not fit", () => {
    const stars = "*a".repeat(150);
    expect(fitsPattern(`${stars}b`, "a".repeat(300))).toBe(false);
  });

  test("fits what it is made of, whatever stands for its stars", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", ".", "$", "(", "ß", " ") });
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part)), part, (pairs, end) => {
        const pattern = [...pairs.map(([literal]) => `${literal}*`), end].join("");
        const name = [...pairs.flat(), end].join("");
        expect(fitsPattern(pattern, name)).toBe(true);
      }),
    );
  });
});
