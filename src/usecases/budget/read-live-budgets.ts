import { recordAudit } from "../../db/audit.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { type WriteTarget, writeTargets } from "../../db/write-targets.ts";
import { decimalString, type Micros } from "../../domain/money.ts";
import type { OpenSource } from "../open-source.ts";
import type { Scope } from "../scope.ts";
import { type BudgetWriter, type Source, SourceFault } from "../source.ts";
import { believeBudget } from "./believe-budget.ts";

export interface LiveBudgetDeps {
  readonly db: Db;
  readonly open: OpenSource;
}

/** Somebody waits for the answer. */
const LONGEST_MS = 10_000;

interface LiveReading {
  readonly target: WriteTarget;
  readonly micros: Micros;
}

/**
 * Asks the platforms what daily budgets these campaigns have now, and takes note of those that have moved since the
 * last load. A platform that does not answer in time is passed over: it is asked again before anything is written.
 */
export async function readLiveBudgets(
  { db, open }: LiveBudgetDeps,
  scope: Scope,
  ids: readonly number[],
): Promise<void> {
  const { workspaceId } = scope;
  const targets = await writeTargets(db, { workspaceId, ids });
  const signal = AbortSignal.timeout(LONGEST_MS);
  const readings = await Promise.all(
    bySource(targets).map((ofOne) => readFrom(open, ofOne, signal)),
  );
  const records = await campaignsById(db, { workspaceId, ids });
  const known = new Map(records.map((record) => [record.label.id, record.dailyBudgetMicros]));
  const moved = readings
    .flat()
    .filter(({ target, micros }) => known.get(target.campaignId) !== micros);
  if (moved.length > 0) await db.transaction((tx) => note(tx, scope, moved));
}

function bySource(targets: readonly WriteTarget[]): WriteTarget[][] {
  const groups = new Map<number, WriteTarget[]>();
  for (const target of targets) {
    const { sourceId } = target.source;
    groups.set(sourceId, [...(groups.get(sourceId) ?? []), target]);
  }
  return [...groups.values()];
}

async function readFrom(
  open: OpenSource,
  targets: readonly WriteTarget[],
  signal: AbortSignal,
): Promise<LiveReading[]> {
  const [first] = targets;
  if (first === undefined) return [];
  let source: Source | undefined;
  try {
    source = open(first.source);
    const { budgets } = source;
    if (budgets === undefined) return [];
    const readings = await Promise.all(targets.map((target) => readOne(budgets, target, signal)));
    return readings.flat();
  } catch (error) {
    if (error instanceof SourceFault) return [];
    throw error;
  } finally {
    await source?.close();
  }
}

async function readOne(
  budgets: BudgetWriter,
  target: WriteTarget,
  signal: AbortSignal,
): Promise<LiveReading[]> {
  const { externalId, accountExternalId } = target;
  if (externalId === undefined) return [];
  try {
    const live = await budgets.read(
      { accountId: accountExternalId, campaignId: externalId },
      signal,
    );
    return live.kind === "daily" ? [{ target, micros: live.micros }] : [];
  } catch (error) {
    if (error instanceof SourceFault) return [];
    throw error;
  }
}

async function note(
  tx: Db,
  { workspaceId, actor, now }: Scope,
  moved: readonly LiveReading[],
): Promise<void> {
  for (const { target, micros } of moved) {
    const { campaignId, zone, source } = target;
    const seen = { workspaceId, campaignId, zone, budgetMicros: micros, byLoad: true, now };
    await believeBudget(tx, seen);
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "budget.seen",
      subject: `campaign:${campaignId}`,
      details: { source: source.name, budget: decimalString(micros) },
    });
  }
}
