import type { RuleWindow } from "../domain/alerting/rule-window.ts";
import type { PricingModel, Target } from "../domain/campaign.ts";
import { daysIn } from "../domain/day.ts";
import { roundConversions, type Totals } from "../domain/totals.ts";
import { targetFrom } from "./campaigns.ts";
import { type CoarseRule, coarseConditions } from "./coarse-rule.ts";
import type { Db, Statement, Tx } from "./db.ts";
import { sumColumns } from "./totals-row.ts";

export interface WindowSumsInput {
  readonly workspaceId: number;
  readonly accountIds: readonly number[];
  readonly window: RuleWindow;
  /** At most 60: each has a bit of a number of 64. */
  readonly rules: readonly CoarseRule[];
  /** Campaigns that are wanted whatever the rules say. */
  readonly campaignIds: readonly number[];
}

/** A campaign's sums in a window, with what it is judged by. */
export interface CampaignWindow {
  readonly campaignId: number;
  readonly accountId: number;
  readonly target: Target | undefined;
  readonly pricing: PricingModel | undefined;
  readonly dailyBudgetMicros: bigint | undefined;
  readonly current: Totals;
  /** Weighted; undefined where the window has no reference. */
  readonly reference: Totals | undefined;
  /** Days of the window with numbers. */
  readonly days: number;
  /** There are numbers on some day of the window or of its reference. */
  readonly present: boolean;
  /** For each rule: whether it may be a breach. */
  readonly suspects: readonly boolean[];
}

export interface WindowSums {
  /** Suspects and those that were asked for. */
  readonly campaigns: readonly CampaignWindow[];
  /** For each rule: campaigns in its scope that it judges, and how many of them have too little and are no suspects. */
  readonly counts: readonly { readonly eligible: number; readonly thin: number }[];
}

const PARTS = ["spend_micros", "impressions", "clicks", "conversions", "value_micros"] as const;

interface Row {
  readonly campaign_id: number | null;
  readonly account_id: number;
  readonly target_cpa_micros: bigint | null;
  readonly target_roas: number | null;
  readonly pricing: PricingModel | null;
  readonly daily_budget_micros: bigint | null;
  readonly c_spend_micros: bigint;
  readonly c_impressions: bigint;
  readonly c_clicks: bigint;
  readonly c_conversions: number;
  readonly c_value_micros: bigint;
  readonly r_spend_micros: bigint;
  readonly r_impressions: number;
  readonly r_clicks: number;
  readonly r_conversions: number;
  readonly r_value_micros: bigint;
  readonly days: number;
  readonly present: boolean;
  readonly hits: bigint;
  readonly counts: string;
}

const FOR_ALL_CAMPAIGNS: Statement = {
  name: "for_all_campaigns",
  text: `select set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
    set_config('max_parallel_workers_per_gather', '0', true)`,
};

/**
 * For the rest of a transaction: statements that are written anew each time take longer to compile than to run, and
 * sums with a group for every campaign are quickest in one piece, in memory. Measured with 50,000 campaigns: two
 * workers hand over so many partial sums that one process alone is a fifth faster.
 */
export async function planForAllCampaigns(tx: Tx): Promise<void> {
  await tx.rows(FOR_ALL_CAMPAIGNS, []);
}

/**
 * One statement for all rules of a window: every campaign is added up once, in the database, and only those come back
 * that may be a breach of some rule, or were asked for.
 */
export async function windowSums(db: Db, input: WindowSumsInput): Promise<WindowSums> {
  const values: unknown[] = [];
  const bind = (value: unknown, type: string): string => {
    values.push(value);
    return `$${values.length}::${type}`;
  };
  const rows = await db.rows<Row>({ text: statementOf(input, bind) }, values);
  const counts = (rows[0]?.counts ?? "").split(",").map(Number);
  return {
    campaigns: rows.flatMap((row) => campaignFrom(row, input)),
    counts: input.rules.map((_, index) => ({
      eligible: counts[2 * index] ?? 0,
      thin: counts[2 * index + 1] ?? 0,
    })),
  };
}

function statementOf(
  { workspaceId, accountIds, window, rules, campaignIds }: WindowSumsInput,
  bind: (value: unknown, type: string) => string,
): string {
  const workspace = bind(workspaceId, "int");
  const { from, to } = window.range;
  const wanted = bind(campaignIds, "int[]");
  const conditions = rules.map((rule) => coarseConditions(rule, bind));
  const hits = conditions.map(
    ({ eligible, suspect }, index) =>
      `case when ${eligible} and ${suspect} then ${bind(String(1n << BigInt(index)), "bigint")} else 0 end`,
  );
  const counts = conditions.flatMap(({ eligible, thin }) => [
    `count(*) filter (where ${eligible})`,
    `count(*) filter (where ${eligible} and ${thin})`,
  ]);
  return `with cur as materialized (
      select f.campaign_id, count(*)::int as days, ${sumColumns("f", { prefix: "c_" })}
        from facts f
       where f.workspace_id = ${workspace} and f.day between ${bind(from, "date")} and ${bind(to, "date")}
       group by f.campaign_id),
    ${referenceOf(window, workspace, bind)},
    j as materialized (
      select s.*, c.account_id, c.target_cpa_micros, c.target_roas, c.pricing, c.daily_budget_micros
        from (${JOINED}) s
        join campaigns c on c.workspace_id = ${workspace} and c.campaign_id = s.campaign_id
       where c.account_id = any(${bind(accountIds, "int[]")})),
    n as (select array_to_string(array[${counts.join(", ") || "0"}], ',') as counts from j),
    k as (select j.*, (${hits.join(" + ") || "0"})::bigint as hits from j)
    select k.*, n.counts from n
      left join k on k.hits <> 0 or k.campaign_id = any(${wanted})`;
}

/** Conversions as `roundConversions` has them: guards and limits are met by the same number as in the judgement. */
const JOINED = `select coalesce(cur.campaign_id, ref.campaign_id) as campaign_id,
    coalesce(cur.days, 0) as days, true as present,
    coalesce(cur.c_spend_micros, 0) as c_spend_micros, coalesce(cur.c_impressions, 0) as c_impressions,
    coalesce(cur.c_clicks, 0) as c_clicks, coalesce(cur.c_value_micros, 0) as c_value_micros,
    round(coalesce(cur.c_conversions, 0) * 1e6) / 1e6 as c_conversions,
    ${PARTS.map((part) => `coalesce(ref.r_${part}, 0) as r_${part}`).join(", ")}
  from cur full join ref on ref.campaign_id = cur.campaign_id`;

function referenceOf(
  window: RuleWindow,
  workspace: string,
  bind: (value: unknown, type: string) => string,
): string {
  const days = window.reference.map(({ day }) => day);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return NO_REFERENCE;
  const weights = [...new Set(window.reference.map(({ weight }) => weight))];
  const [weight = 1, ...others] = weights;
  const within = `f.workspace_id = ${workspace} and f.day between ${bind(first, "date")} and ${bind(last, "date")}`;
  if (others.length > 0) {
    const each = bind(
      window.reference.map((one) => one.weight),
      "float8[]",
    );
    return `ref as materialized (
        select f.campaign_id, ${weightedSums((part) => `sum(f.${part} * w.weight)`)}
          from facts f
          join unnest(${bind(days, "date[]")}, ${each}) w (day, weight) on w.day = f.day
         where ${within}
         group by f.campaign_id)`;
  }
  // Equal weights, as all but pace have them: no join for each of the facts.
  const gaps = daysIn({ from: first, to: last }) > days.length;
  const only = gaps ? ` and f.day = any(${bind(days, "date[]")})` : "";
  const factor = bind(weight, "float8");
  return `ref as materialized (
      select f.campaign_id, ${weightedSums((part) => `sum(f.${part}) * ${factor}`)}
        from facts f
       where ${within}${only}
       group by f.campaign_id)`;
}

function weightedSums(sum: (part: string) => string): string {
  const types = ["bigint", "float8", "float8", "float8", "bigint"];
  return PARTS.map((part, index) => `(${sum(part)})::${types[index]} as r_${part}`).join(", ");
}

const NO_REFERENCE = `ref as (
      select 0 as campaign_id, 0::bigint as r_spend_micros, 0::float8 as r_impressions, 0::float8 as r_clicks,
             0::float8 as r_conversions, 0::bigint as r_value_micros where false)`;

function campaignFrom(row: Row, { rules, window }: WindowSumsInput): CampaignWindow[] {
  if (row.campaign_id === null) return [];
  return [
    {
      campaignId: row.campaign_id,
      accountId: row.account_id,
      target: targetFrom(row),
      pricing: row.pricing ?? undefined,
      dailyBudgetMicros: row.daily_budget_micros ?? undefined,
      current: {
        spendMicros: row.c_spend_micros,
        impressions: Number(row.c_impressions),
        clicks: Number(row.c_clicks),
        conversions: roundConversions(row.c_conversions),
        valueMicros: row.c_value_micros,
      },
      reference:
        window.reference.length === 0
          ? undefined
          : {
              spendMicros: row.r_spend_micros,
              impressions: row.r_impressions,
              clicks: row.r_clicks,
              conversions: row.r_conversions,
              valueMicros: row.r_value_micros,
            },
      days: row.days,
      present: row.present,
      suspects: rules.map((_, index) => ((row.hits >> BigInt(index)) & 1n) === 1n),
    },
  ];
}
