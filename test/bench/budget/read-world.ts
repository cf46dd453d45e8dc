import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import type { Portfolio, PortfolioCampaign } from "../../../src/domain/budget/portfolio.ts";
import { type Micros, parseMicros } from "../../../src/domain/money.ts";
import { csvRows } from "./csv.ts";
import type { Curve, World } from "./world.ts";

interface InputFile {
  readonly world: string;
  readonly as_of: string;
  readonly objective: "revenue" | "conversions";
  readonly step: number;
  readonly total: number;
  readonly campaigns: readonly {
    readonly id: string;
    readonly channel: string;
    readonly current_budget: number;
    readonly locked: boolean;
    readonly min: number;
    readonly max: number;
  }[];
}

interface TruthFile {
  readonly scenario: string;
  readonly null: boolean;
  readonly total: number;
  readonly current_value_per_day: number;
  readonly oracle_gain_per_day: number;
  readonly campaigns: readonly {
    readonly id: string;
    readonly current_budget: number;
    readonly locked: boolean;
    readonly paused: boolean;
    readonly min: number;
    readonly max: number;
    readonly capacity: number | null;
    readonly curve: Curve;
    readonly oracle_budget: number;
  }[];
}

/** A simulated account from its folder of input.json, data.csv, budgets.csv, restatements.csv and truth.json. */
export async function readWorld(folder: string): Promise<World> {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const input = JSON.parse(await read("input.json")) as InputFile;
  const truth = JSON.parse(await read("truth.json")) as TruthFile;
  const data = csvRows(await read("data.csv"));
  const budgets = csvRows(await read("budgets.csv"));
  const restated = csvRows(await read("restatements.csv"));
  return {
    name: basename(folder),
    scenario: truth.scenario,
    asOf: input.as_of,
    portfolio: portfolioOf(input, { data, budgets, restated }),
    truth: {
      isNull: truth.null,
      total: truth.total,
      currentValue: truth.current_value_per_day,
      oracleGain: truth.oracle_gain_per_day,
      campaigns: truth.campaigns.map((campaign) => ({
        ...campaign,
        currentBudget: campaign.current_budget,
        oracleBudget: campaign.oracle_budget,
      })),
    },
  };
}

type Rows = readonly Record<string, string>[];

function portfolioOf(
  input: InputFile,
  { data, budgets, restated }: { data: Rows; budgets: Rows; restated: Rows },
): Portfolio {
  const set = new Map(
    budgets.map((row) => [`${row["campaign"]} ${row["date"]}`, row["daily_budget"] ?? ""]),
  );
  return {
    asOf: input.as_of,
    goal: input.objective === "revenue" ? "value" : "conversions",
    currency: "USD",
    maxStep: input.step,
    totalMicros: micros(String(input.total)),
    campaigns: input.campaigns.map((campaign): PortfolioCampaign => ({
      id: campaign.id,
      channel: campaign.channel,
      budgetMicros: micros(String(campaign.current_budget)),
      minMicros: micros(String(campaign.min)),
      maxMicros: micros(String(campaign.max)),
      fixed: campaign.locked ? "locked" : campaign.current_budget === 0 ? "paused" : undefined,
      daily: data
        .filter((row) => row["campaign"] === campaign.id)
        .map((row) => ({
          day: row["date"] ?? "",
          spendMicros: micros(row["spend"]),
          impressions: Number(row["impressions"]),
          clicks: Number(row["clicks"]),
          conversions: Number(row["conversions"]),
          valueMicros: micros(row["revenue"]),
          budgetMicros: micros(set.get(`${campaign.id} ${row["date"]}`)),
        })),
    })),
    restatements: restated.map((row) => ({
      channel: row["channel"] ?? "",
      day: row["date"] ?? "",
      ageDays: Number(row["age_days"]),
      conversions: Number(row["conversions"]),
    })),
  };
}

function micros(decimal: string | undefined): Micros {
  return parseMicros(decimal ?? "") ?? 0n;
}
