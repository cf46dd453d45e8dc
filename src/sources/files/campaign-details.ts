import type { CampaignSighting, Target } from "../../domain/campaign.ts";
import { parseMicros } from "../../domain/money.ts";
import { campaignStatus } from "./cells/campaign-status.ts";
import { type DecimalSign, isNone, numberCell, plainNumber } from "./cells/number-cell.ts";
import type { Columns } from "./layout/columns.ts";
import type { Field } from "./layout/header-words.ts";

/** Fields that describe a campaign rather than measure it. */
export const DETAIL_FIELDS: readonly Field[] = [
  "status",
  "budget",
  "dailyBudget",
  "budgetType",
  "targetCpa",
  "targetRoas",
];

const DAILY =
  /^(daily( budget)?|täglich|tagesbudget|quotidien|par jour|diario|diário|giornaliero|dagelijks)$/iu;

/** What one row says of its campaign; cells that cannot be read say nothing. */
export function campaignDetails(
  cells: readonly string[],
  at: Columns["at"],
  decimal: DecimalSign,
): Omit<CampaignSighting, "name" | "externalId"> {
  const cell = (field: Field) => cells[at[field] ?? -1] ?? "";
  const status = cell("status");
  const type = cell("budgetType").trim().replaceAll("_", " ");
  const budget = positive(
    at.dailyBudget === undefined && DAILY.test(type) ? cell("budget") : cell("dailyBudget"),
    decimal,
  );
  const target = targetOf(cell("targetCpa"), cell("targetRoas"), decimal);
  return {
    ...(isNone(status) ? {} : { status: campaignStatus(status) }),
    ...(budget === undefined ? {} : { dailyBudgetMicros: budget.micros }),
    ...(target === undefined ? {} : { target }),
  };
}

/** A budget in micros; undefined for what is none. */
export function budgetOf(cell: string, decimal: DecimalSign): bigint | undefined {
  return positive(cell, decimal)?.micros;
}

function targetOf(cpa: string, roas: string, decimal: DecimalSign): Target | undefined {
  const cost = positive(cpa, decimal);
  if (cost !== undefined) return { metric: "cpa", micros: cost.micros };
  const value = positive(roas, decimal);
  if (value === undefined) return undefined;
  const ratio = Number(value.micros) / 1e6;
  return { metric: "roas", ratio: value.percent ? ratio / 100 : ratio };
}

function positive(cell: string, decimal: DecimalSign) {
  const number = isNone(cell) ? undefined : numberCell(cell);
  if (number === undefined || number.negative) return undefined;
  const micros = parseMicros(plainNumber(number, decimal) ?? "");
  return micros === undefined || micros === 0n ? undefined : { micros, percent: number.percent };
}
