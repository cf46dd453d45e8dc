import { z } from "zod";

import type { DayRange } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import { amount, id } from "../api/answer-values.ts";
import { instantFrom, instantsOfDays } from "../api/instants-of-days.ts";
import type { AwinApi } from "./awin-api.ts";

/** Awin answers for at most 31 days; one less leaves room for the hour that a change of clocks adds. */
const MOST_DAYS = 30;

const money = z.object({ amount, currency: z.string() });

/** Awin writes instants without a zone, in the one that was asked for: UTC. */
const utcInstant = z.string().transform((text, context) => {
  const instant = instantFrom(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  if (instant !== undefined) return instant;
  context.addIssue({ code: "custom", message: `"${text}" is no instant` });
  return z.NEVER;
});

const transaction = z.object({
  id,
  advertiserId: id,
  publisherId: id,
  siteName: z.string().nullish(),
  commissionStatus: z.string(),
  commissionAmount: money.nullable(),
  saleAmount: money.nullable(),
  transactionDate: utcInstant,
  type: z.string().nullish(),
});

export type AwinTransaction = z.infer<typeof transaction>;

export interface AwinQuery {
  readonly side: "advertiser" | "publisher";
  readonly accountId: string;
  readonly days: DayRange;
  readonly zone: string;
}

/** The account's transactions of these days, month by month and each month as it comes. */
export async function* awinTransactions(
  api: AwinApi,
  { side, accountId, days, zone }: AwinQuery,
  signal: AbortSignal,
): AsyncGenerator<AwinTransaction> {
  for (const piece of spansOf(days, MOST_DAYS)) {
    const { from, to } = instantsOfDays(piece, zone);
    const query = new URLSearchParams({
      startDate: from.replace("Z", ""),
      endDate: to.replace("Z", ""),
      timezone: "UTC",
      dateType: "transaction",
    });
    const path = `${side}s/${accountId}/transactions/?${query.toString()}`;
    yield* api.list({ path, data: transaction, signal });
  }
}
