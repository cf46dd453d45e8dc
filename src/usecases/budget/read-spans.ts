import { controlCampaigns } from "../../db/control-campaigns.ts";
import { dailyTotalsOf } from "../../db/daily-totals.ts";
import { daysOfCampaigns } from "../../db/days-of-campaigns.ts";
import type { Db } from "../../db/db.ts";
import { restatementsOf } from "../../db/restatements.ts";
import { goalOf } from "../../domain/budget/common-goal.ts";
import { type Completeness, completenessOf } from "../../domain/budget/model/completeness.ts";
import type { ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import {
  BEFORE_DAYS,
  type CampaignSpan,
  type SpanDay,
} from "../../domain/budget/scorecard/campaign-span.ts";
import { addDays, type Day, daysFrom } from "../../domain/day.ts";
import { majorUnits } from "../../domain/money.ts";
import type { DailyTotals } from "../../domain/summary.ts";
import { NO_TOTALS, sumTotals } from "../../domain/totals.ts";
import type { Scope } from "../scope.ts";

/** An account with the days that a change is told by. */
export interface DatedAccount {
  readonly accountId: number;
  readonly currency: string;
  /** The first and the last day on which budgets were changed: neither they nor those between have a part. */
  readonly beganOn: Day;
  readonly appliedOn: Day;
  /** The day of the last load: days before it are complete. */
  readonly readOn: Day;
}

interface Place {
  readonly campaignId: number;
  readonly accountId: number;
}

interface SpanInput {
  readonly touched: readonly Place[];
  readonly accounts: readonly DatedAccount[];
  readonly last: number;
  readonly plan: Pick<ShiftPlan, "currency" | "goal">;
}

/** More controls add nothing to what many say. */
const MOST_CONTROLS = 50;
/** Days whose growth tells how late conversions come. */
const RESTATED_DAYS = 45;
/** A control has spent on so many of its days, before the change and after it. */
const RUNNING_SHARE = 0.75;

/** The days around a change, of the campaigns that were changed and of those that were left alone meanwhile. */
export async function readSpans(
  db: Db,
  { workspaceId }: Pick<Scope, "workspaceId">,
  { touched, accounts, last, plan }: SpanInput,
): Promise<{
  readonly touched: readonly CampaignSpan[];
  readonly controls: readonly CampaignSpan[];
}> {
  const range = rangeOf(accounts, last);
  const candidates = await controlCampaigns(db, {
    workspaceId,
    ...range,
    currency: plan.currency,
    but: touched.map(({ campaignId }) => campaignId),
    most: MOST_CONTROLS,
  });
  const places = [...touched, ...candidates];
  const accountIds = [...new Set(places.map(({ accountId }) => accountId))];
  const days = await daysOfCampaigns(db, {
    workspaceId,
    ...range,
    campaignIds: places.map(({ campaignId }) => campaignId),
  });
  const spans = spansOf(accounts, {
    days,
    present: await presentDaysOf(db, { workspaceId, accountIds, range }),
    completeness: await arrivalOf(db, { workspaceId, accountIds, accounts }),
  });
  return {
    touched: touched.map(spans),
    controls: candidates
      .filter(({ campaignId }) => goalOf(sumTotals(days.get(campaignId) ?? [])) === plan.goal)
      .map(spans)
      .filter((span) => isRunning(span, last)),
  };
}

function rangeOf(accounts: readonly DatedAccount[], last: number) {
  const began = accounts.map(({ beganOn }) => beganOn).toSorted();
  const applied = accounts.map(({ appliedOn }) => appliedOn).toSorted();
  return {
    from: addDays(began[0] ?? "1970-01-01", -BEFORE_DAYS),
    to: addDays(applied.at(-1) ?? "1970-01-01", Math.max(0, last)),
  };
}

/** A campaign without numbers on a day that its account has has brought nothing; a day that the account lacks is unknown. */
async function presentDaysOf(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly accountIds: readonly number[];
    readonly range: { readonly from: Day; readonly to: Day };
  },
): Promise<ReadonlyMap<number, readonly Day[]>> {
  const { workspaceId, accountIds, range } = input;
  const found = new Map<number, Day[]>();
  for (const { accountId, day } of await dailyTotalsOf(db, { workspaceId, accountIds, ...range })) {
    found.set(accountId, [...(found.get(accountId) ?? []), day]);
  }
  return found;
}

async function arrivalOf(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly accountIds: readonly number[];
    readonly accounts: readonly DatedAccount[];
  },
): Promise<Completeness> {
  const { workspaceId, accountIds, accounts } = input;
  const newest =
    accounts
      .map(({ readOn }) => readOn)
      .toSorted()
      .at(-1) ?? "1970-01-01";
  const from = addDays(newest, -RESTATED_DAYS);
  return completenessOf(
    await restatementsOf(db, { workspaceId, accountIds, from, to: addDays(newest, -1) }),
  );
}

function spansOf(
  accounts: readonly DatedAccount[],
  known: {
    readonly days: ReadonlyMap<number, readonly DailyTotals[]>;
    readonly present: ReadonlyMap<number, readonly Day[]>;
    readonly completeness: Completeness;
  },
): (place: Place) => CampaignSpan {
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  return ({ campaignId, accountId }) => {
    const account = byId.get(accountId);
    const days = new Map((known.days.get(campaignId) ?? []).map((day) => [day.day, day]));
    const present = account === undefined ? [] : (known.present.get(accountId) ?? []);
    return {
      id: String(campaignId),
      days: present.flatMap((day): SpanDay[] => {
        if (account === undefined || !hasPart(day, account)) return [];
        const { conversions, valueMicros, spendMicros } = days.get(day) ?? NO_TOTALS;
        return [
          {
            offset: daysFrom(account.appliedOn, day),
            share: known.completeness[daysFrom(day, account.readOn)] ?? 1,
            conversions,
            value: majorUnits(valueMicros),
            spend: majorUnits(spendMicros),
          },
        ];
      }),
    };
  };
}

function hasPart(day: Day, { beganOn, appliedOn, readOn }: DatedAccount): boolean {
  return day < readOn && (day < beganOn || day > appliedOn);
}

function isRunning({ days }: CampaignSpan, last: number): boolean {
  const before = days.filter(({ offset }) => offset < 0);
  const after = days.filter(({ offset }) => offset > 0 && offset <= last);
  return [before, after].every(
    (some) => some.filter(({ spend }) => spend > 0).length >= RUNNING_SHARE * some.length,
  );
}
