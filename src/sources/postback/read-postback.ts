import { Temporal } from "temporal-polyfill";

import { MAX_MICROS, type Micros, parseMicros } from "../../domain/money.ts";
import {
  type ConversionCall,
  conversionKey,
  type ConversionStatus,
  type PostbackReading,
} from "../../domain/source/conversion.ts";
import { NAMES, NAMES_THE_CLICK, plainKey } from "./parameter-names.ts";
import { statusOf } from "./status-of.ts";

/** A conversion's key is part of an index, whose entries are short. */
const MAX_KEY_BYTES = 2_000;
const MAX_REF = 500;

/** From 2000 on, and not after 2100: another instant is a slip of units. */
const EARLIEST_MS = 946_684_800_000;
const LATEST_MS = 4_102_444_800_000;

/** What a call is wrong about, as a sentence. */
class Unusable extends Error {
  override readonly name = "Unusable";
}

/** What a call says that nobody here knows, as a sentence. */
class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** Reads the parameters of a tracker's call, whichever tracker's names they bear. */
export function readPostback(parameters: Readonly<Record<string, string>>): PostbackReading {
  try {
    return { kind: "read", call: callOf(given(parameters)) };
  } catch (error) {
    if (error instanceof NotUnderstood) return { kind: "not-understood", reason: error.message };
    if (error instanceof Unusable) return { kind: "unusable", reason: error.message };
    throw error;
  }
}

type Given = ReadonlyMap<string, string>;

/** What is empty counts as not there. */
function given(parameters: Readonly<Record<string, string>>): Given {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(parameters)) {
    const key = plainKey(name);
    const text = value.trim();
    if (text !== "" && !found.has(key)) found.set(key, text);
  }
  return found;
}

function callOf(all: Given): ConversionCall {
  const ids = idsOf(all);
  const event = first(all, NAMES.event);
  if (ids.clickId === undefined && ids.transactionId === undefined) {
    throw new Unusable(
      "There is neither a click's id nor a transaction's: send click_id or transaction_id.",
    );
  }
  for (const id of [ids.clickId, ids.transactionId]) refusePlaceholder(id);
  if (Buffer.byteLength(conversionKey({ ...ids, event })) > MAX_KEY_BYTES) {
    throw new Unusable(`Click, transaction and event are longer than ${MAX_KEY_BYTES} bytes.`);
  }
  const value = first(all, NAMES.value);
  const call = {
    ...ids,
    event,
    valueMicros: amount(value?.replace(/^-/, "")),
    currency: currency(first(all, NAMES.currency)),
    campaignRefs: NAMES.campaign.flatMap((name) => all.get(name)?.slice(0, MAX_REF) ?? []),
    sourceRef: first(all, NAMES.source)?.slice(0, MAX_REF),
    occurredAt: instant(first(all, NAMES.time)),
  };
  // A payout below zero takes the conversion back; how much it was worth stays as it was told.
  if (value?.startsWith("-") === true) {
    return { ...call, status: "rejected", valueMicros: undefined };
  }
  return { ...call, status: status(first(all, NAMES.status)) };
}

function idsOf(all: Given): Pick<ConversionCall, "clickId" | "transactionId"> {
  const click = first(all, NAMES.click);
  const transaction = first(all, NAMES.transaction);
  const either = first(all, NAMES.clickOrTransaction);
  if (click !== undefined) return { clickId: click, transactionId: transaction ?? either };
  return NAMES_THE_CLICK.some((name) => all.has(name))
    ? { clickId: either, transactionId: transaction }
    : { clickId: undefined, transactionId: transaction ?? either };
}

function first(all: Given, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = all.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Every conversion would be the same one. */
function refusePlaceholder(id: string | undefined): void {
  if (id === undefined || !/^(\{.*\}|\[.*\]|__.*__|#.*#)$/.test(id)) return;
  throw new Unusable(`"${id.slice(0, 100)}" is a placeholder that the tracker has not filled in.`);
}

function status(word: string | undefined): ConversionStatus {
  if (word === undefined) return "sale";
  const known = statusOf(word);
  if (known !== undefined) return known;
  throw new NotUnderstood(
    `The status "${word.slice(0, 100)}" is not known: send lead, sale or rejected.`,
  );
}

/** With a dot or, as Everflow takes it, a comma before the decimals. */
function amount(text: string | undefined): Micros | undefined {
  if (text === undefined) return undefined;
  const micros = /^\d+([.,]\d+)?$/.test(text) ? parseMicros(text.replace(",", ".")) : undefined;
  if (micros !== undefined && micros <= MAX_MICROS) return micros;
  throw new Unusable(`The value "${text.slice(0, 100)}" is no amount: write it as 12.34.`);
}

/** A code that is no account's is kept; its value is not counted. */
function currency(code: string | undefined): string | undefined {
  if (code === undefined || /^[a-z]{3,5}$/i.test(code)) return code?.toUpperCase();
  throw new Unusable(`"${code.slice(0, 100)}" is no currency: send a code such as USD.`);
}

/** Seconds or milliseconds since 1970, or an ISO 8601 instant. */
function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{9,10}$/.test(text) ? Number(text) * 1_000 : millisecondsOf(text);
  if (ms !== undefined && ms >= EARLIEST_MS && ms < LATEST_MS) return ms;
  throw new Unusable(
    `The timestamp "${text.slice(0, 100)}" is no instant: send seconds since 1970 or 2026-11-01T12:00:00Z.`,
  );
}

function millisecondsOf(text: string): number | undefined {
  if (/^\d{12,13}$/.test(text)) return Number(text);
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}
