import type { ChangedEpisode, EpisodeProgress } from "../../db/episode-writes.ts";
import type { EpisodeRow } from "../../db/episodes.ts";
import type { Tracked } from "../../domain/alerting/advance-episode.ts";
import type { Alert, Handling } from "../../domain/alerting/alert.ts";

/** What the rows of the database say of an episode, in the words of the domain. */
export function trackedFrom(row: EpisodeRow): Tracked {
  return {
    state: {
      phase: row.phase === "calmed" ? "ok" : row.phase,
      breaches: row.breaches,
      recoveries: row.recoveries,
      breaching: row.breaching,
      flapping: row.flapping,
      changes: row.changes,
    },
    firedAt: row.firedAt?.getTime(),
    remindedAt: row.remindedAt?.getTime(),
  };
}

/** The row's own progress, for a change of a part of it. */
export function progressFrom(row: EpisodeRow): ChangedEpisode {
  return {
    episodeId: row.episodeId,
    phase: row.phase,
    breaches: row.breaches,
    recoveries: row.recoveries,
    breaching: row.breaching,
    flapping: row.flapping,
    changes: row.changes,
    firedAt: row.firedAt?.getTime(),
    overAt: row.overAt?.getTime(),
    ended: row.ended,
    firing: row.firing,
    latest: row.latest,
    deliveryKey: row.deliveryKey ?? undefined,
    remindedAt: row.remindedAt?.getTime(),
  };
}

/** A tracked state as the row's columns; an episode that never fired is `calmed`. */
export function progressOf({
  state,
  firedAt,
  remindedAt,
}: Tracked): Pick<
  EpisodeProgress,
  | "phase"
  | "breaches"
  | "recoveries"
  | "breaching"
  | "flapping"
  | "changes"
  | "firedAt"
  | "remindedAt"
> {
  return { ...state, phase: state.phase === "ok" ? "calmed" : state.phase, firedAt, remindedAt };
}

export function handlingFrom(row: EpisodeRow, muted: Handling["muted"], now: number): Handling {
  const { acknowledgedBy, acknowledgedAt, snoozedBy, snoozedAt, snoozedUntil } = row;
  const isSnoozed = snoozedUntil !== null && snoozedUntil.getTime() > now;
  return {
    acknowledged:
      acknowledgedBy === null || acknowledgedAt === null
        ? undefined
        : { by: acknowledgedBy, at: acknowledgedAt.getTime() },
    snoozed:
      isSnoozed && snoozedBy !== null && snoozedAt !== null
        ? { by: snoozedBy, at: snoozedAt.getTime(), until: snoozedUntil.getTime() }
        : undefined,
    muted,
  };
}

/** When an episode was over, and how; undefined while it is open. */
export function overFrom(row: EpisodeRow): Alert["over"] {
  if (row.overAt === null) return undefined;
  return { at: row.overAt.getTime(), how: row.ended ? "ended" : "recovered" };
}
