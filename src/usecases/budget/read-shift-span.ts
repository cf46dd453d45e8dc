import { type Account, listAccounts } from "../../db/accounts.ts";
import { budgetHistoryOf } from "../../db/budget-history.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { changesOf, type ProposalChangeRow } from "../../db/proposal-changes.ts";
import type { ProposalRow } from "../../db/proposals.ts";
import type { BudgetInForce } from "../../domain/budget/model/days-at-budget.ts";
import { elasticityOf, type PlanBasis } from "../../domain/budget/plan/plan-basis.ts";
import type { ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import type { ScorecardInput } from "../../domain/budget/scorecard/judge-scorecard.ts";
import type { ScorecardDay } from "../../domain/budget/scorecard/scorecard.ts";
import { addDays, type Day, dayAt, daysFrom } from "../../domain/day.ts";
import { majorUnits, type Micros } from "../../domain/money.ts";
import { accountStates } from "../account-states.ts";
import type { Scope } from "../scope.ts";
import { type DatedAccount, readSpans } from "./read-spans.ts";
import { planFrom } from "./stored-plan.ts";

export interface ShiftSpan {
  readonly input: ScorecardInput;
  /** A load has been made after the last day of every account. */
  readonly loaded: boolean;
}

/** Everything that a look at a shift after so many days is judged by. */
export async function readShiftSpan(
  db: Db,
  scope: Scope,
  { proposal, day }: { readonly proposal: ProposalRow; readonly day: ScorecardDay },
): Promise<ShiftSpan> {
  const { workspaceId } = scope;
  const changes = await changesOf(db, proposal);
  const made = changes.filter(({ state }) => state === "done" || state === "verified");
  const campaignIds = made.map(({ campaignId }) => campaignId);
  const accounts = datedAccounts(await listAccounts(db, workspaceId), { proposal, made });
  const records = await campaignsById(db, { workspaceId, ids: campaignIds });
  const touchedIn = new Set(records.map(({ accountId }) => accountId));
  const own = accounts.filter(({ accountId }) => touchedIn.has(accountId));
  const history = await budgetHistoryOf(db, { workspaceId, campaignIds });
  const zones = new Map(records.map(({ label, zone }) => [label.id, zone]));
  const last = lastDay(made, { history, zones, applied: own[0]?.appliedOn ?? "", day });
  const plan = planFrom(proposal.plan);
  const spans = await readSpans(db, scope, {
    touched: records.map(({ label, accountId }) => ({ campaignId: label.id, accountId })),
    accounts,
    last,
    plan,
  });
  const dark = await anyDark(db, scope, { own, last });
  return {
    loaded: own.every(({ appliedOn, readOn }) => readOn > addDays(appliedOn, day)),
    input: {
      day,
      goal: plan.goal,
      last,
      controls: spans.controls,
      touched: spans.touched.map((span) => ({
        ...span,
        // Without tracking nothing is measured.
        days: dark ? [] : span.days,
        basis: spanBasis(made, plan.basis, span.id),
      })),
      planAge: Math.max(0, daysFrom(plan.asOf, own[0]?.appliedOn ?? plan.asOf) - 1),
      promised: promisedBy(plan, { made, all: changes }),
    },
  };
}

/** Days of accounts around a change: an account's days are cut in its own zone. */
function datedAccounts(
  accounts: readonly Account[],
  {
    proposal,
    made,
  }: { readonly proposal: ProposalRow; readonly made: readonly ProposalChangeRow[] },
): DatedAccount[] {
  const applied = proposal.appliedAt?.getTime() ?? 0;
  const began = Math.min(applied, ...made.flatMap(({ changedAt }) => changedAt?.getTime() ?? []));
  return accounts.map(({ accountId, currency, timeZone, loadedAt }) => ({
    accountId,
    currency,
    beganOn: dayAt(began, timeZone),
    appliedOn: dayAt(applied, timeZone),
    readOn: dayAt(loadedAt?.getTime() ?? 0, timeZone),
  }));
}

/** The day before one of them was changed again, counted from the change; 0 to `day`. */
function lastDay(
  made: readonly ProposalChangeRow[],
  {
    history,
    zones,
    applied,
    day,
  }: {
    readonly history: ReadonlyMap<number, readonly BudgetInForce[]>;
    readonly zones: ReadonlyMap<number, string>;
    readonly applied: Day;
    readonly day: ScorecardDay;
  },
): number {
  const again = made.flatMap(({ campaignId, afterMicros, changedAt }) => {
    const zone = zones.get(campaignId);
    const since = changedAt === null || zone === undefined ? applied : dayAt(+changedAt, zone);
    const found = changedAgain(history.get(campaignId) ?? [], { since, afterMicros });
    return found === undefined ? [] : [daysFrom(applied, found) - 1];
  });
  return Math.max(0, Math.min(day, ...again));
}

/** The first day with another budget than was set on the day `since`; of that day the history has the last word. */
function changedAgain(
  history: readonly BudgetInForce[],
  { since, afterMicros }: { readonly since: Day; readonly afterMicros: Micros },
): Day | undefined {
  const [first, ...later] = history.filter(({ day }) => day >= since);
  const [next] = later;
  // What a load had read before the change is right again with the next.
  const early = next?.budgetMicros === afterMicros && next.day === addDays(since, 1);
  const others = first?.day === since && early ? later : [first, ...later];
  return others.find((one) => one !== undefined && one.budgetMicros !== afterMicros)?.day;
}

function spanBasis(
  made: readonly ProposalChangeRow[],
  basis: PlanBasis<number> | undefined,
  id: string,
): ScorecardInput["touched"][number]["basis"] {
  const known = basis?.campaigns.find(({ campaign }) => String(campaign) === id);
  const change = made.find(({ campaignId }) => String(campaignId) === id);
  if (known === undefined || change === undefined) return undefined;
  const budgets = {
    before: majorUnits(change.beforeMicros),
    after: majorUnits(change.afterMicros),
  };
  return { before: known.before, sd: known.sd, elasticity: elasticityOf(known, budgets) };
}

/** What was stated; where a part of the changes was made, in proportion to what the plan had of each. */
function promisedBy(
  { expected, basis }: ShiftPlan,
  {
    made,
    all,
  }: {
    readonly made: readonly ProposalChangeRow[];
    readonly all: readonly ProposalChangeRow[];
  },
): number {
  if (expected === undefined) return 0;
  if (made.length === all.length) return expected.gain;
  const gainOf = (changes: readonly ProposalChangeRow[]): number =>
    changes.reduce((sum, { campaignId }) => {
      const known = basis?.campaigns.find(({ campaign }) => campaign === campaignId);
      return known === undefined ? sum : sum + known.after - known.before;
    }, 0);
  const whole = gainOf(all);
  return whole > 0 ? (expected.gain * gainOf(made)) / whole : expected.gain;
}

async function anyDark(
  db: Db,
  scope: Scope,
  { own, last }: { readonly own: readonly DatedAccount[]; readonly last: number },
): Promise<boolean> {
  const ids = new Set(own.map(({ accountId }) => accountId));
  const [end] = own.map(({ appliedOn }) => addDays(appliedOn, last)).toSorted();
  if (end === undefined) return false;
  const states = await accountStates(db, scope, end);
  return states.some(({ account, state }) => ids.has(account.accountId) && state.kind === "dark");
}
