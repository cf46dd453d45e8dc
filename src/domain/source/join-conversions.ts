import { conversionKey, idsOfKey } from "./conversion.ts";
import { type Conversion, mergeConversions, type Place } from "./merge-conversions.ts";

/** A transaction's id that more conversions share tells none of them: each is known by its whole key. */
export const MOST_SHARING = 10;

export interface JoinedConversions {
  /** Those that the calls have made or changed, as they are now. */
  readonly list: readonly Conversion[];
  /** Keys of those that have become part of another. */
  readonly gone: readonly string[];
}

/**
 * What calls make of the conversions that are known, one after the other. With a click's id a call is about that click's
 * transaction. Without one it is about the one conversion of the same transaction and event that may be meant, whichever
 * of the two came first: transactions are numbered by each network anew, so one of another campaign or source is not
 * meant, and where several may be, none is taken for it.
 */
export function joinConversions(
  known: readonly Conversion[],
  calls: readonly Conversion[],
): JoinedConversions {
  return changed(known, joined(known, calls));
}

/** All that are known once the calls have been taken in. */
function joined(known: readonly Conversion[], calls: readonly Conversion[]): Conversion[] {
  const families = new Map<string, Family>();
  const familyOf = (key: string) => {
    const name = familyName(key);
    const family: Family = families.get(name) ?? new Map();
    families.set(name, family);
    return family;
  };
  for (const one of known) familyOf(one.key).set(one.key, one);
  for (const call of calls) join(familyOf(call.key), call);
  return [...families.values()].flatMap((family) => [...family.values()]);
}

function changed(known: readonly Conversion[], after: readonly Conversion[]): JoinedConversions {
  const before = new Set(known);
  const left = new Set(after.map(({ key }) => key));
  return {
    list: after.filter((one) => !before.has(one)),
    gone: known.flatMap(({ key }) => (left.has(key) ? [] : [key])),
  };
}

/**
 * What known conversions come to where more is known of their campaigns by now: those without a click of one campaign
 * are one, and one with a click takes in the one without, where each is the only one that the other may be.
 */
export function rejoinConversions(known: readonly Conversion[]): JoinedConversions {
  const clicked = known.filter(({ key }) => hasClick(key));
  const alone = new Map<string, Conversion>();
  for (const one of known.filter(({ key }) => !hasClick(key)).toSorted(byOpening)) {
    const name = JSON.stringify([familyName(one.key), one.place?.campaignId ?? one.key]);
    const there = alone.get(name);
    alone.set(name, there === undefined ? one : mergeConversions(there, one));
  }
  return changed(known, joined([...clicked, ...alone.values()], clicked));
}

/** Those of one transaction and event; without a transaction, those of one key. */
function familyName(key: string): string {
  const { transactionId, event } = idsOfKey(key);
  return transactionId === undefined
    ? key
    : conversionKey({ clickId: undefined, transactionId, event });
}

type Family = Map<string, Conversion>;

function join(family: Family, call: Conversion): void {
  const { clickId, transactionId } = idsOfKey(call.key);
  if (transactionId === undefined || family.size > MOST_SHARING) add(family, call.key, call);
  else if (clickId === undefined) add(family, keyFor(family, call), call);
  else takeIn(family, add(family, call.key, call));
}

function add(family: Family, key: string, call: Conversion): Conversion {
  const there = family.get(key);
  const sum = there === undefined ? { ...call, key } : mergeConversions(there, call);
  family.set(key, sum);
  return sum;
}

/** What a call without a click is about; of several without one, whichever order they are read in, the oldest. */
function keyFor(family: Family, call: Conversion): string {
  const [meant, second] = matches(family, call, hasClick);
  if (meant !== undefined && second === undefined) return meant.key;
  const [alone] = matches(family, call, (key) => !hasClick(key)).toSorted(byOpening);
  if (alone !== undefined) return alone.key;
  const { transactionId } = idsOfKey(call.key);
  return family.has(call.key)
    ? conversionKey({ clickId: undefined, transactionId, event: call.event }, call.postbackId)
    : call.key;
}

/** A conversion with a click takes in the one without, where each is the only one that the other may be. */
function takeIn(family: Family, own: Conversion): void {
  const [alone, second] = matches(family, own, (key) => !hasClick(key));
  if (alone === undefined || second !== undefined) return;
  if (matches(family, alone, hasClick).length > 1) return;
  family.delete(alone.key);
  family.set(own.key, mergeConversions(own, alone));
}

function matches(
  family: Family,
  { place }: Conversion,
  chosen: (key: string) => boolean,
): Conversion[] {
  return [...family.values()].filter((one) => chosen(one.key) && !areApart(one.place, place));
}

/** The key that a call has by itself is the shortest; those beside it end in the calls that they began with. */
function byOpening(a: Conversion, b: Conversion): number {
  return a.key.length - b.key.length || (a.key < b.key ? -1 : 1);
}

function hasClick(key: string): boolean {
  return idsOfKey(key).clickId !== undefined;
}

/** True where campaigns, or without them sources, say that these are two. */
function areApart(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.campaignId !== undefined && b.campaignId !== undefined) {
    return a.campaignId !== b.campaignId;
  }
  return differ(a.ref, b.ref) || differ(a.sourceRef, b.sourceRef);
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
