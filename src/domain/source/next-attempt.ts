const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;
/** What a person has to mend is looked at again at the next tick, and not much sooner. */
const PERSON_WAIT_MS = 15 * 60_000;
/** No platform shuts us out for longer: what bids more has slipped. */
const LONGEST_BIDDEN_MS = 24 * 3_600_000;

/**
 * When a source that failed is tried again: after a minute, two, four, up to an hour, but at its next tick where that
 * comes sooner, and never before the platform's own bidding, up to a day. Instants in milliseconds since 1970.
 */
export function nextAttempt(input: {
  readonly now: number;
  /** In a row, with this one. */
  readonly failures: number;
  /** Only a person can mend it: a token, a right, a setting. */
  readonly forPerson: boolean;
  readonly afterMs: number | undefined;
  readonly nextTick: number | undefined;
}): number {
  const { now, failures, forPerson, afterMs = 0, nextTick } = input;
  const doubled = FIRST_WAIT_MS * 2 ** Math.min(30, Math.max(0, failures - 1));
  const wait = forPerson ? PERSON_WAIT_MS : Math.min(LONGEST_WAIT_MS, doubled);
  const own = now + wait;
  const soonest = nextTick === undefined || forPerson ? own : Math.min(own, nextTick);
  return Math.max(soonest, now + Math.min(afterMs, LONGEST_BIDDEN_MS));
}
