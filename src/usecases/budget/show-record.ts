import type { Db } from "../../db/db.ts";
import { appliedShifts, type JudgedProposal } from "../../db/scorecards.ts";
import type { Honesty } from "../../domain/budget/honest-range.ts";
import type { Goal } from "../../domain/budget/portfolio.ts";
import { type AppliedShift, poolRecord } from "../../domain/budget/scorecard/pool-record.ts";
import type { TrackRecord } from "../../domain/budget/scorecard/track-record.ts";
import type { Scope } from "../scope.ts";
import { planFrom } from "./stored-plan.ts";
import { scorecardFrom } from "./stored-scorecard.ts";

/** What has become of the shifts that were made, one record per currency and goal. */
export async function showRecord(
  db: Db,
  { workspaceId }: Pick<Scope, "workspaceId">,
): Promise<TrackRecord[]> {
  return poolRecord((await appliedShifts(db, workspaceId)).flatMap(applied));
}

/** What the record says of gains that are yet to be stated; undefined: nothing yet. */
export async function honestyOf(
  db: Db,
  scope: Pick<Scope, "workspaceId">,
  of: { readonly currency: string; readonly goal: Goal },
): Promise<Honesty | undefined> {
  const records = await showRecord(db, scope);
  const record = records.find(({ currency, goal }) => currency === of.currency && goal === of.goal);
  return record && { haircut: record.haircut, widened: record.widened };
}

function applied({ plan: stored, results }: JudgedProposal): AppliedShift[] {
  const { currency, goal, valueNow, expected, basis } = planFrom(stored);
  if (expected === undefined) return [];
  const cards = results.flatMap((result) => scorecardFrom(result) ?? []);
  return [{ currency, goal, valueNow, expected, basis, cards }];
}
