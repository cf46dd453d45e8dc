import { expect, test } from "vitest";

import { readText, table, utf16 } from "./in-memory-file.ts";

const MAY = { from: "2026-05-01", to: "2026-05-31" };

test("a campaign report is one total per campaign over the days of its range line", async () => {
  const text = table(
    "Campaign report",
    '"May 1, 2026 - May 31, 2026"',
    "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Optimization score,Currency code,Impr.,Clicks,Avg. cost,Cost,Conv. (Platform Comparable),Conversions,Cost / conv.",
    'Enabled,Brand,20.00, --,Daily,Eligible, --,USD,"12,345",678,0.10,"1,234.56",9.00,7.50,164.61',
    "Paused,Video,5000.00, --,Campaign Total,Ended, --,USD,655, --,0.02,10.44,0.00, --,0",
    'Total: Campaigns, --, --, --, --, --, --,USD,"13,000",678,0.10,"1,244.99",9.00,7.50,166.00',
    'Total: Account, --, --, --, --, --, --,USD,"13,400",700,0.10,"1,300.00",9.00,7.50,173.33',
    "Total: Search,,,,,,,USD,,,,900.00,,,",
  );

  const read = await readText(text);

  expect(read.profile).toMatchObject({
    platform: "google_ads",
    currency: "USD",
    grain: "period",
    period: MAY,
  });
  expect(read.totals).toEqual({
    spendMicros: 1_245_000_000n,
    impressions: 13_000,
    clicks: 678,
    conversions: 7.5,
    valueMicros: 0n,
  });
  expect(read.platformTotal).toBe(1_244_990_000n);
  expect(read.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
  expect(read.campaigns).toEqual([
    { name: "Brand", status: "active", dailyBudgetMicros: 20_000_000n },
    { name: "Video", status: "paused" },
  ]);
});

test("the csv for Excel is UTF-16 with tabs, and a header may stand twice", async () => {
  const text = [
    "Campaign report",
    "1 January 2026 - 29 May 2026",
    "Campaign\tCurrency code\tCost\tImpr.\tSearch impr. share\tTarget CPA\tCurrency code\tConv. value",
    'Straws – Süd\tGBP\t365.22\t"9,380"\t< 10%\t12.50\tGBP\t"1,841.23"',
    'Total: Campaigns\tGBP\t365.22\t"9,380"\t< 10%\t --\tGBP\t"1,841.23"',
  ].join("\r\n");

  const read = await readText(utf16(text));

  expect(read.profile).toMatchObject({ platform: "google_ads", currency: "GBP", grain: "period" });
  expect(read.days).toEqual({ from: "2026-01-01", to: "2026-05-29" });
  expect(read.totals).toMatchObject({
    spendMicros: 365_220_000n,
    impressions: 9380,
    valueMicros: 1_841_230_000n,
  });
  expect(read.campaigns).toEqual([
    { name: "Straws – Süd", target: { metric: "cpa", micros: 12_500_000n } },
  ]);
});

const LOCALISED = [
  {
    language: "Portuguese",
    title: "Relatório da campanha",
    range: "1 de maio de 2026 - 31 de maio de 2026",
    header: "Estado da campanha,Campanha,Código da moeda,Custo,Impr.,Cliques,Conversões",
    row: 'Ativada,Marca,EUR,"2473,94",18\u00A0158,31,"5\u00A0114,15"',
    total: 'Total: Campanhas, --,EUR,"2473,94",18\u00A0158,31,"5\u00A0114,15"',
  },
  {
    language: "German",
    title: "Kampagnenbericht",
    range: "1. Mai 2026 - 31. Mai 2026",
    header: "Kampagnenstatus,Kampagne,Währungscode,Kosten,Impr.,Klicks,Conversions",
    row: 'Aktiviert,Marke,EUR,"2.473,94",18.158,31,"5.114,15"',
    total: 'Gesamt: Kampagnen, --,EUR,"2.473,94",18.158,31,"5.114,15"',
  },
  {
    language: "French",
    title: "Rapport sur les campagnes",
    range: "1 mai 2026 - 31 mai 2026",
    header: "État de la campagne,Campagne,Code de devise,Coût,Impr.,Clics,Conversions",
    row: 'Activée,Marque,EUR,"2 473,94",18\u202F158,31,"5 114,15"',
    total: 'Total : Campagnes, --,EUR,"2 473,94",18\u202F158,31,"5 114,15"',
  },
  {
    language: "Spanish",
    title: "Informe de campañas",
    range: "1 de mayo de 2026 - 31 de mayo de 2026",
    header: "Estado de la campaña,Campaña,Código de moneda,Coste,Impr.,Clics,Conversiones",
    row: 'Habilitada,Marca,EUR,"2.473,94",18.158,31,"5.114,15"',
    total: 'Total: Campañas, --,EUR,"2.473,94",18.158,31,"5.114,15"',
  },
  {
    language: "Italian",
    title: "Report campagne",
    range: "1 maggio 2026 - 31 maggio 2026",
    header: "Stato della campagna,Campagna,Codice valuta,Costo,Impr.,Clic,Conversioni",
    row: 'Attiva,Marca,EUR,"2.473,94",18.158,31,"5.114,15"',
    total: 'Totale: campagne, --,EUR,"2.473,94",18.158,31,"5.114,15"',
  },
  {
    language: "Dutch",
    title: "Campagnerapport",
    range: "1 mei 2026 - 31 mei 2026",
    header: "Campagnestatus,Campagne,Valutacode,Kosten,Vert.,Klikken,Conversies",
    row: 'Ingeschakeld,Merk,EUR,"2.473,94",18.158,31,"5.114,15"',
    total: 'Totaal: campagnes, --,EUR,"2.473,94",18.158,31,"5.114,15"',
  },
];

test.for(LOCALISED)("a report in $language reads as one in English", async (form) => {
  const read = await readText(table(form.title, form.range, form.header, form.row, form.total));

  expect(read.profile).toMatchObject({
    platform: "google_ads",
    currency: "EUR",
    period: MAY,
    warnings: [],
  });
  expect(read.totals).toEqual({
    spendMicros: 2_473_940_000n,
    impressions: 18_158,
    clicks: 31,
    conversions: 5114.15,
    valueMicros: 0n,
  });
  expect(read.platformTotal).toBe(2_473_940_000n);
  expect(read.campaigns[0]?.status).toBe("active");
});

test("the editor's rows by network are added up per campaign id", async () => {
  const text = [
    "Row Type\tAction\tNetwork (with search partners)\tCampaign status\tCampaign\tBudget\tBudget type\tCurrency code\tClicks\tImpr.\tCost\tCampaign ID\tbid_config.target_roas.target_roas",
    "Campaign\tEdit\tGoogle Search\tEnabled\tStraws\t25.00\tDaily\tGBP\t37\t748\t79.13\t42\t350.00%",
    "Campaign\tEdit\tSearch partners\tEnabled\tStraws\t25.00\tDaily\tGBP\t3\t158\t4.19\t42\t350.00%",
    "Campaign\tEdit\tYouTube\tEnabled\tStraws\t25.00\tDaily\tGBP\t0\t0\t0.00\t42\t350.00%",
    "Ad group\tEdit\tGoogle Search\tEnabled\tStraws\t25.00\tDaily\tGBP\t37\t748\t79.13\t42\t",
  ].join("\n");

  const read = await readText(utf16(text), { period: MAY });

  expect(read.totals).toMatchObject({ spendMicros: 83_320_000n, clicks: 40 });
  expect(read.campaigns).toEqual([
    {
      name: "Straws",
      externalId: "42",
      status: "active",
      dailyBudgetMicros: 25_000_000n,
      target: { metric: "roas", ratio: 3.5 },
    },
  ]);
  expect(read.profile.warnings.join(" ")).toContain("Network (with search partners)");
});

test.for([
  { cost: '"€1,622.60"', currency: "EUR", micros: 1_622_600_000n },
  { cost: '"NOK267,799.89"', currency: "NOK", micros: 267_799_890_000n },
  { cost: "US$0.07", currency: "USD", micros: 70_000n },
  { cost: "$5.10", currency: undefined, micros: 5_100_000n },
])("an overview card with $cost is in $currency", async ({ cost, currency, micros }) => {
  const text = table(
    "Campaign Name,Campaign Group Name,Campaign Status,Cost,Clicks,CTR",
    `Brand,,Enabled,${cost},902,10.57%`,
  );

  const read = await readText(text, { period: MAY });

  expect(read.profile).toMatchObject({ platform: "google_ads", currency, grain: "period" });
  expect(read.totals.spendMicros).toBe(micros);
  expect(read.campaigns).toEqual([{ name: "Brand", status: "active" }]);
});

test("a time series spells its days out", async () => {
  const text = table(
    "Date,Campaign,Clicks,Cost",
    '"Thu, 5 Feb 2026",Brand,3,US$1.50',
    '"Fri, 6 Feb 2026",Brand,4,US$2.50',
  );

  const read = await readText(text);

  expect(read.profile).toMatchObject({ grain: "day", currency: "USD" });
  expect(read.days).toEqual({ from: "2026-02-05", to: "2026-02-06" });
});

test("a range of exactly one day is that day", async () => {
  const read = await readText(
    table(
      "Campaign report",
      '"May 5, 2026 - May 5, 2026"',
      "Campaign,Cost,Avg. CPC",
      "Brand,1.50,0.2",
    ),
  );

  expect(read.profile).toMatchObject({ grain: "day", period: undefined });
  expect(read.days).toEqual({ from: "2026-05-05", to: "2026-05-05" });
});
