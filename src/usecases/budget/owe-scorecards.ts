import type { Db } from "../../db/db.ts";
import { insertScorecards } from "../../db/scorecards.ts";
import { SCORECARD_DAYS } from "../../domain/budget/scorecard/scorecard.ts";

const DAY_MS = 86_400_000;
/** Loads of a day come in the course of the next. */
const LOADS_MS = DAY_MS;

/** What an applied proposal has brought is owed a look after 7, 14 and 28 days. */
export async function oweScorecards(
  tx: Db,
  applied: {
    readonly workspaceId: number;
    readonly proposalId: number;
    readonly appliedAt: number;
  },
): Promise<void> {
  const { workspaceId, proposalId, appliedAt } = applied;
  await insertScorecards(
    tx,
    SCORECARD_DAYS.map((day) => ({
      workspaceId,
      proposalId,
      day,
      dueAt: new Date(appliedAt + day * DAY_MS + LOADS_MS),
    })),
  );
}
