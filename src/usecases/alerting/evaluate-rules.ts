import type { Account } from "../../db/accounts.ts";
import type { Db } from "../../db/db.ts";
import { activeCampaigns } from "../../db/present-days.ts";
import { reachInDays } from "../../domain/alerting/rule-window.ts";
import {
  type Verdict,
  withheldReason,
  type WithheldReason,
} from "../../domain/alerting/verdict.ts";
import { addDays, dayAt } from "../../domain/day.ts";
import { NO_TOTALS } from "../../domain/totals.ts";
import { type AccountCalendar, accountCalendars } from "./account-calendar.ts";
import { judgeGroup, type Tally, type Wanted } from "./judge-group.ts";
import { type Judged, judgedOf } from "./judged.ts";
import {
  ABANDONED_AFTER_DAYS,
  type RuleGroups,
  ruleGroups,
  type RuleInForce,
  type WithheldAccount,
} from "./rule-groups.ts";

export interface EvaluationInput {
  readonly workspaceId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rules: readonly RuleInForce[];
  readonly accounts: readonly Account[];
  /** Of several evaluations, the calendars that serve them all. */
  readonly calendars?: ReadonlyMap<number, AccountCalendar>;
  readonly wanted: Wanted;
}

export interface Evaluation {
  /** Possible breaches and what was wanted; of all others the rules say that they are well. */
  readonly judged: readonly Judged[];
  /** Pairs of a rule and a campaign that were looked at. */
  readonly evaluated: number;
  readonly withheld: Readonly<Record<WithheldReason, number>>;
  readonly calendars: ReadonlyMap<number, AccountCalendar>;
  readonly withheldAccounts: readonly WithheldAccount[];
}

const MOST_RULES = 60;

/** Looks at every campaign of every rule once, as the data are at `at`; stores nothing. */
export async function evaluateRules(db: Db, input: EvaluationInput): Promise<Evaluation> {
  const calendars = input.calendars ?? (await calendarsFor(db, input));
  const { groups, withheld } = await ruleGroups(db, { ...input, calendars });
  const tally: Tally = {
    evaluated: 0,
    withheld: { thin_data: 0, stale_data: 0, snoozed: 0, tracking_broken: 0 },
  };
  const judged: Judged[] = [];
  for (const group of groups) {
    for (let first = 0; first < group.rules.length; first += MOST_RULES) {
      const rules = group.rules.slice(first, first + MOST_RULES);
      const found = await judgeGroup(db, { ...input, group: { ...group, rules }, tally });
      for (const one of found) judged.push(one);
    }
  }
  await countWithheld(db, input, { withheld, tally });
  judged.push(...unwatched(input, { groups, withheld }));
  return { judged, ...tally, calendars, withheldAccounts: withheld };
}

/** Wanted campaigns of accounts that their rule does not look at any more. */
function unwatched(
  { wanted, rules, at }: EvaluationInput,
  { groups, withheld }: RuleGroups,
): Judged[] {
  return rules.flatMap(({ ruleId }) => {
    const watched = new Set([
      ...groups
        .flatMap((group) => group.rules.filter((one) => one.ruleId === ruleId))
        .flatMap(({ accountIds }) => accountIds),
      ...withheld.filter((one) => one.ruleId === ruleId).map(({ accountId }) => accountId),
    ]);
    return [...(wanted.get(ruleId) ?? [])]
      .filter(([, accountId]) => !watched.has(accountId))
      .map(([campaignId, accountId]) => {
        const verdict: Verdict = { kind: "ended", because: "no_days" };
        return judgedOf(
          { ruleId, campaign: { campaignId, accountId, current: NO_TOTALS }, verdict },
          at,
        );
      });
  });
}

/** The calendars of all accounts as far as evaluations at `at`, and up to `back` days before, look at them. */
export async function calendarsFor(
  db: Db,
  input: Pick<EvaluationInput, "workspaceId" | "at" | "accounts" | "rules">,
  back = 0,
): Promise<Map<number, AccountCalendar>> {
  const reach = Math.max(0, ...input.rules.map(({ rule }) => reachInDays(rule)));
  const days = input.accounts.map(({ timeZone }) => dayAt(input.at, timeZone)).toSorted();
  const [first = "1970-01-01"] = days;
  return accountCalendars(db, {
    ...input,
    range: { from: addDays(first, -back - reach), to: days.at(-1) ?? first },
  });
}

async function countWithheld(
  db: Db,
  { workspaceId, at }: EvaluationInput,
  { withheld, tally }: { readonly withheld: readonly WithheldAccount[]; readonly tally: Tally },
): Promise<void> {
  if (withheld.length === 0) return;
  const today = dayAt(at, "Etc/UTC");
  const active = await activeCampaigns(db, {
    workspaceId,
    accountIds: [...new Set(withheld.map(({ accountId }) => accountId))],
    from: addDays(today, -ABANDONED_AFTER_DAYS),
    to: addDays(today, 1),
  });
  for (const { accountId, because, campaignIds } of withheld) {
    const named = campaignIds === undefined ? undefined : new Set(campaignIds);
    const count = active.filter(
      (one) => one.accountId === accountId && (named === undefined || named.has(one.campaignId)),
    ).length;
    tally.evaluated += count;
    tally.withheld[withheldReason(because)] += count;
  }
}
