import { describe, expect } from "vitest";

import { runCli } from "../../src/cli/run-cli.ts";
import { UnfitDatabase } from "../../src/db/migrate.ts";
import { test } from "./cli-test.ts";

describe("exit codes", () => {
  test.for([
    [["nonsense"], "nonsense"],
    [["summary", "a", "b"], "too many arguments"],
    [["summary", "--period", "someday"], '"someday" is not a period'],
    [["summary", "--period", "2026-11-30..2026-11-01"], "it runs backwards"],
    [["summary", "--period", "5000d"], "more than 3660 days"],
    [["summary", "--colour"], "--colour"],
    [["target"], "campaign"],
    [["migrate", "now"], "too many arguments"],
  ] as const)("trimtab %o is wrong usage: %s", async ([argv, words], { trimtab }) => {
    const { code, out, err } = await trimtab(...argv);

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);

    const inJson = await trimtab(...argv, "--json");
    expect(inJson.code).toBe(2);
    expect(inJson.json()).toEqual({ error: expect.stringContaining(words) as string });
    expect(inJson.err).toContain(words);
  });

  test("no command at all is wrong usage, in JSON too", async ({ trimtab }) => {
    const ran = await trimtab("--json");

    expect(ran.code).toBe(2);
    expect(Object.keys(ran.json() as object)).toEqual(["error"]);
  });

  test("asking for help is no mistake", async ({ trimtab }) => {
    const help = await trimtab("--help");
    const of = await trimtab("import", "--help");

    expect([help.code, of.code]).toEqual([0, 0]);
    expect(help.out).toContain("summary");
    expect(of.out).toContain("--skip-bad-rows");
  });

  test("a database that cannot be used is a refusal, in JSON too", async ({ folder }) => {
    let out = "";
    const output = { out: (text: string) => void (out += text), err: () => undefined };

    const code = await runCli(
      { argv: ["summary", "--json"], cwd: folder, environment: {} },
      output,
      () => Promise.reject(new UnfitDatabase("Start the newer version.")),
    );

    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: "Start the newer version." });
  });

  test.for([
    [Object.assign(new Error(""), { code: "ECONNREFUSED" })],
    [Object.assign(new Error("password failed"), { code: "28P01" })],
    [new Error("Failed query", { cause: Object.assign(new Error("no"), { code: "ENOTFOUND" }) })],
  ])(
    "a database that does not answer is a refusal, in JSON too: %s",
    async ([fault], { folder }) => {
      const said = { out: "", err: "" };
      const output = {
        out: (text: string) => void (said.out += text),
        err: (text: string) => void (said.err += text),
      };
      const run = (argv: string[]) =>
        runCli({ argv, cwd: folder, environment: {} }, output, () => Promise.reject(fault));

      expect(await run(["summary", "--json"])).toBe(1);
      const words = expect.stringContaining("The database does not answer") as string;
      expect(JSON.parse(said.out)).toEqual({ error: words });
      expect(said.err).toEqual(words);

      said.out = "";
      expect(await run(["doctor", "--json"])).toBe(1);
      const { findings } = JSON.parse(said.out) as { findings: { part: string; state: string }[] };
      expect(findings.map(({ part, state }) => `${part} ${state}`)).toEqual([
        "settings ok",
        "database bad",
        "slack note",
      ]);
    },
  );

  test("a fault of our own is thrown, not made up into an exit code", async ({ folder }) => {
    const output = { out: () => undefined, err: () => undefined };

    await expect(
      runCli({ argv: ["summary"], cwd: folder, environment: {} }, output, () =>
        Promise.reject(new Error("broken")),
      ),
    ).rejects.toThrow("broken");
  });
});

test("migrate says which database it brought to this version", async ({ database, trimtab }) => {
  const ran = await trimtab("migrate", "--json");

  expect(ran.code).toBe(0);
  expect(ran.json()).toEqual({ migrated: true, database: database.kind });
});

test("demo loads accounts of several platforms, once", async ({ trimtab }) => {
  const first = await trimtab("demo", "--json");
  const second = await trimtab("demo", "--json");

  expect([first.code, second.code]).toEqual([0, 0]);
  const { files } = first.json() as { files: { outcome: string; days: object }[] };
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    expect(file).toMatchObject({ outcome: "stored", days: { to: "2026-11-23" }, errors: [] });
  }
  const again = second.json() as { files: { alreadyImported: boolean }[] };
  expect(again.files.every(({ alreadyImported }) => alreadyImported)).toBe(true);
});

test("doctor names each part and what to do next", async ({ trimtab }) => {
  const ran = await trimtab("doctor", "--json");

  expect(ran.code).toBe(0);
  const { findings } = ran.json() as { findings: { part: string; next: string | null }[] };
  expect(findings.map(({ part }) => part)).toEqual(
    expect.arrayContaining(["settings", "database", "slack", "deliveries", "data", "postbacks"]),
  );
  expect(findings.find(({ part }) => part === "data")?.next).toContain("trimtab import");
  expect((await trimtab("doctor")).out).toContain("data:");
});

describe("target", () => {
  const FILE = "Date,Campaign,Cost,Currency\n2026-11-20,Brand,10,USD\n";

  test.for([
    [["--cpa", "40.50"], { metric: "cpa", value: "40.50" }],
    [["--roas", "3.5"], { metric: "roas", value: 3.5 }],
    [["--none"], null],
  ] as const)(
    "%o is what the campaign is judged by: %o",
    async ([options, target], { put, trimtab }) => {
      await trimtab("import", await put("r.csv", FILE), "--account", "Main");

      const ran = await trimtab("target", "brand", ...options, "--json");

      expect(ran.code).toBe(0);
      expect((await trimtab("summary", "brand", "--json")).json()).toMatchObject({ target });
    },
  );

  test.for([
    { options: [], expected: 2 },
    { options: ["--cpa", "40", "--roas", "3"], expected: 2 },
    { options: ["--cpa", "lots"], expected: 2 },
    { options: ["--cpa", "0"], expected: 1 },
    { options: ["--cpa", "9".repeat(30)], expected: 1 },
    { options: ["--roas", "many"], expected: 2 },
    { options: ["--roas", ""], expected: 1 },
    { options: ["--roas", "-1"], expected: 1 },
    { options: ["--roas", "Infinity"], expected: 2 },
  ])("$options is refused with a sentence", async ({ options, expected }, { put, trimtab }) => {
    await trimtab("import", await put("r.csv", FILE), "--account", "Main");

    const { code, err } = await trimtab("target", "brand", ...options);

    expect(code).toBe(expected);
    expect(err).toMatch(/^[^\n]+\.\n$/);
  });
});
