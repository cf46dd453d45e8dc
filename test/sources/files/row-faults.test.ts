import { expect, test } from "vitest";

import { readExport } from "../../../src/sources/files/read-export.ts";
import { inMemoryFile, readText, table, take, takeText, utf16 } from "./in-memory-file.ts";

const HEADER = "Day,Campaign,Cost,Impressions,Clicks,Conversions,Revenue";
const GOOD = "2026-05-01,Good,1.50,10,1,0.5,3";

test.for([
  [
    "2026-05-01,A,abc,1,1,1,1",
    "Cost",
    '"abc" is not an amount; correct the cell, or export the report again.',
  ],
  ["2026-05-01,A,5%,1,1,1,1", "Cost", '"5%" is not an amount; correct'],
  ["2026-05-01,A,-1.50,1,1,1,1", "Cost", "is negative"],
  ["2026-05-01,A,($1.50),1,1,1,1", "Cost", "is negative"],
  ["2026-05-01,A,99999999999999999999,1,1,1,1", "Cost", "too large"],
  ['2026-05-01,A,"1,5",1,1,1,1', "Cost", "is not an amount"],
  ["2026-05-01,A,1,2.5,1,1,1", "Impressions", "is not a whole number; correct the cell"],
  ["2026-05-01,A,1,-1,1,1,1", "Impressions", "is negative"],
  ["2026-05-01,A,1,1,9007199254740993,1,1", "Clicks", "too large"],
  ["2026-05-01,A,1,1,1,-1,1", "Conversions", "is negative"],
  ["2026-05-01,A,1,1,1,1,-1", "Revenue", "is negative"],
  ["2026-02-30,A,1,1,1,1,1", "Day", '"2026-02-30" is not a date'],
  ["1999-12-31,A,1,1,1,1,1", "Day", "not between 2000 and 2099"],
  [",A,1,1,1,1,1", "Day", "The date is missing"],
  ["2026-05-01,,1,1,1,1,1", "Campaign", "The campaign is missing"],
  ["2026-05-01,A,1,1,1,1", null, "too few cells: 6, and the header 7"],
  ["2026-05-01,A,1,1,1,1,1,1", null, "too many cells: 8, and the header 7"],
] as const)("the row %s is a fault of its own", async ([row, column, says]) => {
  const read = await readText(table(HEADER, GOOD, row, GOOD));

  expect(read.faults).toMatchObject([{ line: 3, column }]);
  expect(read.faults[0]?.message).toContain(says);
  expect(read.rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
  expect(read.totals.spendMicros).toBe(3_000_000n);
  expect(read.campaigns).toEqual([{ name: "Good" }]);
});

test("a stray quote is a fault of all the rows that it hides", async () => {
  const read = await readText(table(HEADER, GOOD, '2026-05-01,"A"B,1,1,1,1,1', GOOD, GOOD));

  expect(read.faults).toMatchObject([{ line: 3, column: null }]);
  expect(read.faults[0]?.message).toContain("hides the rows down to line");
  expect(read.rows).toMatchObject({ accepted: 1 });
  expect(read.rows.rejected).toBeGreaterThanOrEqual(3);
});

test("a stray quote before another quoted cell spoils its row alone", async () => {
  const read = await readText(table(HEADER, GOOD, '2026-05-01,"A"B","1",1,1,1,1', GOOD));

  expect(read.faults).toMatchObject([{ line: 3 }]);
  expect(read.rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
});

test.for(["", "--", " --", "-", "–"])("a cell with %j is none", async (none) => {
  const read = await readText(
    table(HEADER, `2026-05-01,A,${none},${none},${none},${none},${none}`, GOOD),
  );

  expect(read.faults).toEqual([]);
  expect(read.totals).toMatchObject({
    spendMicros: 1_500_000n,
    impressions: 10,
    clicks: 1,
    conversions: 0.5,
  });
});

test("counts with an empty fraction, blank lines and empty cells behind a row are in order", async () => {
  const read = await readText(table(HEADER, "", "2026-05-01,A,1,12.0,1,1,1,,", ",,,,,,", GOOD));

  expect(read.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
  expect(read.totals.impressions).toBe(22);
});

test("lines are the file's own, texts over several lines counted", async () => {
  const read = await readText(
    `${HEADER}\r\n2026-05-01,"A\r\nB\r\nC",1,1,1,1,1\r\n\r\n2026-05-01,D,x,1,1,1,1\r\n`,
  );

  expect(read.faults[0]).toMatchObject({ line: 6, column: "Cost" });
  expect(read.campaigns[0]?.name).toBe("A B C");
});

test("rows that are all wrong are faults each, and none was accepted", async () => {
  const text = table(
    HEADER,
    "2026-05-01,A,abc,1,1,1,1",
    "soon,A,1,1,1,1,1",
    "2026-05-01,A,1,5.5,1,1,1",
  );

  const read = await readText(text);

  expect(read.rows).toEqual({ read: 3, accepted: 0, rejected: 3 });
  expect(read.faults).toMatchObject([
    { line: 2, column: "Cost" },
    { line: 3, column: "Day" },
    { line: 4, column: "Impressions" },
  ]);
});

test("the first hundred faults are kept, all are counted, long texts are cut", async () => {
  const bad = `2026-05-01,A,${"x".repeat(300)},1,1,1,1\n`;

  const read = await readText(`${HEADER}\n${GOOD}\n${bad.repeat(250)}`);

  expect(read.faults).toHaveLength(100);
  expect(read.rows).toEqual({ read: 251, accepted: 1, rejected: 250 });
  expect(read.faults[0]?.message.length).toBeLessThan(150);
});

test("a campaign name of thousands of characters is cut, with a word about it", async () => {
  const name = `<!channel> \`${"n".repeat(3000)}`;

  const read = await readText(table(HEADER, `2026-05-01,${name},1,1,1,1,1`));

  expect(read.campaigns[0]?.name).toBe(name.slice(0, 500));
  expect(read.warnings).toEqual(["One campaign name was longer than 500 characters and cut."]);
});

test("names lose the characters that no database takes", async () => {
  const text = table(
    "Day,Campaign,Cost,Account name",
    "2026-05-01,Br\0and,1,Ma\0in",
    "2026-05-01,Half \uD83D,1,Ma\0in",
    "2026-05-01,Whole 😀,1,Ma\0in",
  );

  const read = await readText(utf16(text));

  expect(read.campaigns.map(({ name }) => name)).toEqual(["Br and", "Half \uFFFD", "Whole 😀"]);
  expect(read.profile.account).toBe("Ma in");
});

test("what the latest day says of a campaign stands, whatever the order of rows", async () => {
  const text = table(
    "Day,Campaign,Campaign ID,Cost,Campaign status,Daily budget",
    "2026-05-02,New name,7,1,Paused,20",
    "2026-05-01,Old name,7,1,Enabled,10",
    "2026-05-01,No id,,1,Removed,--",
  );

  const { outcome, rows } = await takeText(text);

  expect(outcome).toMatchObject({
    campaigns: [
      { name: "New name", externalId: "7", status: "paused", dailyBudgetMicros: 20_000_000n },
      { name: "No id", status: "ended" },
    ],
  });
  expect(rows.map((row) => row.campaign)).toEqual([0, 0, 1]);
});

test("a campaign may be called Total on a day of its own", async () => {
  const read = await readText(table("Campaign,Day,Cost", "Total,2026-05-01,1", "Total,,1"));

  expect(read.rows.accepted).toBe(1);
  expect(read.platformTotal).toBe(1_000_000n);
});

test("only numbers without decimals: a warning where they can be read two ways", async () => {
  const read = await readText(table("Day,Campaign,Cost", '2026-05-01,A,"1,234"'));

  expect(read.totals.spendMicros).toBe(1_234_000_000n);
  expect(read.profile.warnings.join(" ")).toContain('"1,234" can be read two ways');
});

test("rows come in batches of at most 5,000, progress as it goes", async () => {
  const text = `Day,Campaign,Cost\n${"2026-05-01,A,1.5\n".repeat(120_001)}`;
  const { file, opened } = inMemoryFile(text);
  const progress: number[] = [];

  const { batches } = await take(file);
  await readExport(
    file,
    {},
    {
      begin: async () => undefined,
      rows: async () => undefined,
      progress: ({ rows }) => void progress.push(rows),
    },
  );

  expect(Math.max(...batches)).toBe(5000);
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(120_001);
  expect(progress).toHaveLength(2);
  // Twice for each reading: its beginning, then one pass.
  expect(opened()).toBe(4);
});

test("a question that the beginning leaves open is answered by the whole file", async () => {
  const open = "05.06.2026;A;1.234\n".repeat(20_000);

  const read = await readText(`Date;Campaign;Cost\n${open}06.06.2026;A;1.234,50\n`);

  expect(read.totals.spendMicros).toBe(1_234_000_000n * 20_000n + 1_234_500_000n);
  expect(read.days).toEqual({ from: "2026-06-05", to: "2026-06-06" });
});

test("the sink is begun once before its rows, and what it throws is thrown on", async () => {
  const { file } = inMemoryFile(table("Day,Campaign,Cost", "2026-05-01,A,1.5"));
  const { profiles } = await take(file);

  const failing = readExport(
    file,
    {},
    {
      begin: async () => undefined,
      rows: async () => {
        throw new Error("disk full");
      },
    },
  );

  expect(profiles).toHaveLength(1);
  await expect(failing).rejects.toThrow("disk full");
});
