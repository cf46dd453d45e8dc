import { campaignsOfRefs } from "../../db/campaign-refs.ts";
import type { Db } from "../../db/db.ts";
import {
  conversionsLike,
  deleteConversions,
  storeConversions,
} from "../../db/first-party-conversions.ts";
import {
  claimPostbacks,
  lockPostbacks,
  markProcessed,
  type StoredPostback,
} from "../../db/postbacks.ts";
import { type ConversionCall, conversionKey } from "../../domain/source/conversion.ts";
import { joinConversions } from "../../domain/source/join-conversions.ts";
import type { Conversion } from "../../domain/source/merge-conversions.ts";
import type { ReadPostback } from "../ports.ts";
import { readStoredPostback } from "../read-stored-postback.ts";
import type { Scope } from "../scope.ts";

export interface PostbackDeps {
  readonly db: Db;
  readonly readPostback: ReadPostback;
}

export interface ProcessedPostbacks {
  readonly processed: number;
  /** Of those: kept, and not understood. */
  readonly unreadable: number;
}

const SLICE = 1_000;

/** Works through the calls that wait, oldest first, a slice in a transaction; each is counted once, whoever else runs. */
export async function processPostbacks(
  deps: PostbackDeps,
  scope: Scope,
  slice = SLICE,
): Promise<ProcessedPostbacks> {
  let processed = 0;
  let unreadable = 0;
  for (;;) {
    const done = await deps.db.transaction((tx) => processSlice({ ...deps, db: tx }, scope, slice));
    processed += done.processed;
    unreadable += done.unreadable;
    if (done.processed < slice) return { processed, unreadable };
  }
}

async function processSlice(
  { db, readPostback }: PostbackDeps,
  scope: Scope,
  limit: number,
): Promise<ProcessedPostbacks> {
  const { workspaceId, now, zone } = scope;
  // Two that merged the same conversion at once would each forget what the other knows.
  if (!(await lockPostbacks(db, workspaceId))) return { processed: 0, unreadable: 0 };
  const rows = await claimPostbacks(db, { workspaceId, limit });
  if (rows.length === 0) return { processed: 0, unreadable: 0 };
  const read = rows.flatMap((row) => {
    const call = callOf(row, readPostback);
    return call === undefined ? [] : [{ row, call }];
  });
  const refs = [...new Set(read.flatMap(({ call }) => call.campaignRefs))];
  const campaigns = await campaignsOfRefs(db, workspaceId, refs);
  const calls = read.map(({ row, call }) => conversionOf(row, call, campaigns));
  const known = await conversionsLike(db, workspaceId, calls);
  const { list, gone } = joinConversions(known, calls);
  await deleteConversions(db, workspaceId, gone);
  await storeConversions(db, { workspaceId, now, zone, list });
  const postbackIds = rows.map(({ postbackId }) => postbackId);
  await markProcessed(db, { workspaceId, postbackIds, now });
  return { processed: rows.length, unreadable: rows.length - read.length };
}

function callOf(
  { parameters }: StoredPostback,
  readPostback: ReadPostback,
): ConversionCall | undefined {
  const reading = readStoredPostback(readPostback, parameters);
  return reading?.kind === "read" ? reading.call : undefined;
}

function conversionOf(
  { postbackId, receivedAt }: StoredPostback,
  call: ConversionCall,
  campaigns: ReadonlyMap<string, number>,
): Conversion {
  const { event, status, valueMicros, currency, campaignRefs, sourceRef } = call;
  const ref = campaignRefs.find((one) => campaigns.has(one)) ?? campaignRefs[0];
  return {
    key: conversionKey(call),
    event,
    status,
    occurredAt: call.occurredAt ?? receivedAt,
    worth:
      valueMicros === undefined ? undefined : { micros: valueMicros, currency, status, postbackId },
    place:
      ref === undefined && sourceRef === undefined
        ? undefined
        : { ref, sourceRef, campaignId: campaigns.get(ref ?? ""), postbackId },
    postbackId,
  };
}
