import { listAccounts } from "../../db/accounts.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { advanceEpisode, type Tracked, UNTRACKED } from "../../domain/alerting/advance-episode.ts";
import type { Phase, Turn } from "../../domain/alerting/episode.ts";
import { reasonWords } from "../../domain/alerting/reason-words.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import { ticksBetween } from "../../domain/alerting/schedule.ts";
import type { Verdict } from "../../domain/alerting/verdict.ts";
import { addDays, type DayRange, daysIn, instantOf } from "../../domain/day.ts";
import type { Metric } from "../../domain/kpi.ts";
import { Invalid } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { calendarsFor, evaluateRules } from "./evaluate-rules.ts";
import type { Judged } from "./judged.ts";

export interface BacktestTransition {
  /** The tick, milliseconds since 1970. */
  readonly at: number;
  readonly campaignId: number;
  readonly campaign: string;
  /** What `value` is of. */
  readonly metric: Metric;
  readonly currency: string;
  readonly from: Phase;
  readonly to: Phase;
  readonly value: number | undefined;
  readonly reason: string;
}

export interface Backtest {
  readonly evaluations: number;
  readonly transitions: readonly BacktestTransition[];
  /** Alerts, reminders and words of recovery that people would have been sent. */
  readonly notifications: number;
}

const MOST_DAYS = 731;
const MOST_TICKS = 5_000;

/**
 * What a rule would have done on the days of a range, both ends included: the stored days go through the code that
 * live checks go through, at each tick of the rule's schedule. Nothing is stored.
 */
export async function backtestRule(
  db: Db,
  scope: Scope,
  input: { readonly rule: Rule; readonly range: DayRange },
): Promise<Backtest> {
  const ticks = ticksOf(input.rule, input.range, scope.zone);
  const run: Run = { tracked: new Map(), accounts: new Map(), turns: [], notifications: 0 };
  const accounts = await listAccounts(db, scope.workspaceId);
  const { workspaceId } = scope;
  const last = ticks.at(-1);
  if (last !== undefined) {
    const back = daysIn(input.range);
    const rules = [{ ruleId: RULE_ID, rule: input.rule }];
    const calendars = await calendarsFor(db, { workspaceId, at: last, accounts, rules }, back);
    for (const [index, at] of ticks.entries()) {
      const { judged } = await evaluateRules(db, {
        workspaceId,
        at,
        rules,
        accounts,
        calendars,
        wanted: new Map([[RULE_ID, openOf(run)]]),
      });
      const on = { rule: input.rule, at, evaluation: index + 1, zone: scope.zone };
      for (const one of judged) advance(run, one, on);
    }
  }
  return {
    evaluations: ticks.length,
    transitions: await named(db, { workspaceId, rule: input.rule }, run.turns),
    notifications: run.notifications,
  };
}

const RULE_ID = 0;

type Unnamed = Omit<BacktestTransition, "campaign" | "currency" | "metric" | "reason"> & {
  readonly verdict: Verdict;
};

interface Run {
  readonly tracked: Map<number, Tracked>;
  /** Each campaign's account. */
  readonly accounts: Map<number, number>;
  readonly turns: Unnamed[];
  notifications: number;
}

function openOf({ tracked, accounts }: Run): Map<number, number> {
  const open = [...tracked].filter(
    ([, { state }]) => state.phase === "pending" || state.phase === "firing",
  );
  return new Map(open.map(([campaignId]) => [campaignId, accounts.get(campaignId) ?? 0]));
}

const TOLD: ReadonlySet<Turn> = new Set(["fired", "resolved", "ended", "flapping"]);

function advance(
  run: Run,
  { campaignId, accountId, verdict, reading }: Judged,
  on: Parameters<typeof advanceEpisode>[2],
): void {
  const before = run.tracked.get(campaignId) ?? UNTRACKED;
  const { tracked, turn, reminderDue } = advanceEpisode(before, verdict, on);
  const reminded = reminderDue && turn === undefined;
  run.tracked.set(campaignId, reminded ? { ...tracked, remindedAt: on.at } : tracked);
  run.accounts.set(campaignId, accountId);
  if (reminded || (turn !== undefined && TOLD.has(turn))) run.notifications += 1;
  const [from, to] = [openPhase(before.state.phase), tracked.state.phase];
  if (turn === undefined || from === to) return;
  run.turns.push({ at: on.at, campaignId, from, to, value: reading?.value, verdict });
}

/** A new episode begins where the last one has ended: at ok. */
function openPhase(phase: Phase): Phase {
  return phase === "resolved" ? "ok" : phase;
}

function ticksOf(rule: Rule, range: DayRange, workspaceZone: string): number[] {
  if (range.from > range.to) throw new Invalid("The first day is after the last. Swap them.");
  if (daysIn(range) > MOST_DAYS) {
    throw new Invalid(`A back-test spans at most ${MOST_DAYS} days. Take a shorter stretch.`);
  }
  const zone = rule.timeZone ?? workspaceZone;
  const ticks = ticksBetween(rule.schedule, zone, {
    fromMs: instantOf(range.from, zone),
    toMs: instantOf(addDays(range.to, 1), zone) - 1,
    most: MOST_TICKS + 1,
  });
  if (ticks.length > MOST_TICKS) {
    throw new Invalid(
      `The schedule has more than ${MOST_TICKS} ticks on these days; a back-test takes no more. Take a shorter stretch.`,
    );
  }
  return ticks;
}

async function named(
  db: Db,
  { workspaceId, rule }: { readonly workspaceId: number; readonly rule: Rule },
  turns: readonly Unnamed[],
): Promise<BacktestTransition[]> {
  const ids = [...new Set(turns.map(({ campaignId }) => campaignId))];
  const records = ids.length === 0 ? [] : await campaignsById(db, { workspaceId, ids });
  const known = new Map(records.map((record) => [record.label.id, record]));
  return turns.flatMap(({ verdict, ...turn }) => {
    const record = known.get(turn.campaignId);
    if (record === undefined) return [];
    const { label, currency } = record;
    const { metric } = rule;
    const reason = reasonWords({ ...rule, currency }, verdict);
    return [{ ...turn, campaign: label.name, metric, currency, reason }];
  });
}
