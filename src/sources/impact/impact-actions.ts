import { z } from "zod";

import type { DayRange } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import type { Side } from "../api/affiliate-settings.ts";
import { amount, id } from "../api/answer-values.ts";
import { malformed } from "../api/api-client.ts";
import { instantFrom, instantsOfDays } from "../api/instants-of-days.ts";
import { type ImpactApi, PLATFORM } from "./impact-api.ts";

const instant = z.string().transform((text, context) => {
  const found = instantFrom(text);
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: `"${text}" is no instant` });
  return z.NEVER;
});

const actionSchema = z.object({
  Id: id,
  CampaignId: id,
  CampaignName: z.string().nullish(),
  MediaPartnerId: id.nullish(),
  MediaPartnerName: z.string().nullish(),
  State: z.string(),
  Payout: amount,
  Amount: amount.nullish(),
  Currency: z.string(),
  EventDate: instant,
});

const pageSchema = z.object({
  "@nextpageuri": z.string().nullish(),
  Actions: z.array(actionSchema),
});

export type ImpactAction = z.infer<typeof actionSchema>;

export interface ImpactQuery {
  readonly side: Side;
  readonly accountSid: string;
  /** An advertiser's programmes; undefined: all that there are, which partners may ask for. */
  readonly campaignIds: readonly string[] | undefined;
  readonly days: DayRange;
  readonly zone: string;
}

/** Impact answers for at most 45 days, and for at most ten pages: fewer days leave room for busy accounts. */
const MOST_DAYS = 15;
const PAGE_SIZE = 10_000;

export const COLLECTIONS: Readonly<Record<Side, string>> = {
  advertiser: "Advertisers",
  publisher: "Mediapartners",
};

/** The actions that happened on these days, page by page. */
export async function* impactActions(
  api: ImpactApi,
  query: ImpactQuery,
  signal: AbortSignal,
): AsyncGenerator<ImpactAction> {
  for (const campaignId of query.campaignIds ?? [undefined]) {
    for (const days of spansOf(query.days, MOST_DAYS)) {
      const seen = new Set<string>();
      let path = firstPage(query, days, campaignId);
      while (path !== "") {
        if (seen.has(path)) throw malformed(PLATFORM, "its pages lead back to an earlier one");
        seen.add(path);
        const page = await api.get({ path, data: pageSchema, signal });
        yield* page.Actions;
        path = page["@nextpageuri"] ?? "";
      }
    }
  }
}

function firstPage(
  { side, accountSid, zone }: ImpactQuery,
  days: DayRange,
  campaignId: string | undefined,
): string {
  const { from, to } = instantsOfDays(days, zone);
  // By the event: StartDate and EndDate are those of the last change.
  const query = new URLSearchParams({
    ActionDateStart: from,
    ActionDateEnd: to,
    PageSize: String(PAGE_SIZE),
    ...(campaignId === undefined ? {} : { CampaignId: campaignId }),
  });
  return `/${COLLECTIONS[side]}/${accountSid}/Actions?${query.toString()}`;
}
