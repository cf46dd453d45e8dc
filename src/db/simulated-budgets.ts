import { eq } from "drizzle-orm";

import type { Db } from "./db.ts";
import { simulatedBudgets } from "./schema/simulated-budgets.ts";

/** What the made-up platform has been told of its campaigns' budgets. */
export async function readSimulatedBudgets(
  db: Db,
  workspaceId: number,
): Promise<Map<string, { readonly micros: bigint; readonly setAt: number }>> {
  const rows = await db.orm
    .select()
    .from(simulatedBudgets)
    .where(eq(simulatedBudgets.workspaceId, workspaceId));
  return new Map(
    rows.map(({ campaign, budgetMicros, setAt }) => [
      campaign,
      { micros: budgetMicros, setAt: setAt.getTime() },
    ]),
  );
}

export async function setSimulatedBudget(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly campaign: string;
    readonly micros: bigint;
    readonly at: number;
  },
): Promise<void> {
  const change = { budgetMicros: input.micros, setAt: new Date(input.at) };
  await db.orm
    .insert(simulatedBudgets)
    .values({ workspaceId: input.workspaceId, campaign: input.campaign, ...change })
    .onConflictDoUpdate({
      target: [simulatedBudgets.workspaceId, simulatedBudgets.campaign],
      set: change,
    });
}
