import { describe, expect } from "vitest";

import { FILE, test } from "./alert-cli-test.ts";

describe("a rule file that cannot be used", () => {
  test.for([
    ["that is not JSON", "{ name: ", /is not JSON/],
    ["that is empty", "", /rule\.json is empty\. Write/],
    ["that is a list", "[]", /rule:/],
    ["with an unknown field", JSON.stringify({ ...FILE, treshold: 1 }), /treshold/],
    [
      "with faults in fields",
      JSON.stringify({ ...FILE, for: 0, window: { days: "7" } }),
      /window\.days:[\s\S]*for:/,
    ],
  ] as const)("%s", async ([, content, words], { put, trimtab }) => {
    const file = await put("rule.json", content);
    const span = ["--from", "2026-11-11", "--to", "2026-11-12"];

    const added = await trimtab("rule", "add", file, "--json");
    const tried = await trimtab("backtest", "--rule", file, ...span, "--json");

    for (const ran of [added, tried]) {
      expect(ran.code).toBe(1);
      expect(ran.json()).toEqual({ error: expect.stringMatching(words) as string });
      expect(ran.err).toContain("rule.json");
    }
    expect((await trimtab("rule", "list", "--json")).json()).toEqual({ rules: [] });
  });

  test("that is not there", async ({ trimtab }) => {
    const ran = await trimtab("rule", "add", "nothing.json");
    expect([ran.code, ran.err]).toEqual([1, "There is no file nothing.json. Check the path.\n"]);
  });

  test("but one with a byte order mark can", async ({ put, trimtab }) => {
    const file = await put("rule.json", `\uFEFF${JSON.stringify(FILE)}`);
    expect((await trimtab("rule", "add", file)).code).toBe(0);
  });
});

describe("rules", () => {
  test("are listed in the form of their files", async ({ rule, trimtab }) => {
    await trimtab("rule", "add", await rule());
    const again = await trimtab("rule", "add", await rule(), "--json");
    const listed = await trimtab("rule", "list", "--json");

    expect(again.json()).toMatchObject({ added: false });
    expect(listed.json()).toEqual({
      rules: [
        {
          ...FILE,
          id: expect.any(Number) as number,
          window: { days: 1, ignoreLastDays: 0 },
          guards: { minSpend: 0, minClicks: 0, minConversions: 0 },
          for: 1,
          recover: { margin: 0, for: 1 },
          severity: "warning",
          mention: [],
          muted: null,
          nextCheck: "2026-11-25T09:00:00.000Z",
          openAlerts: 0,
          channelTrouble: null,
        },
      ],
    });
  });

  test("are listed for people with limit, window and schedule", async ({ rule, trimtab }) => {
    const window = { days: 7, ignoreLastDays: 1 };
    await trimtab("rule", "add", await rule({ window }));

    const { out } = await trimtab("rule", "list");

    expect(out).toMatch(
      /^ +\d+ {2}CPA over 40: CPA over 40 \(in the account's currency\), last 7 days \(newest day left out\); daily at 09:00 UTC, to #perf-alerts; 0 open\n$/,
    );
  });

  test("that never were are not said to be gone", async ({ trimtab }) => {
    const ran = await trimtab("rule", "remove", "999");
    expect([ran.code, ran.err]).toEqual([
      1,
      expect.stringContaining("There is no rule 999. ") as string,
    ]);
  });

  test("are removed by their number, once", async ({ rule, trimtab }) => {
    const added = await trimtab("rule", "add", await rule(), "--json");
    const { id } = (added.json() as { rule: { id: number } }).rule;

    const removed = await trimtab("rule", "remove", String(id), "--json");
    const twice = await trimtab("rule", "remove", String(id), "--json");

    expect([removed.code, removed.json()]).toEqual([0, { removed: id }]);
    expect(twice.code).toBe(1);
    expect(twice.err).toContain(`There is no rule ${id} any more`);
  });

  test.for(["0", "1.5", "many", "99999999999", "9007199254740993"])(
    "are not removed by “%s”",
    async (id, { trimtab }) => {
      const ran = await trimtab("rule", "remove", id, "--json");
      expect([ran.code, Object.keys(ran.json() as object)]).toEqual([2, ["error"]]);
    },
  );

  test.for([
    [["rule", "add"]],
    [["rule", "remove"]],
    [["rule", "change"]],
    [["check", "--when", "now"]],
  ])("%j is wrong usage", async ([argv], { trimtab }) => {
    expect((await trimtab(...(argv ?? []))).code).toBe(2);
  });
});
