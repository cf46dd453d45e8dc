import { daysIn, eachDay } from "../../../src/domain/day.ts";
import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface TiktokState {
  token: string;
  advertisers: Record<string, unknown>[];
  campaigns: Record<string, unknown>[];
  /** Metrics of a campaign's day; undefined: nothing ran. */
  metrics: (campaignId: string, day: string) => Record<string, string> | undefined;
  /** Ids that reports have rows of. */
  reported: readonly string[];
}

/** TikTok's API v1.3 as documented: status 200 always, `code` tells; pages of at most 1,000; 30 days by day. */
export function tiktokDouble(state: TiktokState): (call: ReceivedCall) => ScriptedAnswer {
  const days = new Map<string, unknown[]>();
  return (call) => {
    if (call.headers["access-token"] !== state.token) {
      return failing(40105, "Access token is incorrect or has been revoked.");
    }
    switch (call.path) {
      case "/open_api/v1.3/advertiser/info/": {
        const wanted = JSON.parse(call.query.get("advertiser_ids") ?? "[]") as string[];
        return fine({
          list: state.advertisers.filter((one) => wanted.includes(String(one["advertiser_id"]))),
        });
      }
      case "/open_api/v1.3/campaign/get/":
        return paged(call, state, () => state.campaigns);
      case "/open_api/v1.3/report/integrated/get/":
        return report(call, state, days);
      default:
        return { status: 404, body: "not found" };
    }
  };
}

/** `kept`: the rows of the range that was asked for last, so that its pages are cut from one list. */
function report(
  call: ReceivedCall,
  state: TiktokState,
  kept: Map<string, unknown[]>,
): ScriptedAnswer {
  const from = call.query.get("start_date") ?? "";
  const to = call.query.get("end_date") ?? "";
  if (daysIn({ from, to }) > 30) return failing(40002, "The time span cannot exceed 30 days.");
  const key = call.query.get("metrics") + from + to;
  const rows = kept.get(key) ?? rowsOf(call, state);
  kept.clear();
  kept.set(key, rows);
  return paged(call, state, () => rows);
}

function rowsOf(call: ReceivedCall, state: TiktokState): unknown[] {
  const wanted = JSON.parse(call.query.get("metrics") ?? "[]") as string[];
  const range = { from: call.query.get("start_date") ?? "", to: call.query.get("end_date") ?? "" };
  return eachDay(range).flatMap((day) =>
    state.reported.flatMap((id) => {
      const metrics = state.metrics(id, day);
      if (metrics === undefined) return [];
      return [
        {
          dimensions: { campaign_id: id, stat_time_day: `${day} 00:00:00` },
          metrics: Object.fromEntries(wanted.map((name) => [name, metrics[name] ?? "0"])),
        },
      ];
    }),
  );
}

function paged(call: ReceivedCall, state: TiktokState, rows: () => unknown[]): ScriptedAnswer {
  const advertiser = call.query.get("advertiser_id");
  if (!state.advertisers.some((one) => one["advertiser_id"] === advertiser)) {
    return failing(40001, `No permission to operate advertiser ${advertiser}`);
  }
  const size = Number(call.query.get("page_size"));
  const page = Number(call.query.get("page"));
  if (size > 1_000) return failing(40002, "page_size: must be at most 1000");
  const all = rows();
  return fine({
    list: all.slice((page - 1) * size, page * size),
    page_info: {
      page,
      page_size: size,
      total_number: all.length,
      total_page: Math.ceil(all.length / size),
    },
  });
}

function fine(data: unknown): ScriptedAnswer {
  return { body: { code: 0, message: "OK", request_id: "r1", data } };
}

export function failing(code: number, message: string): ScriptedAnswer {
  return { body: { code, message, request_id: "r9", data: {} } };
}
