import { describe, expect } from "vitest";

import { textFile } from "../../src/sources/files/text/text-file.ts";
import { findCampaign } from "../../src/usecases/find-campaign.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { test as base } from "../support/fixtures.ts";

/** Of one name, and one that is called what another is known by. */
const KNOWN = [
  ["Twin", "123"],
  ["Twin", "124"],
  ["Number 9000", "77"],
  ["77", "9000"],
] as const;

const NAMES = ["Search - Brand - US", "Search - Brand - UK", "Winter Sale"];

/** Names what a text leads to, in a workspace that has three campaigns. */
const test = base.extend<{ find: (name: string) => Promise<{ kind: string; names: string[] }> }>({
  find: async ({ importing, scope, db }, use) => {
    const rows = NAMES.map((name) => `2026-11-20,${name},5`);
    await importFile(importing, scope, {
      file: textFile("report.csv", ["Date,Campaign,Cost", ...rows].join("\n")),
      account: "Main",
      hints: { currency: "USD" },
      dryRun: false,
      skipBadRows: false,
      again: false,
    });
    await use(async (name) => {
      const found = await findCampaign(db, scope, { name, period: "7d" });
      if (found.kind === "none") return { kind: "none", names: [] };
      const records = found.kind === "one" ? [found.campaign] : found.choices;
      return { kind: found.kind, names: records.map(({ label }) => label.name) };
    });
  },
});

describe("looking for a campaign", () => {
  test.for([
    ["winter sale", "one", ["Winter Sale"]],
    ["witner", "one", ["Winter Sale"]],
    ["brand us", "one", ["Search - Brand - US"]],
    ["brand", "several", ["Search - Brand - US", "Search - Brand - UK"]],
    ["brnad", "similar", ["Search - Brand - UK", "Search - Brand - US"]],
    ["nothing like it", "none", []],
  ] as const)("by “%s” finds %s: %j", async ([name, kind, names], { find }) => {
    expect(await find(name)).toEqual({ kind, names });
  });

  test.for(["search -us", "-us search", "search ¡us", "serach 'us'"])(
    "takes the signs in “%s” for nothing but gaps",
    async (name, { find }) => {
      expect(await find(name)).toEqual({ kind: "one", names: ["Search - Brand - US"] });
    },
  );

  test.for([
    ["one word of 1,000 letters", "x".repeat(1_000)],
    ["4,000 words", "a ".repeat(4_000)],
    ["signs alone", "([*\\ $^%_"],
    ["nothing", ""],
  ] as const)("by %s finds none", async ([, name], { find }) => {
    expect(await find(name)).toEqual({ kind: "none", names: [] });
  });
});

describe("the platform's id", () => {
  test.for([
    ["123", "one", ["Twin 123"]],
    [" 124 ", "one", ["Twin 124"]],
    ["9000", "one", ["77 9000"]],
    ["77", "one", ["77 9000"]],
    ["12", "none", []],
    ["twin", "several", ["Twin 123", "Twin 124"]],
  ] as const)("“%s” finds %s: %j", async ([name, kind, names], { importing, scope, db }) => {
    const rows = KNOWN.map(([campaign, id]) => `2026-11-20,${campaign},${id},5`);
    await importFile(importing, scope, {
      file: textFile("report.csv", ["Date,Campaign,Campaign ID,Cost", ...rows].join("\n")),
      account: "Main",
      hints: { currency: "USD" },
      dryRun: false,
      skipBadRows: false,
      again: false,
    });

    const found = await findCampaign(db, scope, { name, period: "7d" });

    const records =
      found.kind === "none" ? [] : found.kind === "one" ? [found.campaign] : found.choices;
    expect(found.kind).toBe(kind);
    expect(records.map(({ label, externalId }) => `${label.name} ${externalId}`)).toEqual(names);
  });
});
