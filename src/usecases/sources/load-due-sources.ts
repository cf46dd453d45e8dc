import {
  claimDueSource,
  claimSource,
  findSource,
  type SourceKey,
  type SourceRow,
} from "../../db/sources.ts";
import type { DayRange } from "../../domain/day.ts";
import type { LoadEnd } from "../../domain/source/source-status.ts";
import { Conflict, NotFound } from "../errors.ts";
import { leaseMsOf } from "./lease.ts";
import { loadSource } from "./load-source.ts";
import type { LoadSourceDeps } from "./loading.ts";

export interface LoadedSource {
  readonly source: Pick<SourceRow, "workspaceId" | "sourceId" | "name" | "kind">;
  readonly outcome: LoadEnd;
}

/** Loads every source that is due and that no other instance has, one after the other. */
export async function loadDueSources(
  deps: LoadSourceDeps,
  onLoaded: (loaded: LoadedSource) => void,
): Promise<void> {
  while (!deps.stopping.aborted) {
    const now = deps.now();
    const row = await claimDueSource(deps.db, { now, until: now + leaseMsOf(deps) });
    if (row === undefined) return;
    onLoaded({ source: row, outcome: await loadSource(deps, row) });
  }
}

/** Loads one source now; `days`: those, without moving its watermark. */
export async function loadSourceNow(
  deps: LoadSourceDeps,
  key: SourceKey,
  days?: DayRange,
): Promise<LoadedSource> {
  const now = deps.now();
  const row = await claimSource(deps.db, key, { now, until: now + leaseMsOf(deps) });
  if (row === undefined) throw await whyNotClaimed(deps, key);
  return { source: row, outcome: await loadSource(deps, row, days) };
}

/** Why a source could not be taken: it is gone, or somebody has it. */
export async function whyNotClaimed(
  { db }: LoadSourceDeps,
  key: SourceKey,
): Promise<NotFound | Conflict> {
  return (await findSource(db, key)) === undefined
    ? noSource()
    : new Conflict(
        "It is being loaded at this moment. “/perf settings” shows how far it has come.",
      );
}

export function noSource(): NotFound {
  return new NotFound("That source is not here any more. “/perf settings” lists those that are.");
}
