import type { Db } from "../../db/db.ts";
import { changesMadeSince } from "../../db/proposal-changes.ts";
import type { BudgetInForce } from "../../domain/budget/model/days-at-budget.ts";
import { lastBudgetChange, REST_DAYS } from "../../domain/budget/plan/resting.ts";
import { addDays, type Day, dayAt, instantOf } from "../../domain/day.ts";
import type { Scope } from "../scope.ts";
import type { PlanAccounts } from "./plan-accounts.ts";
import type { PlanMember } from "./plan-members.ts";

/**
 * The day of each campaign's latest change of budget, by id, as far as it matters to a rest. Of a day the history holds
 * the last budget alone: a change that was taken back on its own day is known from the proposal that it was made for.
 */
export async function lastChanges(
  db: Db,
  { workspaceId }: Pick<Scope, "workspaceId">,
  plan: {
    readonly accounts: PlanAccounts;
    readonly members: readonly PlanMember[];
    readonly history: ReadonlyMap<number, readonly BudgetInForce[]>;
  },
): Promise<Map<number, Day>> {
  const { accounts, members, history } = plan;
  // A day more: zones differ, and the rest is counted in each account's own days.
  const since = instantOf(addDays(accounts.asOf, -REST_DAYS - 1), "UTC");
  const made = await changesMadeSince(db, { workspaceId, since });
  const zones = new Map(accounts.all.map(({ account }) => [account.accountId, account.timeZone]));
  return new Map(
    members.flatMap(({ accountId, label: { id } }) => {
      const at = made.get(id);
      const zone = zones.get(accountId);
      const told = at === undefined || zone === undefined ? undefined : dayAt(at, zone);
      const seen = lastBudgetChange(history.get(id) ?? []);
      const [last] = [told, seen].flatMap((day) => day ?? []).toSorted((a, b) => (a < b ? 1 : -1));
      return last === undefined ? [] : [[id, last] as const];
    }),
  );
}
