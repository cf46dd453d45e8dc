import { describe, expect } from "vitest";

import { test } from "./alert-cli-test.ts";

describe("backtest --json", () => {
  test("says each change of state, with its reason", async ({ days, rule, trimtab }) => {
    await days("Brand", [50, 60, 30]);
    const file = await rule({ for: 2 });

    const words = ["--from", "2026-11-11", "--to", "2026-11-13", "--json"];
    const ran = await trimtab("backtest", "--rule", file, ...words);

    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual({
      rule: "CPA over 40",
      evaluations: 3,
      transitions: [
        {
          at: "2026-11-11T09:00:00.000Z",
          campaign: "Brand",
          from: "ok",
          to: "pending",
          value: 50,
          reason: "cpa 50 USD is above the limit 40 USD",
        },
        {
          at: "2026-11-12T09:00:00.000Z",
          campaign: "Brand",
          from: "pending",
          to: "firing",
          value: 60,
          reason: "cpa 60 USD is above the limit 40 USD",
        },
        {
          at: "2026-11-13T09:00:00.000Z",
          campaign: "Brand",
          from: "firing",
          to: "resolved",
          value: 30,
          reason: "cpa 30 USD has recovered from the limit 40 USD",
        },
      ],
      notifications: 2,
    });
  });

  test("writes sums of money as decimal strings", async ({ days, rule, trimtab }) => {
    await days("Brand", [50.5]);
    const file = await rule({ metric: "spend", when: { above: 40 } });

    const span = ["--from", "2026-11-11", "--to", "2026-11-11"];
    const ran = await trimtab("backtest", "--rule", file, ...span, "--json");

    expect(ran.json()).toMatchObject({ transitions: [{ value: "50.50" }] });
  });

  test.for([
    [["--from", "2026-13-01", "--to", "2026-11-02"], 2, "is not a day"],
    [["--from", "2026-11-01", "--to", "2026-02-29"], 2, "is not a day"],
    [["--from", "11/01/2026", "--to", "2026-11-02"], 2, "is not a day"],
    [["--from", "2026-11-02", "--to", "2026-11-01"], 2, "Swap them"],
    [["--from", "2020-11-02", "--to", "2026-11-01"], 1, "at most 731 days"],
    [["--from", "2026-11-02"], 2, "--to"],
    [["--to", "2026-11-02"], 2, "--from"],
  ] as const)("refuses %j", async ([argv, code, words], { rule, trimtab }) => {
    const ran = await trimtab("backtest", "--rule", await rule(), ...argv, "--json");
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
    expect(ran.json()).toEqual({ error: expect.stringContaining(words) as string });
  });
});
