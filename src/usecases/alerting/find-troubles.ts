import type { Db } from "../../db/db.ts";
import { recentLoads } from "../../db/loads.ts";
import type { AccountTrouble } from "../../domain/alerting/alert.ts";
import { needsTracking } from "../../domain/alerting/judge.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { AccountCalendar } from "./account-calendar.ts";
import { darkSince, isStale } from "./account-trouble.ts";
import { isAbandoned, watches } from "./rule-groups.ts";
import type { StoredRule } from "./stored-rules.ts";

/** What was looked for in an account, and whether it was found. */
export interface Finding {
  readonly trouble: AccountTrouble;
  readonly calendar: AccountCalendar;
  /** The rules that look at the account. */
  readonly rules: readonly StoredRule[];
  /** The first dark day, or the last day with numbers; undefined: there is no such trouble. */
  readonly day: Day | undefined;
}

/** Each account that the rules look at, with each trouble that it may have. */
export async function findTroubles(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly at: number;
    readonly rules: readonly StoredRule[];
    readonly calendars: ReadonlyMap<number, AccountCalendar>;
  },
): Promise<Finding[]> {
  const watched = [...input.calendars.values()].flatMap((calendar) => {
    const rules = input.rules.filter(({ rule }) => watches(rule, calendar));
    return rules.length === 0 || isAbandoned(calendar, input.at) ? [] : [{ calendar, rules }];
  });
  const accountIds = watched.map(({ calendar }) => calendar.account.accountId);
  const loads = await recentLoads(db, { workspaceId: input.workspaceId, accountIds });
  const findings: Finding[] = [];
  for (const one of watched) {
    const { accountId, timeZone } = one.calendar.account;
    const today = dayAt(input.at, timeZone);
    const last = one.calendar.lastDayUpTo(addDays(today, -1));
    const stale = last === undefined || isStale(last, today, loads.get(accountId) ?? []);
    findings.push({ ...one, trouble: "stale_data", day: stale ? last : undefined });
    const tracking = one.rules.filter(({ rule }) => needsTracking(rule.metric));
    if (tracking.length === 0 || stale) continue;
    const day = await firstDarkDay(one.calendar, tracking, today);
    findings.push({ ...one, rules: tracking, trouble: "tracking_broken", day });
  }
  return findings;
}

/** Undefined while the newest day that any of the rules looks at has conversions. */
async function firstDarkDay(
  calendar: AccountCalendar,
  rules: readonly StoredRule[],
  today: Day,
): Promise<Day | undefined> {
  const ignored = Math.min(...rules.map(({ rule }) => rule.window.ignoreLastDays));
  const newest = calendar.lastDayUpTo(addDays(today, -1 - ignored));
  return newest === undefined ? undefined : darkSince(calendar, newest);
}
