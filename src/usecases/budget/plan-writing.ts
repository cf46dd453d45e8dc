import type { Db } from "../../db/db.ts";
import { writeTargets } from "../../db/write-targets.ts";
import type { PlanWriting } from "../../domain/budget/proposal/proposal.ts";
import { writesBudgets } from "../../domain/source/source-kind.ts";

/** How each campaign's budget is changed once a plan is approved: left out are those that people change by hand. */
export async function writingOf(
  db: Db,
  input: { readonly workspaceId: number; readonly ids: readonly number[] },
): Promise<ReadonlyMap<number, "written" | "dry-run">> {
  const targets = await writeTargets(db, input);
  return new Map(
    targets
      .filter(({ source }) => writesBudgets(source.kind))
      .map(({ campaignId, writes }) => [campaignId, writes ? "written" : "dry-run"]),
  );
}

/** The same, counted. */
export async function planWriting(
  db: Db,
  input: { readonly workspaceId: number; readonly ids: readonly number[] },
): Promise<PlanWriting> {
  const ways = [...(await writingOf(db, input)).values()];
  const written = ways.filter((way) => way === "written").length;
  const dryRun = ways.length - written;
  return { written, dryRun, byHand: input.ids.length - ways.length };
}
