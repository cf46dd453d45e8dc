import { once } from "node:events";
import { createWriteStream } from "node:fs";

const HEADER = "Day,Campaign,Campaign ID,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value\n";
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 1);

export interface ExportShape {
  readonly campaigns: number;
  readonly days: number;
  /** How a day's rows stand: the same campaigns in the same order, or, as reports are often sorted, by cost. */
  readonly order: "campaign" | "cost";
}

/** Writes an export in the form of Google Ads, day by day; the same shape gives the same bytes. */
export async function writeExport(path: string, shape: ExportShape): Promise<void> {
  const file = createWriteStream(path);
  file.write(HEADER);
  for (let day = 0; day < shape.days; day++) {
    if (!file.write(dayText(day, shape))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

function dayText(day: number, { campaigns, order }: ExportShape): string {
  const date = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
  const rows = Array.from({ length: campaigns }, (_, campaign) =>
    rowOf(campaign, scramble(day * campaigns + campaign)),
  );
  if (order === "cost") rows.sort((a, b) => b.cost - a.cost);
  return rows.map(({ text, cost }) => `${date},${text[0]},USD,${cost},${text[1]}\n`).join("");
}

function rowOf(campaign: number, seed: number): { cost: number; text: readonly [string, string] } {
  const impressions = 500 + (seed % 20_000);
  const clicks = Math.floor((impressions * (10 + (seed % 50))) / 1_000);
  const conversions = ((clicks * (seed % 80)) / 1_000).toFixed(2);
  const value = (Number(conversions) * (20 + (seed % 90))).toFixed(2);
  const name = `Search campaign ${campaign},${100_000 + campaign}`;
  const cost = (clicks * (30 + (seed % 200))) / 100;
  return { cost, text: [name, `${impressions},${clicks},${conversions},${value}`] };
}

/** A number that looks like chance and is the same every time. */
function scramble(index: number): number {
  let mixed = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
