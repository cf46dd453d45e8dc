import fc from "fast-check";
import { expect, test } from "vitest";

import { decimalString } from "../../../src/domain/money.ts";
import { draws } from "../../support/draws.ts";
import { inMemoryFile, take, takeText, utf16 } from "./in-memory-file.ts";

interface Line {
  readonly day: number;
  readonly campaign: string;
  readonly cents: number;
  readonly clicks: number;
}

const lines = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    campaign: fc.constantFrom(
      "Brand",
      "Frühling",
      'He said "now"',
      "A, B; C|D",
      "Two\nlines",
      "42",
    ),
    cents: fc.integer({ min: 0, max: 2_000_000_000 }),
    clicks: fc.integer({ min: 0, max: 5_000_000 }),
  }),
  { minLength: 1, maxLength: 40 },
);

const locale = fc.constantFrom(
  { header: ["Day", "Campaign", "Cost", "Clicks"], decimal: ".", group: "," },
  { header: ["Tag", "Kampagne", "Kosten", "Klicks"], decimal: ",", group: "." },
  { header: ["Jour", "Campagne", "Coût", "Clics"], decimal: ",", group: "\u00A0" },
  { header: ["Day", "Campaign", "Cost", "Clicks"], decimal: ".", group: "" },
);

const form = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  encoding: fc.constantFrom("utf8", "bom", "utf16le", "utf16be", "windows-1252"),
  newline: fc.constantFrom("\n", "\r\n"),
  quoteAll: fc.boolean(),
  lastBreak: fc.boolean(),
  locale,
});
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never;

function grouped(digits: string, group: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, group);
}

function written(rows: readonly Line[], how: Form): string {
  const { decimal, group, header } = how.locale;
  const cell = (text: string) =>
    how.quoteAll || /[",;|\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const body = rows.map((row) => {
    const [whole = "", fraction] = decimalString(BigInt(row.cents) * 10_000n).split(".");
    const cost = `${grouped(whole, group)}${decimal}${fraction}`;
    const day = `2026-02-${String(row.day).padStart(2, "0")}`;
    return [day, row.campaign, cost, grouped(String(row.clicks), group)];
  });
  const text = [header, ...body]
    .map((cells) => cells.map(cell).join(how.delimiter))
    .join(how.newline);
  return how.lastBreak ? text + how.newline : text;
}

function encoded(text: string, encoding: string): Buffer {
  if (encoding === "utf16le") return utf16(text);
  if (encoding === "utf16be") return utf16(text).swap16();
  if (encoding === "windows-1252") return Buffer.from(text, "latin1");
  return Buffer.from(encoding === "bom" ? `\uFEFF${text}` : text);
}

test("a table reads back to the same numbers however it is written", async () => {
  await fc.assert(
    fc.asyncProperty(lines, form, async (rows, how) => {
      const { outcome, rows: read } = await takeText(encoded(written(rows, how), how.encoding));

      if (outcome.kind === "refused") throw new Error(outcome.reason.message);
      expect(outcome.faults).toEqual([]);
      const names = outcome.campaigns.map(({ name }) => name);
      expect(
        read.map((row) => [row.day, names[row.campaign], row.spendMicros, row.clicks]),
      ).toEqual(
        rows.map((row) => [
          `2026-02-${String(row.day).padStart(2, "0")}`,
          row.campaign.replaceAll("\n", " "),
          BigInt(row.cents) * 10_000n,
          row.clicks,
        ]),
      );
    }),
    draws(150),
  );
});

test("it makes no difference how the bytes are cut on their way", async () => {
  await fc.assert(
    fc.asyncProperty(lines, form, fc.integer({ min: 1, max: 50 }), async (rows, how, chunk) => {
      const bytes = encoded(written(rows, how), how.encoding);

      const cut = await take(inMemoryFile(bytes, chunk).file);

      expect(cut).toEqual(await takeText(bytes));
    }),
    draws(50),
  );
});

const fragments = fc.array(
  fc.oneof(
    fc.constantFrom(
      "Day",
      "Campaign",
      "Cost",
      "Reporting starts",
      "Reporting ends",
      "Currency",
      "Total: Campaigns",
      ",",
      ";",
      "\t",
      "\n",
      "\r\n",
      "\r",
      '"',
      "2026-05-01",
      "05/06/2026",
      "1,234.50",
      "1.234,50",
      " --",
      "€5",
      "\uFEFF",
      "\0",
      "All time",
    ),
    fc.string(),
    fc.string({ unit: "binary" }),
  ),
  { maxLength: 60 },
);

test("any text ends in an outcome, with sums that are the rows' own", async () => {
  await fc.assert(
    fc.asyncProperty(fragments, async (parts) => {
      const text = `Day,Campaign,Cost\n2026-05-01,A,1.5\n${parts.join("")}`;

      const { outcome, rows } = await takeText(text);

      const sums = { spend: 0n, accepted: 0 };
      for (const row of rows) {
        sums.spend += row.spendMicros;
        sums.accepted += 1;
      }
      const told =
        outcome.kind === "refused"
          ? sums
          : { spend: outcome.totals.spendMicros, accepted: outcome.rows.accepted };
      expect(told).toEqual(sums);
      expect(outcome).not.toMatchObject({ reason: { message: "" } });
    }),
    draws(300),
  );
});

test("any text from its first character ends in an outcome", async () => {
  await fc.assert(
    fc.asyncProperty(fragments, async (parts) => {
      const { outcome } = await takeText(parts.join(""));

      expect(["read", "refused"]).toContain(outcome.kind);
    }),
    draws(300),
  );
});

test("any bytes end in an outcome", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
      const { outcome } = await takeText(Buffer.from(bytes));

      expect(["read", "refused"]).toContain(outcome.kind);
    }),
    draws(200),
  );
});
