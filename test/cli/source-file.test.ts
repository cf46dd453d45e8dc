import { describe, expect } from "vitest";

import { test } from "./source-cli-test.ts";

describe("a source file that cannot be used", () => {
  test.for([
    ["that is not JSON", "{ kind: ", ["is not JSON"]],
    ["that is a list", "[]", ["the file:"]],
    [
      "with faults in many fields",
      JSON.stringify({
        kind: "google",
        name: " ",
        schedule: "every day",
        timezone: "Berlin",
        trailingDays: -1,
        historyDays: 5_000,
        nane: "",
      }),
      ["kind:", "name:", "schedule:", "timezone:", "trailingDays:", "historyDays:", "nane"],
    ],
    [
      "with faults in the settings of its kind",
      JSON.stringify({
        kind: "sql",
        name: "Warehouse",
        settings: { table: "a;b", accounts: [{ id: "1", currency: "dollars" }] },
        secrets: { url: "mysql://host/db" },
      }),
      ["settings.table:", "settings.accounts.0.currency:", "secrets.url:"],
    ],
    [
      "without the secrets that its kind needs",
      JSON.stringify({ kind: "tiktok_ads", name: "T", settings: { advertiserIds: ["7"] } }),
      ["secrets:"],
    ],
  ] as const)("%s", async ([, content, words], { put, trimtab }) => {
    const file = await put("source.json", content);

    const checked = await trimtab("source", "add", file, "--check", "--json");

    expect(checked.code).toBe(1);
    expect(checked.json()).toEqual({ error: expect.stringContaining("source.json") as string });
    for (const word of words) expect(checked.err).toContain(word);
    expect((await trimtab("source", "list", "--json")).json()).toEqual({ sources: [] });
  });

  test("and is not JSON is not quoted: it may hold secrets", async ({ put, trimtab }) => {
    for (const content of ["s3cret", '{"secrets":{"token":"s3cret}}', '{"token":"s3cret",}']) {
      const ran = await trimtab("source", "add", await put("source.json", content));

      expect(ran.code).toBe(1);
      expect(ran.err).toContain("source.json is not JSON: ");
      expect(ran.err).not.toContain("s3c");
    }
  });

  test("that is a folder", async ({ trimtab }) => {
    const ran = await trimtab("source", "add", ".");
    expect([ran.code, ran.err]).toEqual([1, ". is a folder. Name a file in it.\n"]);
  });

  test("that is not there", async ({ trimtab }) => {
    const ran = await trimtab("source", "add", "nothing.json");
    expect([ran.code, ran.err]).toEqual([1, "There is no file nothing.json. Check the path.\n"]);
  });
});
