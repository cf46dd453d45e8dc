import type { Db } from "../../db/db.ts";
import { linkedAccounts } from "../../db/source-accounts.ts";
import { listSourceRows, type SourceRow } from "../../db/sources.ts";
import type { SourceState, SourceStatus } from "../../domain/source/source-status.ts";
import type { Scope } from "../scope.ts";

/** The workspace's sources, each with how it is. */
export async function listSources(
  db: Db,
  { workspaceId, now }: Pick<Scope, "workspaceId" | "now">,
): Promise<SourceStatus[]> {
  const accounts = await linkedAccounts(db, workspaceId);
  return (await listSourceRows(db, workspaceId)).map((row) => ({
    sourceId: row.sourceId,
    kind: row.kind,
    name: row.name,
    state: stateOf(row, now),
    schedule: row.schedule,
    timeZone: row.timeZone ?? undefined,
    accounts: accounts.filter(({ sourceId }) => sourceId === row.sourceId),
    lastLoad: lastLoadOf(row),
    nextAt: row.paused ? undefined : row.dueAt?.getTime(),
    progress:
      isLeased(row, now) && row.progressDays !== null
        ? { days: row.progressDays, rows: row.progressRows ?? 0 }
        : undefined,
    fault: faultOf(row),
  }));
}

function isLeased({ leasedUntil }: SourceRow, now: number): boolean {
  return leasedUntil !== null && leasedUntil.getTime() > now;
}

function stateOf(row: SourceRow, now: number): SourceState {
  if (isLeased(row, now)) return "loading";
  if (row.paused) return "paused";
  if (row.failures > 0) return "failing";
  return row.loadedAt === null ? "new" : "ok";
}

function lastLoadOf(row: SourceRow): SourceStatus["lastLoad"] {
  const { loadedAt, loadedFrom, loadedTo } = row;
  if (loadedAt === null || loadedFrom === null || loadedTo === null) return undefined;
  return {
    at: loadedAt.getTime(),
    rows: row.loadedRows ?? 0,
    revised: row.revisedRows ?? 0,
    days: { from: loadedFrom, to: loadedTo },
  };
}

function faultOf(row: SourceRow): SourceStatus["fault"] {
  const { fault, failedAt, failures } = row;
  if (failures === 0 || fault === null || failedAt === null) return undefined;
  return { message: fault, next: row.faultNext ?? "", at: failedAt.getTime(), failures };
}
