import { CALM, type EpisodeState, stepEpisode, type Turn } from "./episode.ts";
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

const HOUR_MS = 3_600_000;

/** A day of 23 hours must not put a daily reminder off to the next one. */
const EARLY_MS = HOUR_MS;
const EARLY_SHARE = 0.05;

/** One evaluation of one rule and campaign: what live checks and back-tests both do. */
export function advanceEpisode(
  tracked: Tracked,
  verdict: Verdict,
  on: { readonly rule: Rule; readonly evaluation: number; readonly at: number },
): Advance {
  const { rule, evaluation, at } = on;
  const { state, turn } = stepEpisode(tracked.state, verdict, {
    fireAfter: rule.for,
    resolveAfter: rule.recover.for,
    evaluation,
  });
  if (turn === "fired") {
    return { tracked: { state, firedAt: at, remindedAt: undefined }, turn, reminderDue: false };
  }
  const reminderDue = verdict.kind === "breach" && isReminderDue({ ...tracked, state }, rule, at);
  return { tracked: { ...tracked, state }, turn, reminderDue };
}

function isReminderDue({ state, firedAt, remindedAt }: Tracked, rule: Rule, at: number): boolean {
  const { remindEveryHours: hours } = rule;
  if (state.phase !== "firing" || hours === undefined || firedAt === undefined) return false;
  const wait = hours * HOUR_MS;
  return at - (remindedAt ?? firedAt) >= wait - Math.min(EARLY_MS, wait * EARLY_SHARE);
}
