import { describe, expect, test } from "vitest";

import { readText, table } from "./in-memory-file.ts";

const period = { period: { from: "2026-05-01", to: "2026-05-31" } } as const;

async function read(...lines: readonly string[]) {
  const { campaigns, totals, platformTotal, warnings } = await readText(table(...lines), period);
  return {
    names: campaigns.map(({ name }) => name),
    spend: Number(totals.spendMicros) / 1e6,
    total: platformTotal === undefined ? undefined : Number(platformTotal) / 1e6,
    warnings,
  };
}

describe("a row called Total in a file with days", () => {
  test.for(["Total", "Gesamt", "TOTALES", "Grand total"])(
    "is the sum where it has no day: %s",
    async (word) => {
      const dated = ["Date,Campaign,Cost", "2026-05-20,Brand,10", "2026-05-21,Generic,20.5"];

      expect(await read(...dated, `,${word},30.50`)).toEqual({
        names: ["Brand", "Generic"],
        spend: 30.5,
        total: 30.5,
        warnings: expect.any(Array) as string[],
      });
      expect(await read(...dated, `,${word},12`)).toMatchObject({ spend: 30.5, total: 12 });
    },
  );

  test("is a campaign where it has one, and a word of warning where it may be a sum all the same", async () => {
    const dated = ["Date,Campaign,Cost", "2026-05-20,Brand,10", "2026-05-21,Generic,20.5"];

    const sum = await read(...dated, "2026-05-21,Total,30.50");
    const other = await read(...dated, "2026-05-21,Total,7");

    expect(sum).toMatchObject({ names: ["Brand", "Generic", "Total"], spend: 61 });
    expect(sum.warnings.join()).toMatch(/"Total" counts as a campaign.*before you load the file/);
    expect(other.spend).toBe(37.5);
    expect(other.warnings.join()).not.toContain("Total");
  });
});

describe("a row called Total in a file without days", () => {
  test.for([
    ["below the campaigns", ["Brand,10", "Generic,20.5", "Total,30.50"], 30.5],
    ["and off by rounding", ["Brand,10", "Generic,20.5", "Total,30.51"], 30.51],
    ["and off by more, which is shown", ["Brand,10", "Generic,20.5", "Total,12"], 12],
    ["above them", ["Total,12", "Brand,10", "Generic,20.5"], 12],
    ["between them with their sum", ["Brand,10", "Total,30.5", "Generic,20.5"], 30.5],
    ["below each part", ["A,1", "B,2", "Total,3", "C,4", "D,5", "Total,9", "E,6"], 3],
  ] as const)("is a sum %s", async ([, rows, total]) => {
    const { names, total: found } = await read("Campaign,Cost", ...rows);

    expect(names).not.toContain("Total");
    expect(found).toBe(total);
  });

  test("is a campaign between others whose sum it is not", async () => {
    const rows = ["Brand,10", "Total,7.5", "Generic,20.5"];

    expect(await read("Campaign,Cost", ...rows)).toMatchObject({
      names: ["Brand", "Generic", "Total"],
      spend: 38,
      total: undefined,
    });
    expect(await read("Campaign,Cost", ...rows, "Total,38")).toMatchObject({
      spend: 38,
      total: 38,
    });
  });

  test.for([
    ["below it", ["Brand,10", "Generic,20.5", "Total,7.5", "Total,38"]],
    ["above it", ["Total,38", "Total,7.5", "Brand,10", "Generic,20.5"]],
    ["by another name", ["Brand,10", "Generic,20.5", "Total,7.5", "Total: Campaigns,38"]],
  ] as const)("is a campaign at the edge of a file whose sum counts it: %s", async ([, rows]) => {
    expect(await read("Campaign,Cost", ...rows)).toMatchObject({
      names: ["Brand", "Generic", "Total"],
      spend: 38,
      total: 38,
    });
  });

  test("is a campaign with all of its rows, however many there are", async () => {
    const ads = Array.from({ length: 6_000 }, (_, index) => `Total,Ad ${index},7`);

    expect(await read("Campaign,Ad,Cost", "A,x,100", ...ads, "B,x,5")).toMatchObject({
      names: ["A", "B", "Total"],
      spend: 42_105,
      total: undefined,
    });
  });

  test("is a sum at the edge where the other sum counts without it", async () => {
    const rows = ["A,1", "B,2", "Total,3", "C,4", "D,5", "Total,9", "Total,12"];

    expect(await read("Campaign,Cost", ...rows)).toMatchObject({ spend: 12 });
    expect(await read("Campaign,Cost", "A,1", "B,2", "Total,7", "Total,9")).toMatchObject({
      spend: 3,
      total: 7,
    });
    const empty = ["A,1", "B,2", "Total,0", "Total: Campaigns,3"];
    expect(await read("Campaign,Cost", ...empty)).toMatchObject({ names: ["A", "B"], spend: 3 });
  });

  test("is a campaign in a long file too, where the sum of few rows is not rounded by many", async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `C${index},1`);

    expect(await read("Campaign,Cost", "Brand,10", "Total,7.5", ...many)).toMatchObject({
      spend: 2_017.5,
      total: undefined,
    });
    expect(await read("Campaign,Cost", "A,5", "B,5", "Total,10.01", ...many)).toMatchObject({
      spend: 2_010,
      total: 10.01,
    });
  });

  test("is a campaign where it has an id of its own", async () => {
    const rows = ["Brand,11,10", "Generic,12,20.5", "Total,13,7"];

    expect(await read("Campaign,Campaign ID,Cost", ...rows)).toMatchObject({ spend: 37.5 });
    expect(await read("Campaign,Campaign ID,Cost", ...rows, "Total,--,37.5")).toMatchObject({
      names: ["Brand", "Generic", "Total"],
      spend: 37.5,
      total: 37.5,
    });
  });
});
