import { expect, test } from "vitest";

import { readText, table, takeText } from "./in-memory-file.ts";

test("Meta's currency stands in the header, its sum in a first row without a name", async () => {
  const text = `\uFEFF${table(
    '"Campaign name",Day,"Delivery status",Impressions,"Clicks (all)","Link clicks","Result type",Results,"Purchases conversion value","Amount spent (IDR)","Reporting starts","Reporting ends"',
    ",,,300,9,7,,3,900,150000,2026-05-01,2026-05-02",
    '"A || B",2026-05-01,active,100,4,3,Purchases,1,300,50000,2026-05-01,2026-05-01',
    '"A || B",2026-05-02,not_delivering,200,5,4,Leads,2,600,100000,2026-05-02,2026-05-02',
    '"A || B",2026-05-02,not_delivering,,,,,,,,2026-05-02,2026-05-02',
  )}`;

  const read = await readText(text);

  expect(read.profile).toMatchObject({ platform: "meta_ads", currency: "IDR", grain: "day" });
  expect(read.totals).toEqual({
    spendMicros: 150_000_000_000n,
    impressions: 300,
    clicks: 7,
    conversions: 3,
    valueMicros: 900_000_000n,
  });
  expect(read.platformTotal).toBe(150_000_000_000n);
  expect(read.campaigns).toEqual([{ name: "A || B", status: "paused" }]);
  expect(read.warnings).toEqual([expect.stringContaining('"Purchases", "Leads"')]);
});

test("a year as one row is a total of the year, not a day", async () => {
  const text = table(
    '"Campaign name","Amount spent (USD)","Reporting starts","Reporting ends"',
    "Brand,1200.50,2025-01-01,2025-12-31",
  );

  const { outcome, rows } = await takeText(text);

  expect(outcome).toMatchObject({
    profile: { grain: "period", period: { from: "2025-01-01", to: "2025-12-31" } },
  });
  expect(rows.map((row) => row.day)).toEqual([undefined]);
});

test("reporting ranges of one day each are days", async () => {
  const text = table(
    '"Campaign name","Ad set name",Age,"Amount spent (USD)","Reporting starts","Reporting ends"',
    ",,,6.00,2026-05-01,2026-05-02",
    "Brand,One,18-24,1.50,2026-05-01,2026-05-01",
    "Brand,Two,25-34,2.50,2026-05-01,2026-05-01",
    "Brand,Two,25-34,2.00,2026-05-02,2026-05-02",
  );

  const { outcome, rows } = await takeText(text);

  expect(outcome).toMatchObject({
    profile: { grain: "day" },
    totals: { spendMicros: 6_000_000n },
    platformTotal: 6_000_000n,
    days: { from: "2026-05-01", to: "2026-05-02" },
  });
  expect(rows.map((row) => row.day)).toEqual(["2026-05-01", "2026-05-01", "2026-05-02"]);
});

test("a French Meta export has semicolons and decimal commas", async () => {
  const text = table(
    "Nom de la campagne;Jour;Impressions;Clics (tous);Résultats;Montant dépensé (EUR);Début des rapports;Fin des rapports",
    "Été;2026-05-01;1 000;12;3;1 200,00;2026-05-01;2026-05-01",
    "Été;2026-05-02;900;10;;34,56;2026-05-02;2026-05-02",
  );

  const read = await readText(text);

  expect(read.profile).toMatchObject({ platform: "meta_ads", currency: "EUR" });
  expect(read.totals).toMatchObject({
    spendMicros: 1_234_560_000n,
    impressions: 1900,
    conversions: 3,
  });
});

test("a German Meta export in windows-1252 keeps its umlauts", async () => {
  const text = table(
    "Kampagnenname;Tag;Impressionen;Ausgegebener Betrag (EUR)",
    "Frühling für € 5;01.05.2026;1.000;1.234,50",
  );
  const bytes = Buffer.from(text.replace("€", "\u0080"), "latin1");

  const read = await readText(bytes);

  expect(read.campaigns).toEqual([{ name: "Frühling für € 5" }]);
  expect(read.totals).toMatchObject({ spendMicros: 1_234_500_000n, impressions: 1000 });
  expect(read.days).toEqual({ from: "2026-05-01", to: "2026-05-01" });
});
