import { type CampaignNames, campaignNames } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { needsTracking } from "../../domain/alerting/judge.ts";
import { type RuleWindow, windowKey } from "../../domain/alerting/rule-window.ts";
import { fitsPattern, inScope, type Rule } from "../../domain/alerting/rule.ts";
import { addDays, dayAt, type DayRange, eachDay } from "../../domain/day.ts";
import type { AccountCalendar } from "./account-calendar.ts";
import { windowAt } from "./window-at.ts";

export interface RuleInForce {
  readonly ruleId: number;
  readonly rule: Rule;
}

/** A rule on some accounts, with the campaigns that it names; undefined: all of theirs. */
export interface GroupedRule extends RuleInForce {
  readonly accountIds: readonly number[];
  readonly campaignIds: readonly number[] | undefined;
  /** It compares with nothing, though its group's window does: the days of the reference are none of its own. */
  readonly plain: boolean;
}

/** Rules whose windows are the same days: they are added up together. */
export interface RuleGroup {
  readonly window: RuleWindow;
  readonly rules: readonly GroupedRule[];
}

/** A rule that says nothing of an account now, and why. */
export interface WithheldAccount {
  readonly ruleId: number;
  readonly accountId: number;
  readonly because: "missing_days" | "tracking_broken";
  readonly campaignIds: readonly number[] | undefined;
}

export interface RuleGroups {
  readonly groups: readonly RuleGroup[];
  readonly withheld: readonly WithheldAccount[];
}

/** Accounts that have had no numbers for so long are over: nobody waits for them. */
export const ABANDONED_AFTER_DAYS = 30;

/** Which rules look at which days of which accounts on an evaluation at `at`, milliseconds since 1970. */
export async function ruleGroups(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly at: number;
    readonly rules: readonly RuleInForce[];
    readonly calendars: ReadonlyMap<number, AccountCalendar>;
  },
): Promise<RuleGroups> {
  const groups = new Map<string, { window: RuleWindow; rules: Map<number, GroupedRule> }>();
  const withheld: WithheldAccount[] = [];
  const named = await namedCampaigns(db, input);
  for (const { ruleId, rule } of input.rules) {
    const campaignIds = named(rule);
    for (const calendar of input.calendars.values()) {
      if (!watches(rule, calendar) || isAbandoned(calendar, input.at)) continue;
      const { accountId } = calendar.account;
      const window = await windowAt(rule, calendar, input.at);
      if (window === undefined) continue;
      const because = await trouble(rule, window, calendar);
      if (because !== undefined) {
        withheld.push({ ruleId, accountId, because, campaignIds });
        continue;
      }
      const key = windowKey(window);
      const group = groups.get(key) ?? { window, rules: new Map<number, GroupedRule>() };
      groups.set(key, group);
      const accountIds = [...(group.rules.get(ruleId)?.accountIds ?? []), accountId];
      group.rules.set(ruleId, { ruleId, rule, accountIds, campaignIds, plain: false });
    }
  }
  return {
    groups: withoutRepeats(
      [...groups.values()].map(({ window, rules }) => ({ window, rules: [...rules.values()] })),
    ),
    withheld,
  };
}

/** Days that are added up to be compared need not be added up once more for rules that compare nothing. */
function withoutRepeats(groups: readonly RuleGroup[]): RuleGroup[] {
  const comparing = new Map(
    groups.filter(compares).map(({ window: { range } }) => [`${range.from}..${range.to}`, range]),
  );
  const taken = new Map<DayRange, GroupedRule[]>();
  const own = groups.filter(({ window, rules }) => {
    const same = comparing.get(`${window.range.from}..${window.range.to}`);
    if (same === undefined || window.reference.length > 0 || window.month !== undefined)
      return true;
    taken.set(same, [
      ...(taken.get(same) ?? []),
      ...rules.map((grouped) => ({ ...grouped, plain: true })),
    ]);
    return false;
  });
  return own.map((group) => ({
    ...group,
    rules: [...group.rules, ...(taken.get(group.window.range) ?? [])],
  }));
}

function compares({ window }: RuleGroup): boolean {
  return window.reference.length > 0 && window.month === undefined;
}

export function isAbandoned(calendar: AccountCalendar, at: number): boolean {
  const today = dayAt(at, calendar.account.timeZone);
  const last = calendar.lastDayUpTo(today);
  return last === undefined || last < addDays(today, -ABANDONED_AFTER_DAYS);
}

/** The rule looks at campaigns of the account, or at some of them. */
export function watches({ scope }: Rule, { account }: AccountCalendar): boolean {
  if (scope.kind !== "account" && scope.kind !== "platform") return true;
  return inScope(scope, { name: "", account: account.name, platform: account.platform });
}

async function trouble(
  rule: Rule,
  window: RuleWindow,
  calendar: AccountCalendar,
): Promise<WithheldAccount["because"] | undefined> {
  const days = eachDay(window.range);
  const looked = [...days, ...window.reference.map(({ day }) => day)];
  const needed = rule.when.kind === "pace" ? looked : days;
  if (needed.some((day) => !calendar.has(day))) return "missing_days";
  if (!needsTracking(rule.metric)) return undefined;
  const dark = await calendar.darkUpTo(window.range.to);
  return looked.some((day) => dark.has(day)) ? "tracking_broken" : undefined;
}

/** The campaigns of rules that go by name; the names are read only when some rule asks for them. */
async function namedCampaigns(
  db: Db,
  { workspaceId, rules }: { readonly workspaceId: number; readonly rules: readonly RuleInForce[] },
): Promise<(rule: Rule) => readonly number[] | undefined> {
  const byName = rules.some(
    ({ rule: { scope } }) => scope.kind === "name" || scope.kind === "campaigns",
  );
  const names = byName ? await campaignNames(db, workspaceId) : { ids: [], names: [] };
  return ({ scope }) => {
    if (scope.kind === "campaigns") {
      const wanted = new Set(scope.names.map((name) => name.toLowerCase()));
      return idsOf(names, (name) => wanted.has(name.toLowerCase()));
    }
    if (scope.kind !== "name") return undefined;
    const { pattern } = scope;
    return idsOf(names, (name) => fitsPattern(pattern, name));
  };
}

function idsOf({ ids, names }: CampaignNames, fits: (name: string) => boolean): number[] {
  return ids.filter((_, index) => fits(names[index] ?? ""));
}
