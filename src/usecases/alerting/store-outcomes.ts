import type { Db } from "../../db/db.ts";
import {
  type ChangedEpisode,
  type EpisodeEvent,
  type EpisodeProgress,
  insertEpisodeEvents,
  insertEpisodes,
  type NewEpisode,
  updateEpisodes,
} from "../../db/episode-writes.ts";
import type { Outcome } from "./advance-episodes.ts";
import { progressFrom, progressOf } from "./episode-record.ts";
import { inSlices } from "./in-slices.ts";
import { readingJson } from "./reading.ts";

/** An outcome whose episode has a number. */
export interface StoredOutcome extends Outcome {
  readonly episodeId: number;
  readonly reminds: boolean;
}

interface StoreInput {
  readonly workspaceId: number;
  readonly at: number;
  readonly outcomes: readonly (Outcome & { readonly reminds: boolean })[];
}

/** Writes what has changed of episodes, and each turn that they took. */
export async function storeOutcomes(db: Db, input: StoreInput): Promise<StoredOutcome[]> {
  return inSlices(input.outcomes, (outcomes) => storeSlice(db, { ...input, outcomes }));
}

async function storeSlice(db: Db, input: StoreInput): Promise<StoredOutcome[]> {
  const { workspaceId, at, outcomes } = input;
  const opened = outcomes.filter(({ row }) => row === undefined);
  const ids = await insertEpisodes(
    db,
    workspaceId,
    opened.map((outcome) => newEpisode(outcome, at)),
  );
  const numbered = new Map(opened.map((outcome, index) => [outcome, ids[index]]));
  const changed = outcomes.flatMap((outcome) => changedEpisode(outcome, at));
  await updateEpisodes(db, workspaceId, changed);
  const stored = outcomes.flatMap((outcome) => {
    const episodeId = outcome.row?.episodeId ?? numbered.get(outcome);
    return episodeId === undefined ? [] : [{ ...outcome, episodeId }];
  });
  await insertEpisodeEvents(
    db,
    workspaceId,
    stored.flatMap((outcome) => eventsOf(outcome, at)),
  );
  return stored;
}

function newEpisode(outcome: Outcome, at: number): NewEpisode {
  const { stored, judged } = outcome;
  return {
    kind: "rule",
    ruleId: stored.ruleId,
    accountId: judged.accountId,
    campaignId: judged.campaignId,
    openedAt: at,
    channel: stored.rule.channel,
    ...advanced(outcome, at),
    deliveryKey: undefined,
  };
}

/** Nothing for an episode that a withheld verdict has left as it was. */
function changedEpisode(
  outcome: Outcome & { readonly reminds: boolean },
  at: number,
): ChangedEpisode[] {
  const { row, judged, advance } = outcome;
  if (row === undefined) return [];
  if (judged.verdict.kind === "withheld" && advance.turn === undefined) return [];
  const remindedAt = outcome.reminds ? at : row.remindedAt?.getTime();
  return [{ ...progressFrom(row), ...advanced(outcome, at), remindedAt }];
}

function advanced(
  { row, judged, advance }: Outcome,
  at: number,
): Omit<EpisodeProgress, "deliveryKey"> {
  const { turn, tracked } = advance;
  const reading = readingJson(judged.reading);
  const isOver = turn === "resolved" || turn === "ended" || turn === "calmed";
  return {
    ...progressOf(tracked),
    overAt: isOver ? at : undefined,
    ended: turn === "ended",
    firing: turn === "fired" ? reading : (row?.firing ?? null),
    latest: reading ?? row?.latest ?? null,
  };
}

function eventsOf(outcome: StoredOutcome, at: number): EpisodeEvent[] {
  const { episodeId, judged, stored, advance, reminds } = outcome;
  const actor = `rule:${stored.ruleId}`;
  const event = { episodeId, at, actor, reading: readingJson(judged.reading) };
  return [
    ...(advance.turn === undefined ? [] : [{ ...event, turn: advance.turn }]),
    ...(reminds ? [{ ...event, turn: "reminded" as const }] : []),
  ];
}
