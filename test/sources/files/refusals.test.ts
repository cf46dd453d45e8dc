import { Readable } from "node:stream";

import { expect, test } from "vitest";

import { inMemoryFile, readText, refusalOf, table, take, utf16 } from "./in-memory-file.ts";

const ZIP = Buffer.from("504b030414000600", "hex");

function sign(amount: string): string {
  return amount.replaceAll(/[\d ]/g, "");
}

const FILES: readonly (readonly [name: string, content: string | Buffer, says: string])[] = [
  ["nothing", "", "empty"],
  ["only blank lines", "\n\n \n", "empty"],
  ["an Excel workbook", ZIP, "Save as"],
  ["a gzip file", Buffer.from("1f8b0800000000", "hex"), "Unpack"],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452000000", "hex"), "not text"],
  ["a web page", "<!DOCTYPE html><html><body>Sign in, campaign, cost</body></html>", "web page"],
  ["headers and no rows", "Day,Campaign,Cost\n", "has headers but no rows"],
  ["headers and a sum", "Day,Campaign,Cost\nTotal: Account,,5\n", "has headers but no rows"],
  ["no header", "2026-05-01,Brand,1.50\n2026-05-02,Brand,2\n", "No header"],
  ["another delimiter", "Day^Campaign^Cost\n2026-05-01^Brand^1.50\n", "comma, semicolon, tab or |"],
  [
    "an export without results",
    '"Campaign name","Amount spent (USD)",Ends\n"No data available."\n',
    "No data available",
  ],
  ["no spend", "Day,Campaign,Clicks\n2026-05-01,Brand,5\n", "no cost column"],
  ["no campaign", "Day,Spend\n2026-05-01,5\n", "no campaign column"],
  ["neither", '"DATE","revenue","tv_S"\n2015-11-23,1,2\n', "no campaign column and no cost column"],
  [
    "an editor file without numbers",
    utf16("Row Type\tAction\tCampaign\tBudget\nCampaign\tEdit\tA\t5\n"),
    "no cost column",
  ],
  ["no days at all", "Campaign,Cost\nBrand,1.50\n", "--period 2026-01-01..2026-01-31"],
  ["all time", "Campaign report\nAll time\nCampaign,Cost,Avg. CPC\nBrand,1.50,1\n", "--period"],
  ["dates in two orders", "Date,Campaign,Cost\n13/05/2026,A,1\n05/13/2026,A,1\n", "two orders"],
  [
    "dates that read two ways",
    "Date,Campaign,Cost\n05/06/2026,A,1\n",
    '"05/06/2026" is 2026-06-05 or 2026-05-06',
  ],
  [
    "two ways to write numbers",
    'Date,Campaign,Cost\n2026-05-01,A,1.50\n2026-05-02,A,"1,5"\n',
    "decimal comma",
  ],
  [
    "two currencies in a column",
    "Date,Campaign,Cost,Currency\n2026-05-01,A,1,USD\n2026-05-02,A,1,EUR\n",
    '"USD" (line 2, column "Currency") and "EUR" (line 3, column "Currency")',
  ],
  ...(
    [
      ["€1", "£1"],
      ["$1", "€1"],
      ["€1", "$1"],
      ["$1", "£1"],
      ["¥1", "$1"],
      ["$1", "kr 1"],
      ["¥1", "EUR 1"],
      ["USD 1", "1 kr"],
    ] as const
  ).map(
    ([a, b]) =>
      [
        `${a} and ${b} among its amounts`,
        table("Date,Campaign,Cost", `2026-05-01,A,${a}`, "2026-05-02,A,5", `2026-05-03,A,${b}`),
        `"${sign(a)}" (line 2, column "Cost") and "${sign(b)}" (line 4, column "Cost")`,
      ] as const,
  ),
  [
    "dollars under a header that says pounds",
    "Date,Campaign,Cost (GBP)\n2026-05-01,A,$1\n",
    '"GBP" (header "Cost (GBP)") and "$" (line 2, column "Cost (GBP)")',
  ],
  [
    "yen beside a currency column that says dollars",
    "Date,Campaign,Cost,Currency\n2026-05-01,A,¥1,USD\n",
    '"USD" (line 2, column "Currency") and "¥" (line 2, column "Cost")',
  ],
  [
    "spend in euros and value in dollars",
    "Date,Campaign,Cost,Conversion value\n2026-05-01,A,€3,$30\n",
    '"€" (line 2, column "Cost") and "$" (line 2, column "Conversion value")',
  ],
  [
    "headers in two currencies",
    "Date,Campaign,Cost (€),Conversion value ($)\n2026-05-01,A,3,30\n",
    '"€" (header "Cost (€)") and "$" (header "Conversion value ($)")',
  ],
  [
    "two kinds of dollars",
    "Date,Campaign,Cost\n2026-05-01,A,$3\n2026-05-02,A,CA$3\n",
    "If all are in CAD, say so: --currency CAD.",
  ],
  [
    "a currency that is none",
    "Date,Campaign,Cost,Currency\n2026-05-01,A,1,ZZZ\n",
    '"ZZZ" is not a currency',
  ],
  [
    "ranges that differ",
    "Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nA,1,2026-05-01,2026-05-31\nA,1,2026-06-01,2026-06-30\n",
    "cover different days",
  ],
  [
    "ranges that are none",
    "Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nA,1,yesterday,today\n",
    "no range of days",
  ],
];

test.for(FILES)("a file with %s is refused with the next step", async ([, content, says]) => {
  const message = await refusalOf(content);

  expect(message).toContain(says);
  expect(message).toMatch(/[.0-9]$/);
});

test("Google Analytics is told apart, with the sheet to export instead", async () => {
  const text = table(
    "# ----------------------------------------",
    "# Traffic acquisition: Session primary channel group",
    "# Account: Acme",
    "# Start date: 20250101",
    "# End date: 20251030",
    "Session campaign,Sessions,Engaged sessions,Total revenue",
    "Brand,4395,1544,0",
  );

  expect(await refusalOf(text)).toContain("no ad spend");
});

test("a line that never ends is refused before it is read", async () => {
  let sent = 0;
  const endless = {
    name: "endless.csv",
    bytes: 100_000_000,
    open: () =>
      Readable.from(
        (function* pieces() {
          for (; sent < 100_000_000; sent += 65_536) yield Buffer.alloc(65_536, "a");
        })(),
        { objectMode: false },
      ),
  };

  const { outcome } = await take(endless);

  expect(outcome).toMatchObject({ kind: "refused", reason: { line: 1 } });
  expect(sent).toBeLessThan(1_000_000);
});

test("a quote that never closes ends the reading after a megabyte", async () => {
  const text = `Day,Campaign,Cost\n2026-05-01,A,1.5\n2026-05-01,"B,2\n${"2026-05-01,C,3\n".repeat(200_000)}`;

  const { outcome } = await take(inMemoryFile(text).file);

  expect(outcome).toMatchObject({ kind: "refused", reason: { line: 3 } });
});

test("a second currency far down the file refuses all of it", async () => {
  const rows = "2026-05-01,A,1.50,USD\n".repeat(20_000);

  const message = await refusalOf(`Day,Campaign,Cost,Currency\n${rows}2026-05-01,A,1.50,EUR\n`);

  expect(message).toContain('"USD" (line 2, column "Currency")');
  expect(message).toContain('"EUR" (line 20002, column "Currency")');
});

test("a sign that first comes far down the file refuses all of it, unless it is what was said", async () => {
  const plain = "2026-05-01,A,1.50\n".repeat(20_000);
  const text = `Day,Campaign,Cost\n${plain}2026-05-01,A,€2.50\n`;

  expect(await refusalOf(text)).toBe(
    '"€" (line 20002, column "Cost") is the first to tell the currency; the rows before it do not. ' +
      "If all are in EUR, say so: --currency EUR. If not, export each currency into a file of its own.",
  );
  expect((await readText(text, { currency: "EUR" })).rows.accepted).toBe(20_001);
  expect(await refusalOf(text, { currency: "USD" })).toContain("line 20002");
});

test.for([
  ["Cost (CAD)", ["$1", "$2"], {}, "CAD"],
  ["Cost (€)", ["1", "2"], {}, "EUR"],
  ["Cost", ["$1", "USD 2"], { currency: "USD" }, "USD"],
  ["Cost", ["€1", "EUR 2"], {}, "EUR"],
  ["Cost", ["kr 1", "2 kr."], {}, undefined],
  ["Cost", ["$1", "2"], {}, undefined],
] as const)("under %s, %j are one currency", async ([header, [a, b], hints, currency]) => {
  const text = table(`Day,Campaign,${header}`, `2026-05-01,A,${a}`, `2026-05-02,A,${b}`);

  const read = await readText(text, hints);

  expect(read.profile.currency).toBe(currency);
  expect(read.profile.warnings).toEqual([]);
  expect(read.totals.spendMicros).toBe(3_000_000n);
});

test("dollars that are said to be euros are taken so, with a word about it", async () => {
  const read = await readText(table("Day,Campaign,Cost", "2026-05-01,A,$1"), { currency: "EUR" });

  expect(read.profile.currency).toBe("EUR");
  expect(read.profile.warnings).toEqual([
    'The amounts are written with "$", which is not how EUR is written; they are taken as EUR, as asked.',
  ]);
});

test("an unknown currency given by a person is refused, a known one wins over the file", async () => {
  const text = table("Day,Campaign,Cost,Currency", "2026-05-01,A,1,USD");

  const read = await readText(text, { currency: "EUR", platform: "meta_ads" });

  expect(await refusalOf(text, { currency: "Dollar" })).toContain('"Dollar" is not a currency');
  expect(read.profile).toMatchObject({ currency: "EUR", platform: "meta_ads" });
  expect(read.profile.warnings.join(" ")).toContain("The file says USD");
});
