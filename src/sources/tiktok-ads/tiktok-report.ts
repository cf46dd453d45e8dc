import { z } from "zod";

import type { Day, DayRange } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import type { Totals } from "../../domain/totals.ts";
import { amount, count, day, id } from "../api/answer-values.ts";
import type { TiktokApi } from "./tiktok-api.ts";

/** One campaign's day. */
export interface TiktokRow {
  readonly campaignId: string;
  /** Undefined where the report does not name it. */
  readonly name: string | undefined;
  readonly day: Day;
  readonly totals: Totals;
}

export interface TiktokReport {
  readonly advertiserId: string;
  readonly days: DayRange;
  /** The metric that is taken for conversions. */
  readonly conversions: string;
  /** The metric that is taken for their value; undefined: none. */
  readonly value: string | undefined;
}

/** TikTok breaks down at most so many days by day in one report. */
const MOST_DAYS = 30;
const PAGE_SIZE = 1_000;

/** The report's rows page by page, oldest days first. */
export async function* tiktokReport(
  api: TiktokApi,
  report: TiktokReport,
  signal: AbortSignal,
): AsyncGenerator<TiktokRow> {
  const data = pageSchema(report);
  const { value } = report;
  const metrics = ["campaign_name", "spend", "impressions", "clicks", report.conversions];
  for (const { from, to } of spansOf(report.days, MOST_DAYS)) {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const found = await api.get({
        path: "report/integrated/get/",
        query: {
          advertiser_id: report.advertiserId,
          report_type: "BASIC",
          data_level: "AUCTION_CAMPAIGN",
          dimensions: ["campaign_id", "stat_time_day"],
          metrics: value === undefined ? metrics : [...metrics, value],
          start_date: from,
          end_date: to,
          page,
          page_size: PAGE_SIZE,
        },
        data,
        signal,
      });
      pages = found.page_info.total_page;
      yield* found.list;
    }
  }
}

/** A metric that does not apply to a campaign is written as a dash. */
const NONE = z.literal("-");
const optionalCount = z.union([NONE.transform(() => 0), count]);
const optionalAmount = z.union([NONE.transform(() => 0n), amount]);

function pageSchema({ conversions, value }: TiktokReport) {
  const row = z
    .object({
      dimensions: z.object({ campaign_id: id, stat_time_day: day }),
      metrics: z
        .object({ campaign_name: z.string().optional(), spend: amount, impressions: count })
        .extend({ clicks: count })
        .catchall(z.unknown()),
    })
    .transform(({ dimensions, metrics }, context): TiktokRow => {
      const counted = optionalCount.safeParse(metrics[conversions]);
      const worth = value === undefined ? undefined : optionalAmount.safeParse(metrics[value]);
      if (!counted.success || worth?.success === false) {
        const missing = counted.success ? value : conversions;
        context.addIssue({ code: "custom", message: `the metric ${missing} is not as documented` });
        return z.NEVER;
      }
      return {
        campaignId: dimensions.campaign_id,
        name: metrics.campaign_name,
        day: dimensions.stat_time_day,
        totals: {
          spendMicros: metrics.spend,
          impressions: metrics.impressions,
          clicks: metrics.clicks,
          conversions: counted.data,
          valueMicros: worth?.data ?? 0n,
        },
      };
    });
  return z.object({ list: z.array(row), page_info: z.object({ total_page: z.number() }) });
}
