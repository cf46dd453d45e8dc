import { readFileSync } from "node:fs";

import { describe, expect } from "vitest";
import { z } from "zod";

import { SMALL_ACCOUNT_FILE, smallAccount } from "../domain/budget/small-account.ts";
import { loadDays } from "../support/load-days.ts";
import { test } from "./cli-test.ts";

const FILE = readFileSync(SMALL_ACCOUNT_FILE, "utf8");

describe("suggest --portfolio", () => {
  test("prints budgets, moves and what to expect of them", async ({ put, trimtab }) => {
    const ran = await trimtab("suggest", "--portfolio", await put("p.json", FILE), "--json");

    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual({
      asOf: "2026-11-22",
      currency: "USD",
      goal: "value",
      budgets: [
        { campaign: "c01", before: "230.00", after: "184.00", binds: "step" },
        { campaign: "c02", before: "150.00", after: "180.00", binds: "step" },
        { campaign: "c03", before: "300.00", after: "240.00", binds: "step" },
        { campaign: "c04", before: "680.00", after: "756.00", binds: null },
      ],
      moves: [
        { from: "c03", to: "c04", amount: "60.00" },
        { from: "c01", to: "c04", amount: "16.00" },
        { from: "c01", to: "c02", amount: "30.00" },
      ],
      expected: { gain: "111.15", low: "58.44", high: "192.24", probability: 1 },
      withheld: [],
      nothing: null,
    });
  });

  test("--explain adds what each number follows from", async ({ put, trimtab }) => {
    const file = await put("p.json", FILE);

    const ran = await trimtab("suggest", "--portfolio", file, "--json", "--explain");

    expect(ran.json()).toMatchObject({
      explain: {
        incompleteDays: 9,
        campaigns: [{ campaign: "c01", budgetChanges: 8, binds: "step" }, {}, {}, {}],
      },
    });
  });

  test("--max-step holds budgets closer", async ({ put, trimtab }) => {
    const file = await put("p.json", FILE);

    const ran = await trimtab("suggest", "--portfolio", file, "--max-step", "0.1", "--json");

    expect(ran.json()).toMatchObject({
      budgets: [{ before: "230.00", after: "207.00" }, {}, {}, {}],
    });
  });

  test("--as-of looks at an earlier day", async ({ put, trimtab }) => {
    const file = await put("p.json", FILE);

    const ran = await trimtab("suggest", "--portfolio", file, "--as-of", "2026-11-01", "--json");

    expect(ran.json()).toMatchObject({ asOf: "2026-11-01" });
  });

  test("says why there is nothing to suggest; --ungated shows the best plan all the same", async ({
    put,
    trimtab,
  }) => {
    const tiny = JSON.stringify({ ...JSON.parse(FILE), maxStep: 0.004 });
    const file = await put("p.json", tiny);

    const gated = await trimtab("suggest", "--portfolio", file, "--json");
    const ungated = await trimtab("suggest", "--portfolio", file, "--ungated", "--json");

    expect(gated.code).toBe(0);
    expect(gated.out).toContain("less than the 0.3 % that is worth a change");
    expect(gated.json()).toMatchObject({
      moves: [],
      expected: { gain: "0.00", low: "0.00", high: "0.00", probability: null },
      silence: { kind: "gain-too-small" },
      budgets: [{ before: "230.00", after: "230.00" }, {}, {}, {}],
    });
    expect(ungated.json()).toMatchObject({
      nothing: null,
      budgets: [{ after: "229.08" }, {}, {}, {}],
    });
  });

  test("in words, with reasons", async ({ put, trimtab }) => {
    const ran = await trimtab("suggest", "--portfolio", await put("p.json", FILE));

    expect(ran.out).toContain("c03 → c04: 60.00");
    expect(ran.out).toContain(
      "c04: the next 1 brings 2.9, the average one 3.9 (from 9 budget changes)",
    );
    expect(ran.out).toMatch(/Expected \+111 USD a day \(58 … 192\) on 52\d\d/);
    expect(ran.out).toContain("The last 9 days have not all their conversions yet");
  });

  test.for([
    [
      "a file that is not there",
      ["--portfolio", "none.json"],
      1,
      "There is no file none.json. Check the path.",
    ],
    ["a step beyond all", ["--portfolio", "p.json", "--max-step", "2"], 2, "--max-step is a share"],
    ["a day that is none", ["--portfolio", "p.json", "--as-of", "soon"], 2, '"soon" is not a day'],
  ] as const)("refuses %s", async ([, argv, code, words], { trimtab }) => {
    const ran = await trimtab("suggest", ...argv);

    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
  });

  test("refuses a file that is no JSON with its place, and no word of a parser", async ({
    put,
    trimtab,
  }) => {
    const file = await put("p.json", '{\n  "goal": "value",\n}');

    const ran = await trimtab("suggest", "--portfolio", file);

    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^p\.json is not JSON: line 3, column 1 cannot be read\. Look there/);
    expect(ran.err).not.toMatch(/SyntaxError|Expected|Unexpected/);
  });

  test("refuses a file that is no portfolio, and says where", async ({ put, trimtab }) => {
    const ran = await trimtab("suggest", "--portfolio", await put("p.json", "{}"), "--json");

    expect(ran.code).toBe(1);
    expect(ran.err).toContain("asOf: ");
    expect(ran.json()).toEqual({ error: ran.err.trimEnd() });
  });
});

describe("suggest from the database", () => {
  const CAMPAIGNS = smallAccount().campaigns.map(({ id, ...rest }) => ({ name: id, ...rest }));
  const money = z.string().regex(/^\d+\.\d\d$/);
  /** As the contract has it, with what has been added since. */
  const shape = z.strictObject({
    asOf: z.literal("2026-11-22"),
    currency: z.literal("USD"),
    goal: z.literal("value"),
    budgets: z.array(
      z.strictObject({
        campaign: z.string(),
        before: money,
        after: money,
        binds: z.string().nullable(),
      }),
    ),
    moves: z.array(z.strictObject({ from: z.string(), to: z.string(), amount: money })).min(1),
    expected: z.strictObject({ gain: money, low: money, high: money, probability: z.number() }),
    withheld: z.array(z.strictObject({ campaign: z.string(), reason: z.string() })),
    nothing: z.null(),
  });

  test("prints the same shape as for a file, and leaves everything as it was", async ({
    database: { db },
    importing,
    scope,
    trimtab,
  }) => {
    await loadDays(importing, scope, { campaigns: CAMPAIGNS });
    const rows = async () =>
      db.rows({ text: "select * from audit where workspace_id = $1" }, [scope.workspaceId]);
    const before = await rows();

    const ran = await trimtab("suggest", "--as-of", "2026-11-22", "--json");

    expect(ran).toMatchObject({ code: 0, err: "" });
    const said = shape.parse(ran.json());
    expect(said.budgets.map(({ campaign, before: now }) => [campaign, now])).toEqual([
      ["c04", "680.00"],
      ["c03", "300.00"],
      ["c01", "230.00"],
      ["c02", "150.00"],
    ]);
    expect(said.withheld).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  test("takes --max-step and --explain; in words it says what is held back", async ({
    importing,
    scope,
    trimtab,
  }) => {
    await loadDays(importing, scope, {
      campaigns: CAMPAIGNS.map((one) => (one.name === "c02" ? { ...one, status: "Paused" } : one)),
    });

    const json = await trimtab("suggest", "--max-step", "0.1", "--ungated", "--explain", "--json");
    const words = await trimtab("suggest");

    expect(json.json()).toMatchObject({
      budgets: [
        { campaign: "c04", before: "680.00" },
        { campaign: "c03", before: "300.00", after: "270.00" },
        { campaign: "c01", before: "230.00", after: "207.00" },
      ],
      explain: { campaigns: [{}, {}, {}] },
    });
    expect(words.out).toContain("data up to 2026-11-22");
    expect(words.out).toContain("c02: paused");
  });

  test("says what to do where there are no numbers", async ({ trimtab }) => {
    const ran = await trimtab("suggest", "--json");

    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({
      budgets: [],
      moves: [],
      nothing: "There are no numbers to go by yet: load an export first.",
    });
  });
});
