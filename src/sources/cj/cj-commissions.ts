import { z } from "zod";

import type { DayRange } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import type { Side } from "../api/affiliate-settings.ts";
import { amount } from "../api/answer-values.ts";
import { malformed } from "../api/api-client.ts";
import { instantFrom, instantsOfDays } from "../api/instants-of-days.ts";
import { type CjApi, PLATFORM } from "./cj-api.ts";

/** One record: an original, or a correction of one, whose amounts are what changed. */
export interface CjRecord {
  /** The same in an original and in its corrections. */
  readonly actionId: string;
  readonly original: boolean;
  readonly actionType: string;
  readonly declined: boolean;
  readonly at: number;
  readonly partnerId: string;
  readonly partner: string;
  readonly commissionMicros: bigint;
  readonly saleMicros: bigint;
}

export interface CjQuery {
  readonly side: Side;
  readonly companyId: string;
  readonly days: DayRange;
  readonly zone: string;
  /** In US dollars, or in the currency of the company's account. */
  readonly inDollars: boolean;
}

/** CJ answers for at most 31 days; one less leaves room for the hour that a change of clocks adds. */
const MOST_DAYS = 30;

const instant = z.string().transform((text, context) => {
  const found = instantFrom(text);
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: `"${text}" is no instant` });
  return z.NEVER;
});

const recordSchema = z.object({
  actionType: z.string(),
  validationStatus: z.string().nullish(),
  eventDate: instant,
  original: z.boolean(),
  originalActionId: z.string(),
  partnerId: z.string(),
  partner: z.string(),
  commission: amount,
  paid: amount.nullish(),
  sale: amount.nullish(),
});

const pageSchema = z.object({
  commissions: z.object({
    payloadComplete: z.boolean(),
    maxCommissionId: z.string().nullish(),
    records: z.array(recordSchema),
  }),
});

type Found = z.infer<typeof recordSchema>;

/** The records of events on these days, by pieces of which each is complete; an action's are in one. */
export async function* cjCommissions(
  api: CjApi,
  query: CjQuery,
  signal: AbortSignal,
): AsyncGenerator<CjRecord[]> {
  for (const piece of spansOf(query.days, MOST_DAYS)) {
    const records: CjRecord[] = [];
    for (let since: string | undefined = undefined, more = true; more;) {
      const text = queryText({ ...query, days: piece }, since);
      const { commissions } = await api.query(text, pageSchema, signal);
      for (const found of commissions.records) records.push(recordOf(found, query));
      more = !commissions.payloadComplete;
      const next: string | undefined = commissions.maxCommissionId ?? undefined;
      if (more && (next === undefined || next === since)) {
        throw malformed(PLATFORM, "it promised more commissions without saying after which");
      }
      since = next;
    }
    yield records;
  }
}

/**
 * The amounts as the publisher's side has them, below zero for what is taken away. An advertiser's own amount has the
 * sign of a debit in some accounts: its size is taken, and the publisher's sign.
 */
function recordOf(found: Found, { side, inDollars }: CjQuery): CjRecord {
  if (found.paid == null && side === "advertiser" && !inDollars && found.commission !== 0n) {
    throw malformed(PLATFORM, "a commission has no amount in the advertiser's own currency");
  }
  const paid = found.paid ?? found.commission;
  const size = paid < 0n ? -paid : paid;
  return {
    actionId: found.originalActionId,
    original: found.original,
    actionType: found.actionType.toLowerCase(),
    declined: found.validationStatus === "DECLINED",
    at: found.eventDate,
    partnerId: found.partnerId,
    partner: found.partner,
    commissionMicros: found.commission < 0n ? -size : size,
    saleMicros: found.sale ?? 0n,
  };
}

function queryText({ side, companyId, days, zone, inDollars }: CjQuery, since?: string): string {
  const { from, before } = instantsOfDays(days, zone);
  const mine = side === "advertiser" ? "Advertisers" : "Publishers";
  const other = side === "advertiser" ? "publisher" : "advertiser";
  const arguments_ = [
    `for${mine}: [${JSON.stringify(companyId)}]`,
    `sinceEventDate: ${JSON.stringify(from)}`,
    `beforeEventDate: ${JSON.stringify(before)}`,
    ...(since === undefined ? [] : [`sinceCommissionId: ${JSON.stringify(since)}`]),
  ];
  const amounts =
    side === "advertiser"
      ? inDollars
        ? "commission: pubCommissionAmountUsd paid: advCommissionAmountUsd sale: saleAmountUsd"
        : "commission: pubCommissionAmountPubCurrency paid: advCommissionAmountAdvCurrency sale: saleAmountAdvCurrency"
      : inDollars
        ? "commission: pubCommissionAmountUsd sale: saleAmountUsd"
        : "commission: pubCommissionAmountPubCurrency sale: saleAmountPubCurrency";
  return `{ commissions: ${side}Commissions(${arguments_.join(", ")}) { payloadComplete maxCommissionId records { actionType validationStatus eventDate original originalActionId partnerId: ${other}Id partner: ${other}Name ${amounts} } } }`;
}
