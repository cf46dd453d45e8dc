import type { ClaimedDelivery } from "../db/claim-deliveries.ts";
import type { Settlement } from "../db/settle-delivery.ts";
import type { DeliveryOutcome, FindOutcome, Setback } from "./ports.ts";

const MAX_BACKOFF_MS = 15 * 60_000;
/** A new token is given by a person. */
const TOKEN_BACKOFF_MS = 5 * 60_000;
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

/** When it is, and how long the first failure is waited out; both in milliseconds. */
export interface Moment {
  readonly now: number;
  readonly backoffMs: number;
}

/** What to record of an attempt that ended just now. */
export function settlementOf(
  claimed: ClaimedDelivery,
  outcome: DeliveryOutcome,
  moment: Moment,
): Settlement {
  if (outcome.kind !== "sent") return afterSetback(claimed, outcome, moment);
  const { channel, messageTs } = outcome;
  // An edit leaves the message where it is, whatever its answer says.
  return claimed.messageTs === undefined
    ? { state: "sent", posted: { channel, messageTs } }
    : { state: "sent" };
}

/** What to record of a look that settles the matter; undefined where the message is to be posted. */
export function settlementOfLook(
  claimed: ClaimedDelivery,
  look: FindOutcome,
  moment: Moment,
): Settlement | undefined {
  switch (look.kind) {
    case "found": {
      const { channel, messageTs, version } = look;
      return { state: "sent", posted: { channel, messageTs }, version };
    }
    case "absent":
      return undefined;
    case "closed":
      return claimed.severity === "critical"
        ? undefined
        : { state: "unknown", lastError: look.reason };
    default:
      return afterSetback(claimed, look, moment);
  }
}

function afterSetback(claimed: ClaimedDelivery, setback: Setback, moment: Moment): Settlement {
  const { now } = moment;
  const { reason: lastError } = setback;
  // A refusal speaks for its own attempt alone: an earlier one may have landed.
  const notPosted = !claimed.maybePosted;
  switch (setback.kind) {
    case "limited": {
      const { afterMs: closeForMs } = setback;
      return { state: "owed", lastError, notPosted, uncounted: true, closeForMs };
    }
    case "token":
      return { state: "owed", lastError, notPosted, dueAt: now + TOKEN_BACKOFF_MS };
    case "channel":
    case "refused":
      return { state: "failed", lastError, notPosted };
    case "later": {
      const sure = setback.done === "no" && notPosted;
      if (now - claimed.owedSince >= GIVEN_UP_AFTER_MS) {
        const settled = sure || claimed.messageTs !== undefined;
        return { state: settled ? "failed" : "unknown", lastError, notPosted: sure };
      }
      return { state: "owed", lastError, notPosted: sure, dueAt: now + backoffOf(claimed, moment) };
    }
    default:
      return setback satisfies never;
  }
}

function backoffOf({ attempts }: ClaimedDelivery, { backoffMs }: Moment): number {
  return Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** Math.max(0, attempts - 1));
}
