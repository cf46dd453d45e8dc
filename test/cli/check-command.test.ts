import { describe, expect } from "vitest";

import { test } from "./alert-cli-test.ts";

describe("check --json", () => {
  test("says what opened, what is over, and what nothing can be said of", async ({
    days,
    rule,
    trimtab,
  }) => {
    await days("Brand", [50, 30, 50]);
    await days("None", [0, 0, 0]);
    const added = await trimtab("rule", "add", await rule(), "--json");
    const { id } = (added.json() as { rule: { id: number } }).rule;

    const opened = await trimtab("check", "--at", "2026-11-11T09:00:00Z", "--json");
    const over = await trimtab("check", "--at", "2026-11-12T09:00:00Z", "--json");
    const again = await trimtab("check", "--at", "2026-11-12T09:00:00Z", "--json");

    const entry = { rule: "CPA over 40", ruleId: id, campaign: "Brand", limit: 40 };
    const rest = { pending: 0, withoutValue: [], durationMs: expect.any(Number) as number };
    const withheld = { thin_data: 0, stale_data: 0, snoozed: 0, tracking_broken: 0 };
    expect(added.json()).toEqual({ rule: { id, name: "CPA over 40" }, added: true });
    expect(opened.json()).toEqual({
      ...rest,
      at: "2026-11-11T09:00:00.000Z",
      rules: 1,
      evaluated: 2,
      opened: [{ ...entry, value: 50, reason: "cpa 50 USD is above the limit 40 USD" }],
      resolved: [],
      withheld,
    });
    expect(over.json()).toEqual({
      ...rest,
      at: "2026-11-12T09:00:00.000Z",
      rules: 1,
      evaluated: 2,
      opened: [],
      resolved: [{ ...entry, value: 30, reason: "cpa 30 USD has recovered from the limit 40 USD" }],
      withheld,
    });
    expect(again.json()).toMatchObject({ rules: 0, evaluated: 0, opened: [], resolved: [] });
    expect([opened.code, over.code, again.code]).toEqual([0, 0, 0]);
    expect(again.err).toContain("No rule was evaluated");
  });

  test("says of what no value is tracked", async ({ days, rule, trimtab }) => {
    await days("Leads", [50]);
    await trimtab("rule", "add", await rule({ metric: "roas", when: { below: 2 } }));

    const ran = await trimtab("check", "--at", "2026-11-11T09:00:00Z", "--json");

    const reason = expect.stringContaining("no value is tracked") as string;
    expect(ran.json()).toMatchObject({
      opened: [],
      withheld: { thin_data: 1 },
      withoutValue: [{ rule: "CPA over 40", campaigns: 1, reason }],
    });
  });

  test("writes sums of money as decimal strings", async ({ days, rule, trimtab }) => {
    await days("Brand", [50.5]);
    await trimtab("rule", "add", await rule({ metric: "spend", when: { above: 40 } }));

    const ran = await trimtab("check", "--at", "2026-11-11T09:00:00Z", "--json");

    expect(ran.json()).toMatchObject({ opened: [{ value: "50.50", limit: "40.00" }] });
  });

  test("writes an undefined ratio as null", async ({ put, rule, trimtab }) => {
    const rows = ["2026-11-10,Dear,500,100,10,0", "2026-11-10,Thin,5,100,10,0"];
    const csv = ["Date,Campaign,Cost,Impressions,Clicks,Conversions", ...rows].join("\n");
    const words = ["--account", "Main", "--currency", "USD", "--timezone", "UTC"];
    await trimtab("import", await put("a.csv", csv), ...words);
    await trimtab("rule", "add", await rule({ guards: { confidence: 0.95 } }));

    const ran = await trimtab("check", "--at", "2026-11-11T09:00:00Z", "--json");

    expect(ran.json()).toMatchObject({
      evaluated: 2,
      opened: [{ campaign: "Dear", value: null, limit: 40 }],
      withheld: { thin_data: 1 },
    });
  });

  test.for([
    ["2026-11-11T09:00:00Z", "2026-11-11T09:00:00.000Z"],
    ["2026-11-11T09:00:00+01:00", "2026-11-11T08:00:00.000Z"],
    // Without a zone it is the workspace's: New York.
    ["2026-11-11T09:00", "2026-11-11T14:00:00.000Z"],
    ["2026-11-11", "2026-11-11T05:00:00.000Z"],
  ] as const)("at %s is at %s", async ([at, expected], { trimtab }) => {
    const ran = await trimtab("check", "--at", at, "--json");
    expect(ran.json()).toMatchObject({ at: expected, rules: 0 });
  });

  test("without an instant is now", async ({ trimtab }) => {
    expect((await trimtab("check", "--json")).json()).toMatchObject({
      at: "2026-11-24T12:00:00.000Z",
    });
  });

  test.for([
    "yesterday",
    "2026-13-01",
    "2026-02-30T09:00:00Z",
    "2026-11-11T25:00:00Z",
    "1763000000",
    "",
    "-271821-04-20T00:00:00Z",
    "+275760-09-12T00:00:00Z",
    "1899-12-31",
  ])("refuses the instant “%s”", async (at, { days, rule, trimtab }) => {
    await days("Brand", [50]);
    await trimtab("rule", "add", await rule());

    const ran = await trimtab("check", `--at=${at}`, "--json");

    expect(ran.code).toBe(2);
    expect(ran.err).toContain("is not an instant");
  });

  test.for(["2026-11-26T12:00:01Z", "2026-11-27", "2030-01-01T00:00:00Z"])(
    "at %s, which is far ahead, is wrong usage and leaves everything as it is",
    async (at, { days, rule, trimtab }) => {
      await days("Brand", [50, 30]);
      await trimtab("rule", "add", await rule());
      await trimtab("check", "--at", "2026-11-11T09:00:00Z");

      const ahead = await trimtab("check", "--at", at, "--json");
      const after = await trimtab("check", "--at", "2026-11-12T09:00:00Z", "--json");

      expect(ahead.code).toBe(2);
      expect(ahead.err).toContain("is more than two days ahead");
      expect(after.json()).toMatchObject({ rules: 1, resolved: [{ value: 30 }] });
    },
  );
});
