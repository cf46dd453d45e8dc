import { locksOn } from "../../db/campaign-locks.ts";
import type { Db } from "../../db/db.ts";
import type { ChangeLimits } from "../../domain/budget/proposal/edit-plan.ts";
import type { ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import { dayAt } from "../../domain/day.ts";
import type { Scope } from "../scope.ts";

/** How far the budgets of a plan may go, by campaign: the step, and what people have said since. */
export async function changeLimits(
  db: Db,
  { workspaceId, now, zone }: Scope,
  plan: ShiftPlan,
): Promise<Map<number, ChangeLimits>> {
  const rows = await locksOn(db, { workspaceId, day: dayAt(now, zone) });
  const locks = new Map(rows.map((row) => [row.campaignId, row]));
  return new Map(
    plan.changes.map(({ campaign: { id }, beforeMicros }) => {
      const lock = locks.get(id);
      if (lock?.frozen === true) return [id, { lowMicros: beforeMicros, highMicros: beforeMicros }];
      const step = BigInt(Math.round(Number(beforeMicros) * plan.maxStep));
      const [low, high] = [beforeMicros - step, beforeMicros + step];
      const { minMicros = null, maxMicros = null } = lock ?? {};
      return [
        id,
        {
          lowMicros: minMicros !== null && minMicros > low ? minMicros : low,
          highMicros: maxMicros !== null && maxMicros < high ? maxMicros : high,
        },
      ];
    }),
  );
}
