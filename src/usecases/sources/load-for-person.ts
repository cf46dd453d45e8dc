import { oweDelivery, postponeDelivery } from "../../db/deliveries.ts";
import { claimSource, type SourceRow } from "../../db/sources.ts";
import type { LoadEnd } from "../../domain/source/source-status.ts";
import type { Scope } from "../scope.ts";
import { leaseMsOf } from "./lease.ts";
import { whyNotClaimed } from "./load-due-sources.ts";
import { loadSource } from "./load-source.ts";
import type { LoadProgress, LoadSourceDeps } from "./loading.ts";

/** A source that has been taken for somebody who waits. */
export interface TakenSource {
  readonly row: SourceRow;
  readonly scope: Scope;
}

/** The message that shows how far a load has come, and in the end what came of it. */
export interface LoadMessage {
  readonly channel: string;
  readonly messageTs: string;
  readonly done: (outcome: LoadEnd) => unknown;
  readonly cutOff: () => unknown;
}

/** Takes a source for somebody; refuses, in words, where it is being loaded. Whoever comes back finds it due. */
export async function takeSource(
  deps: LoadSourceDeps,
  scope: Scope,
  sourceId: number,
): Promise<TakenSource> {
  const key = { workspaceId: scope.workspaceId, sourceId };
  const row = await claimSource(deps.db, key, {
    now: scope.now,
    until: scope.now + leaseMsOf(deps),
  });
  if (row === undefined) throw await whyNotClaimed(deps, key);
  return { row, scope };
}

/**
 * Loads a source that was taken. A message is owed that says the load was cut off; the load's end replaces it, and each
 * sign of life puts it off.
 */
export async function loadForPerson(
  deps: LoadSourceDeps,
  { row, scope }: TakenSource,
  message: LoadMessage & { readonly onProgress: (done: LoadProgress) => void },
): Promise<LoadEnd> {
  const key = {
    workspaceId: scope.workspaceId,
    deliveryKey: `source-load:${row.sourceId}:${row.fence}`,
  };
  const owe = (payload: unknown, dueAt: number): Promise<void> =>
    oweDelivery(deps.db, {
      ...key,
      channel: message.channel,
      messageTs: message.messageTs,
      payload,
      dueAt,
      now: scope.now,
    });
  await owe(message.cutOff(), scope.now + leaseMsOf(deps));
  const outcome = await loadSource(
    {
      ...deps,
      async progressed(done) {
        await postponeDelivery(deps.db, key, deps.now() + leaseMsOf(deps));
        message.onProgress(done);
      },
    },
    row,
  );
  await owe(message.done(outcome), deps.now());
  return outcome;
}
