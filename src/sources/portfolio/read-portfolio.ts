import { z } from "zod";

import { fixtureOf, lastBudgetChange } from "../../domain/budget/plan/resting.ts";
import type {
  BudgetedDay,
  Portfolio,
  PortfolioCampaign,
  Restatement,
} from "../../domain/budget/portfolio.ts";
import { GOALS, USUAL_STEP } from "../../domain/budget/portfolio.ts";
import { type Day, isDay } from "../../domain/day.ts";
import { isCurrency, MAX_MICROS, parseMicros } from "../../domain/money.ts";

/** A portfolio, or every fault of the file, each with the place it stands at. */
export type ReadPortfolio =
  | { readonly kind: "portfolio"; readonly portfolio: Portfolio }
  | { readonly kind: "faults"; readonly faults: readonly string[] };

const MOST_FAULTS = 20;

const day = z.string().refine(isDay, { error: "is not a day such as 2026-11-22" });

const money = z.union([z.string(), z.number().transform(String)]).transform((text, context) => {
  const micros = parseMicros(text);
  if (micros === undefined || micros < 0n || micros > MAX_MICROS) {
    context.addIssue({ code: "custom", message: "is not an amount such as 455.00" });
    return z.NEVER;
  }
  return micros;
});

const count = z.number().nonnegative();

const dailySchema = z.object({
  date: day,
  budget: money.nullish(),
  spend: money,
  impressions: count.optional(),
  clicks: count.optional(),
  conversions: count.optional(),
  value: money.optional(),
});

const campaignSchema = z.object({
  id: z.string().min(1),
  channel: z.string().optional(),
  budget: money.nullish(),
  min: money.nullish(),
  max: money.nullish(),
  locked: z.boolean().optional(),
  status: z.enum(["active", "paused", "ended", "unknown"]).optional(),
  learning: z.boolean().optional(),
  changedOn: day.nullish(),
  budgetType: z.enum(["daily", "lifetime", "shared"]).optional(),
  group: z.string().min(1).optional(),
  daily: z.array(dailySchema),
});

const portfolioSchema = z.object({
  asOf: day,
  goal: z.enum(GOALS),
  currency: z.string().refine(isCurrency, { error: "is not a currency such as USD" }),
  maxStep: z.number().gt(0).lte(1).optional(),
  restDays: z.number().int().nonnegative().optional(),
  total: money.nullish(),
  campaigns: z.array(campaignSchema).min(1),
  groups: z
    .array(z.object({ group: z.string().min(1), min: money.nullish(), max: money.nullish() }))
    .optional(),
  restatements: z
    .array(
      z.object({
        channel: z.string(),
        date: day,
        ageDays: z.number().int().nonnegative(),
        conversions: count,
      }),
    )
    .optional(),
});

type PortfolioFile = z.infer<typeof portfolioSchema>;
type CampaignFile = PortfolioFile["campaigns"][number];

/**
 * A portfolio from what its file holds. `restDays` defaults to 0: a file asks "what if", and a campaign rests only where
 * the file says so.
 */
export function readPortfolio(json: unknown): ReadPortfolio {
  const parsed = portfolioSchema.safeParse(json, { error: plainWords });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "the file"}: ${message}`,
    );
    return { kind: "faults", faults: shortened(faults) };
  }
  const faults = doubles(parsed.data);
  if (faults.length > 0) return { kind: "faults", faults: shortened(faults) };
  return { kind: "portfolio", portfolio: portfolioOf(parsed.data) };
}

/** What is wrong with a value that is of another kind; what else is wrong says its own check. */
const plainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code !== "invalid_type" && issue.code !== "invalid_union") return undefined;
  if (issue.input === undefined) return "is missing";
  if (issue.code === "invalid_union") return "is not an amount such as 455.00";
  return `must be ${KINDS[issue.expected] ?? issue.expected}`;
};

const KINDS: Readonly<Record<string, string>> = {
  object: "an object in { }",
  array: "a list in [ ]",
  string: "a text in quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function shortened(faults: readonly string[]): string[] {
  const more = faults.length - MOST_FAULTS;
  return more > 0 ? [...faults.slice(0, MOST_FAULTS), `and ${more} more`] : [...faults];
}

/** Ids or days that stand twice, and groups that nobody names. */
function doubles({ campaigns, groups = [] }: PortfolioFile): string[] {
  const ids = new Set<string>();
  const faults: string[] = [];
  for (const { id, daily } of campaigns) {
    if (ids.has(id)) faults.push(`campaigns: "${id}" stands twice`);
    ids.add(id);
    const days = new Set(daily.map(({ date }) => date));
    if (days.size < daily.length) faults.push(`campaigns: "${id}" has a day twice`);
  }
  const names = groups.map(({ group }) => group);
  if (new Set(names).size < names.length) faults.push("groups: one stands twice");
  return faults;
}

function portfolioOf(file: PortfolioFile): Portfolio {
  const { asOf, restDays = 0 } = file;
  return {
    asOf,
    goal: file.goal,
    currency: file.currency,
    maxStep: file.maxStep ?? USUAL_STEP,
    totalMicros: file.total ?? undefined,
    campaigns: file.campaigns.map((campaign) => campaignOf(campaign, { asOf, restDays })),
    groups: file.groups?.map(({ group, min, max }) => ({
      group,
      minMicros: min ?? undefined,
      maxMicros: max ?? undefined,
    })),
    restatements: (file.restatements ?? []).map(
      ({ channel, date, ageDays, conversions }): Restatement => ({
        channel,
        day: date,
        ageDays,
        conversions,
      }),
    ),
  };
}

function campaignOf(
  campaign: CampaignFile,
  rest: { readonly asOf: Day; readonly restDays: number },
): PortfolioCampaign {
  const daily = campaign.daily.map(dayOf);
  const state = {
    ...campaign,
    paused: campaign.status === "paused" || campaign.status === "ended" || campaign.budget === 0n,
    changedOn: campaign.changedOn ?? lastBudgetChange(daily),
  };
  return {
    id: campaign.id,
    channel: campaign.channel ?? "",
    budgetMicros: campaign.budget ?? undefined,
    minMicros: campaign.min ?? undefined,
    maxMicros: campaign.max ?? undefined,
    group: campaign.group,
    fixed: fixtureOf(state, rest),
    daily,
  };
}

function dayOf({
  date,
  budget,
  spend,
  value,
  ...counts
}: z.infer<typeof dailySchema>): BudgetedDay {
  return {
    day: date,
    budgetMicros: budget ?? undefined,
    spendMicros: spend,
    valueMicros: value ?? 0n,
    impressions: counts.impressions ?? 0,
    clicks: counts.clicks ?? 0,
    conversions: counts.conversions ?? 0,
  };
}
