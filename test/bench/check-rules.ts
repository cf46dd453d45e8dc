import { monitorEventLoopDelay } from "node:perf_hooks";

import type { Pool } from "pg";

import { createPool } from "../../src/db/create-pool.ts";
import { createDb, type Db } from "../../src/db/db.ts";
import type { Rule } from "../../src/domain/alerting/rule.ts";
import { addDays, dayAt } from "../../src/domain/day.ts";
import { checkRules } from "../../src/usecases/alerting/check-rules.ts";
import { readRule } from "../../src/usecases/alerting/read-rule.ts";
import { addRule } from "../../src/usecases/alerting/save-rule.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import type { BenchRun } from "./bench-run.ts";
import { p50 } from "./drive-commands.ts";
import type { Figure, Section } from "./figures.ts";
import { fillWorkspace, type WorkspaceSize } from "./fill-workspace.ts";

const ROUNDS = 5;
const NEVER = 1e12;

/** One check of five rules on a large workspace, beside the bare SQL of its windows. */
export async function checkRulesBench(run: BenchRun, size: WorkspaceSize): Promise<Section> {
  const url = await run.server.createDatabase("bench_check");
  const pool = createPool({ connectionString: url, max: 2 }, { sharedSession: false });
  pool.on("error", () => undefined);
  try {
    run.say(`filling ${size.campaigns} campaigns × ${size.days} days`);
    const now = Date.now();
    await fillWorkspace(pool, size, now);
    const db = createDb(pool);
    run.say("checking");
    const quiet = await measure(db, pool, { now, limits: QUIET });
    const tenth = await measure(db, pool, { now, limits: await limitsAt(pool, now, 0.02) });
    const half = await measure(db, pool, { now, limits: await limitsAt(pool, now, 0.1) });
    return {
      title: `A check of ${size.campaigns.toLocaleString("en-US")} campaigns × 5 rules, ${size.days} days each`,
      figures: [
        { name: "bare SQL of the windows", value: quiet.bare, unit: "ms" },
        ...figuresOf("no state changes", quiet, 1.5),
        ...figuresOf(`${tenth.turns.toLocaleString("en-US")} changes of state`, tenth, 3),
        ...figuresOf(`${half.turns.toLocaleString("en-US")} changes of state`, half),
      ],
    };
  } finally {
    await pool.end();
  }
}

interface Limits {
  readonly cpa: number;
  readonly roas: number;
  readonly ctr: number;
  readonly rise: number;
  readonly cpc: number;
}

const QUIET: Limits = { cpa: NEVER, roas: 0, ctr: 0, rise: 900, cpc: NEVER };

interface Measured {
  readonly bare: number;
  readonly check: number;
  readonly turns: number;
  readonly held: number;
}

/** Medians of several rounds, bare and checked in turn; each round's check is one of rules that nobody has checked yet. */
async function measure(
  db: Db,
  pool: Pool,
  { now, limits }: { readonly now: number; readonly limits: Limits },
): Promise<Measured> {
  const bare: number[] = [];
  const checks: number[] = [];
  let turns = 0;
  let held = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    await pool.query("truncate rules, episodes, episode_events, deliveries cascade");
    const scope: Scope = { workspaceId: 1, actor: "job:bench", now, zone: "UTC" };
    for (const rule of rulesWith(limits)) await addRule(db, scope, rule);
    const bareMs = await timed(() => bareWindows(pool, now));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const checkMs = await timed(async () => {
      const report = await checkRules(db, scope, { at: now });
      turns = report.opened.length;
    });
    delay.disable();
    // The first round warms caches and compiles.
    if (round === 0) continue;
    held = Math.max(held, delay.max / 1e6);
    bare.push(bareMs);
    checks.push(checkMs);
  }
  return { bare: p50(bare), check: p50(checks), turns, held };
}

function figuresOf(name: string, { bare, check, held }: Measured, most?: number): Figure[] {
  const goal = (atMost: number | undefined) => (atMost === undefined ? {} : { goal: { atMost } });
  return [
    { name: `check, ${name}`, value: check, unit: "ms", goal: { below: 2_000 } },
    { name: `against the bare SQL, ${name}`, value: check / bare, unit: "×", ...goal(most) },
    { name: `event loop held at most, ${name}`, value: held, unit: "ms", ...goal(100) },
  ];
}

function rulesWith(limits: Limits): Rule[] {
  const rule = (metric: string, when: object, days: number) => ({
    name: `${metric} ${days}d`,
    scope: { all: true },
    metric,
    when,
    window: { days },
    channel: "#perf-alerts",
  });
  return [
    rule("cpa", { above: limits.cpa }, 7),
    rule("roas", { below: limits.roas }, 14),
    rule("ctr", { below: limits.ctr }, 7),
    rule("spend", { risesBy: limits.rise, against: "previous_period" }, 7),
    rule("cpc", { above: limits.cpc }, 28),
  ].map((file) => {
    const reading = readRule(file);
    if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
    return reading.rule;
  });
}

const SUMS = `sum(spend_micros) as spend, sum(impressions) as impressions, sum(clicks) as clicks,
  sum(conversions) as conversions, sum(value_micros) as value`;

/** What the five rules must add up, in the shortest SQL that does it. */
async function bareWindows(pool: Pool, now: number): Promise<void> {
  const to = addDays(dayAt(now, "UTC"), -1);
  for (const days of [7, 14, 28]) {
    await pool.query(
      `select count(spend + impressions + clicks + conversions + value) from (
         select campaign_id, ${SUMS} from facts where workspace_id = 1 and day between $1 and $2 group by campaign_id) s`,
      [addDays(to, 1 - days), to],
    );
  }
  await pool.query(
    `select count(c.spend + p.spend) from
       (select campaign_id, ${SUMS} from facts where workspace_id = 1 and day between $2 and $3 group by campaign_id) c
       join (select campaign_id, ${SUMS} from facts where workspace_id = 1 and day between $1 and $4 group by campaign_id) p
       using (campaign_id)`,
    [addDays(to, -13), addDays(to, -6), to, addDays(to, -7)],
  );
}

/** Limits that a share of the campaigns is beyond, for each rule. */
async function limitsAt(pool: Pool, now: number, share: number): Promise<Limits> {
  const to = addDays(dayAt(now, "UTC"), -1);
  const at = async (expression: string, days: number, from: "top" | "bottom"): Promise<number> => {
    const { rows } = await pool.query<{ limit: number }>(
      `select percentile_cont($1) within group (order by m) as limit from (
         select ${expression} as m from facts where workspace_id = 1 and day between $2 and $3 group by campaign_id) s`,
      [from === "top" ? 1 - share : share, addDays(to, 1 - days), to],
    );
    return rows[0]?.limit ?? 0;
  };
  const before = addDays(to, -7);
  return {
    cpa: await at("sum(spend_micros) / 1e6 / nullif(sum(conversions), 0)", 7, "top"),
    roas: await at("sum(value_micros)::float8 / nullif(sum(spend_micros), 0)", 14, "bottom"),
    ctr: await at("sum(clicks)::float8 / nullif(sum(impressions), 0)", 7, "bottom"),
    rise: await at(
      `sum(spend_micros) filter (where day > '${before}')::float8
         / nullif(sum(spend_micros) filter (where day <= '${before}'), 0) - 1`,
      14,
      "top",
    ),
    cpc: await at("sum(spend_micros) / 1e6 / nullif(sum(clicks), 0)", 28, "top"),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
