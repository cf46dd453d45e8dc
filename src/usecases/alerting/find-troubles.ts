import type { Db } from "../../db/db.ts";
import { recentLoads } from "../../db/loads.ts";
import type { AccountTrouble } from "../../domain/alerting/alert.ts";
import { needsTracking } from "../../domain/alerting/judge.ts";
import type { TrackingGap } from "../../domain/alerting/tracking-gap.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { AccountCalendar } from "./account-calendar.ts";
import { darkSince, isStale, lastComplete } from "./account-trouble.ts";
import { findGaps } from "./find-gaps.ts";
import { isAbandoned, watches } from "./rule-groups.ts";
import type { StoredRule } from "./stored-rules.ts";

/** What was looked for in an account, and whether it was found. */
export interface Finding {
  readonly trouble: AccountTrouble;
  readonly calendar: AccountCalendar;
  /** The rules that look at the account. */
  readonly rules: readonly StoredRule[];
  /** The first dark day, the last day with numbers, or the last that was compared; undefined: no such trouble. */
  readonly day: Day | undefined;
  /** Of a `tracking_gap`. */
  readonly gap?: TrackingGap;
}

/** Each account that the rules look at, with each trouble that it may have. */
export async function findTroubles(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly at: number;
    readonly rules: readonly StoredRule[];
    readonly calendars: ReadonlyMap<number, AccountCalendar>;
    /** Accounts whose gap is told of already. */
    readonly openGaps: ReadonlySet<number>;
  },
): Promise<Finding[]> {
  const watched = [...input.calendars.values()].flatMap((calendar) => {
    const rules = input.rules.filter(({ rule }) => watches(rule, calendar));
    return rules.length === 0 || isAbandoned(calendar, input.at) ? [] : [{ calendar, rules }];
  });
  const accountIds = watched.map(({ calendar }) => calendar.account.accountId);
  const loads = await recentLoads(db, { workspaceId: input.workspaceId, accountIds });
  const findings: Finding[] = [];
  const sound: Pick<Finding, "calendar" | "rules">[] = [];
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
    if (day === undefined) sound.push({ ...one, rules: tracking });
  }
  return [...findings, ...(await findGaps(db, { ...input, watched: sound }))];
}

/**
 * Undefined while the newest whole day that any of the rules looks at has conversions. A day that was still running at
 * the last load has its conversions to come.
 */
async function firstDarkDay(
  calendar: AccountCalendar,
  rules: readonly StoredRule[],
  today: Day,
): Promise<Day | undefined> {
  const ignored = Math.min(...rules.map(({ rule }) => rule.window.ignoreLastDays));
  const newest = calendar.lastDayUpTo(lastComplete(calendar.account, addDays(today, -1 - ignored)));
  return newest === undefined ? undefined : darkSince(calendar, newest);
}
