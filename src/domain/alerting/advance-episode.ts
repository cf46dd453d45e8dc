import { CALM, type EpisodeState, stepEpisode, type Turn } from "./episode.ts";
import { isReminderDue } from "./reminder.ts";
import type { Rule } from "./rule.ts";
import type { Verdict } from "./verdict.ts";

/** An episode with the instants that its reminders hang on, milliseconds since 1970. */
export interface Tracked {
  readonly state: EpisodeState;
  readonly firedAt: number | undefined;
  readonly remindedAt: number | undefined;
}

export const UNTRACKED: Tracked = { state: CALM, firedAt: undefined, remindedAt: undefined };

export interface Advance {
  readonly tracked: Tracked;
  readonly turn: Turn | undefined;
  /** It still breaches, and the time for another word has come. */
  readonly reminderDue: boolean;
}

/** One evaluation of one rule and campaign: what live checks and back-tests both do. */
export function advanceEpisode(
  tracked: Tracked,
  verdict: Verdict,
  on: {
    readonly rule: Rule;
    readonly evaluation: number;
    readonly at: number;
    /** IANA: the workspace's. */
    readonly zone: string;
  },
): Advance {
  const { rule, evaluation, at, zone } = on;
  const { state, turn } = stepEpisode(tracked.state, verdict, {
    fireAfter: rule.for,
    resolveAfter: rule.recover.for,
    evaluation,
  });
  if (turn === "fired") {
    return { tracked: { state, firedAt: at, remindedAt: undefined }, turn, reminderDue: false };
  }
  const reminderDue = verdict.kind === "breach" && isDue({ ...tracked, state }, rule, { at, zone });
  return { tracked: { ...tracked, state }, turn, reminderDue };
}

function isDue(
  { state, firedAt, remindedAt }: Tracked,
  rule: Rule,
  { at, zone }: { readonly at: number; readonly zone: string },
): boolean {
  const { remindEveryHours: hours, schedule } = rule;
  if (state.phase !== "firing" || hours === undefined || firedAt === undefined) return false;
  const last = remindedAt ?? firedAt;
  return isReminderDue({ last, hours, at, schedule, zone: rule.timeZone ?? zone });
}
