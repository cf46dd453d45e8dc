import type { Micros } from "../money.ts";
import { CONVERSION_STATUSES, type ConversionStatus, idsOfKey } from "./conversion.ts";

/** A conversion as far as it is known: what one call says of it, or several merged. */
export interface Conversion {
  readonly key: string;
  readonly event: string | undefined;
  readonly status: ConversionStatus;
  /** Its first occurrence, milliseconds since 1970. */
  readonly occurredAt: number;
  readonly worth: Worth | undefined;
  readonly place: Place | undefined;
  /** The newest call about it. */
  readonly postbackId: number;
}

/** What it is worth, and which call said so with which status. */
export interface Worth {
  readonly micros: Micros;
  /** Undefined: the account's. */
  readonly currency: string | undefined;
  readonly status: ConversionStatus;
  readonly postbackId: number;
}

/** Where it belongs, and which call said so. */
export interface Place {
  /** What the tracker calls the campaign; undefined: only the source of its clicks is known. */
  readonly ref: string | undefined;
  readonly sourceRef: string | undefined;
  /** Undefined: no campaign is known by it. */
  readonly campaignId: number | undefined;
  readonly postbackId: number;
}

/**
 * What two parts of the same conversion's calls come to together. Calls may arrive in any order and any number of
 * times: the status only moves on; what it is worth is said by the furthest status, there by the newest call (or,
 * without a transaction's id, by the first); it happened when it first happened; and it belongs to the first campaign
 * named that is known.
 */
export function mergeConversions(a: Conversion, b: Conversion): Conversion {
  return {
    key: a.key,
    event: a.event,
    status: rank(a.status) >= rank(b.status) ? a.status : b.status,
    occurredAt: Math.min(a.occurredAt, b.occurredAt),
    worth: worthOf(a, b),
    place: placeOf(a.place, b.place),
    postbackId: Math.max(a.postbackId, b.postbackId),
  };
}

function worthOf(a: Conversion, b: Conversion): Worth | undefined {
  if (a.worth === undefined || b.worth === undefined) return a.worth ?? b.worth;
  const further = rank(a.worth.status) - rank(b.worth.status);
  if (further !== 0) return further > 0 ? a.worth : b.worth;
  // Calls with a transaction's id may correct one another; without one the first of its kind counts.
  const newer = a.worth.postbackId >= b.worth.postbackId;
  return newer === (idsOfKey(a.key).transactionId !== undefined) ? a.worth : b.worth;
}

function placeOf(a: Place | undefined, b: Place | undefined): Place | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const known = a.campaignId !== undefined;
  if (known !== (b.campaignId !== undefined)) return known ? a : b;
  const named = a.ref !== undefined;
  if (named !== (b.ref !== undefined)) return named ? a : b;
  return a.postbackId <= b.postbackId ? a : b;
}

function rank(status: ConversionStatus): number {
  return CONVERSION_STATUSES.indexOf(status);
}
