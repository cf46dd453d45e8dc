import { eachDay } from "../../../src/domain/day.ts";
import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface LinkedinState {
  token: string;
  versions: readonly string[];
  accounts: Record<string, unknown>[];
  campaigns: Record<string, unknown>[];
  /** A campaign's metrics of a day; undefined: nothing ran. */
  metrics: (campaignId: string, day: string) => Record<string, unknown> | undefined;
  reported: readonly string[];
}

const CAP = 15_000;

/** LinkedIn's versioned API as documented: Rest.li 2.0, campaigns by page tokens, reports without pages and cut at 15,000. */
export function linkedinDouble(state: LinkedinState): (call: ReceivedCall) => ScriptedAnswer {
  return (call) => {
    const { headers, path } = call;
    if (headers.authorization !== `Bearer ${state.token}`) {
      return refused(401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
    }
    if (!state.versions.includes(String(headers["linkedin-version"]))) {
      return refused(426, "NONEXISTENT_VERSION", "Requested version is not active");
    }
    if (headers["x-restli-protocol-version"] !== "2.0.0") return refused(400, "BAD", "No protocol");
    const account = /^\/rest\/adAccounts\/(\d+)(\/adCampaigns)?$/.exec(path);
    if (account !== null) {
      const found = state.accounts.find(({ id }) => String(id) === account[1]);
      if (found === undefined) return refused(403, "ACCESS_DENIED", "Not enough permissions");
      return account[2] === undefined ? { body: found } : campaigns(call, state);
    }
    return path === "/rest/adAnalytics" ? analytics(call, state) : { status: 404, body: {} };
  };
}

function campaigns({ query }: ReceivedCall, state: LinkedinState): ScriptedAnswer {
  const size = Number(query.get("pageSize"));
  const start = Number(query.get("pageToken") ?? 0);
  const more = start + size < state.campaigns.length;
  return {
    body: {
      elements: state.campaigns.slice(start, start + size),
      metadata: more ? { nextPageToken: String(start + size) } : {},
    },
  };
}

function analytics({ query }: ReceivedCall, state: LinkedinState): ScriptedAnswer {
  const numbers =
    /start:\(year:(\d+),month:(\d+),day:(\d+)\),end:\(year:(\d+),month:(\d+),day:(\d+)\)/
      .exec(query.get("dateRange") ?? "")
      ?.slice(1);
  const account = /^List\(urn:li:sponsoredAccount:(\d+)\)$/.exec(
    decoded(query.get("accounts")),
  )?.[1];
  if (numbers === undefined || account === undefined) return refused(400, "BAD", "Bad parameters");
  if (!state.accounts.some(({ id }) => String(id) === account)) {
    return refused(403, "ACCESS_DENIED", "Not enough permissions");
  }
  const [y1, m1, d1, y2, m2, d2] = numbers.map((part) => part.padStart(2, "0"));
  const days = eachDay({ from: `${y1}-${m1}-${d1}`, to: `${y2}-${m2}-${d2}` });
  const elements = days.flatMap((day) =>
    state.reported.flatMap((id) => {
      const metrics = state.metrics(id, day);
      const [year, month, dayOfMonth] = day.split("-").map(Number);
      const date = { year, month, day: dayOfMonth };
      return metrics === undefined
        ? []
        : [
            {
              ...metrics,
              dateRange: { start: date, end: date },
              pivotValues: [`urn:li:sponsoredCampaign:${id}`],
            },
          ];
    }),
  );
  return { body: { elements: elements.slice(0, CAP), paging: { start: 0, count: 10, links: [] } } };
}

function decoded(text: string | null): string {
  return decodeURIComponent(text ?? "");
}

export function refused(status: number, code: string, message: string): ScriptedAnswer {
  return { status, headers: { "x-li-uuid": "u1" }, body: { status, code, message } };
}
