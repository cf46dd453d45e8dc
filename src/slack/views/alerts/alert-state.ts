import type { Alert, Handling } from "../../../domain/alerting/alert.ts";
import { dateMrkdwn } from "../../mrkdwn.ts";
import { actorWords } from "../actor-words.ts";

/** What decides the state that is shown. */
export interface Standing {
  readonly phase: "pending" | "firing" | "resolved";
  readonly flapping: boolean;
  readonly handling: Handling;
  readonly over: Alert["over"];
}

export interface AlertState {
  /** Emoji and word together: neither stands alone. */
  readonly label: string;
  /** Who did it and until when, as a sentence in mrkdwn; empty where the label says all. */
  readonly sentence: string;
  /** Sorts states: what needs somebody most has the highest. */
  readonly rank: number;
  /** Nobody has taken it yet: this alone may mention people. */
  readonly unattended: boolean;
}

/** Where an alert stands for whoever reads it at `now` (milliseconds since 1970). */
export function alertState(standing: Standing, now: number): AlertState {
  const { phase, flapping, handling, over } = standing;
  if (phase === "pending") return quiet("🟠 Pending", 5);
  if (phase === "resolved") {
    return over?.how === "ended" ? quiet("⚪ Ended", 0) : quiet("🟢 Recovered", 1);
  }
  const { acknowledged } = handling;
  const muted = activeMute(handling, now);
  const snoozed = activeSnooze(handling, now);
  if (muted !== undefined) {
    const until = muted.until === undefined ? "" : ` until ${dateMrkdwn(muted.until)}`;
    const sentence = `The rule was muted${until} by ${actorWords(muted.by)}.`;
    return { ...quiet("🔕 Rule muted", 2), sentence };
  }
  if (snoozed !== undefined) {
    const sentence = `Snoozed until ${dateMrkdwn(snoozed.until)} by ${actorWords(snoozed.by)}.`;
    return { ...quiet("💤 Snoozed", 3), sentence };
  }
  if (acknowledged !== undefined) {
    const { by, at } = acknowledged;
    const sentence = `Acknowledged by ${actorWords(by)}, ${dateMrkdwn(at)}.`;
    return { ...quiet("🟡 Acknowledged", 4), sentence };
  }
  return flapping
    ? { ...quiet("🌊 Flapping", 6), unattended: true }
    : { ...quiet("🔴 Breaching", 7), unattended: true };
}

/** The mute of the rule, where it still holds. */
export function activeMute({ muted }: Pick<Handling, "muted">, now: number): Handling["muted"] {
  return muted?.until === undefined || muted.until > now ? muted : undefined;
}

/** The snooze, where it still holds. */
export function activeSnooze({ snoozed }: Handling, now: number): Handling["snoozed"] {
  return snoozed !== undefined && snoozed.until > now ? snoozed : undefined;
}

function quiet(label: string, rank: number): AlertState {
  return { label, rank, sentence: "", unattended: false };
}
