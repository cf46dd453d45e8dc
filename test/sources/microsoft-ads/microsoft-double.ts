import { strToU8, zipSync } from "fflate";

import { eachDay } from "../../../src/domain/day.ts";
import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface MicrosoftState {
  /** The first one, and each that was given since: Microsoft ends none by giving a newer. */
  readonly refreshTokens: string[];
  developerToken: string;
  accounts: Record<string, unknown>[];
  campaigns: Record<string, unknown>[];
  /** Lines of a day: cells in the order of the columns asked for are made from it. */
  rows: (day: string) => Record<string, string>[];
  incomplete: boolean;
  /** Questions that are answered with Pending first. */
  pending: number;
  /** A report's file, where it is not to be the zip that it is. */
  file?: ScriptedAnswer;
  /** What each submitted request asked for. */
  readonly requests: Record<string, unknown>[];
}

interface ReportRequest {
  readonly Columns: string[];
  readonly Time: Record<"CustomDateRangeStart" | "CustomDateRangeEnd", Record<string, number>> & {
    readonly ReportTimeZone: string;
  };
}

/** Microsoft's REST services v13 as documented: an OAuth token of an hour, submit, poll, a zip with a CSV. */
export function microsoftDouble(
  state: MicrosoftState,
  base: () => string,
): (call: ReceivedCall) => ScriptedAnswer {
  let left = 0;
  let asked: ReportRequest | undefined;
  return (call) => {
    if (call.path === "/common/oauth2/v2.0/token") return token(call, state);
    if (call.path === "/files/r1.zip") return state.file ?? { body: zipped(state, asked) };
    if (call.headers.authorization !== "Bearer access-1") return fault(109, "Token expired");
    if (call.headers["developertoken"] !== state.developerToken) return fault(105, "Invalid");
    const body = JSON.parse(call.text) as Record<string, unknown>;
    const account = String(call.headers["customeraccountid"]);
    if (!state.accounts.some(({ Id }) => String(Id) === account)) {
      return fault(106, "The user is not authorized to perform this action.");
    }
    switch (call.path) {
      case "/c/Account/Query":
        return { body: { Account: state.accounts.find(({ Id }) => Id === body["AccountId"]) } };
      case "/m/Campaigns/QueryByAccountId":
        return { body: { Campaigns: state.campaigns, PartialErrors: [] } };
      case "/r/GenerateReport/Submit":
        asked = body["ReportRequest"] as ReportRequest;
        state.requests.push(body["ReportRequest"] as Record<string, unknown>);
        left = state.pending;
        return { body: { ReportRequestId: "r1" } };
      case "/r/GenerateReport/Poll":
        left -= 1;
        return {
          body: {
            ReportRequestStatus:
              left >= 0
                ? { Status: "Pending", ReportDownloadUrl: null }
                : { Status: "Success", ReportDownloadUrl: `${base()}/files/r1.zip` },
          },
        };
      default:
        return { status: 404 };
    }
  };
}

function token(call: ReceivedCall, state: MicrosoftState): ScriptedAnswer {
  const form = new URLSearchParams(call.text);
  if (form.get("grant_type") !== "refresh_token" || !form.get("scope")?.includes("msads.manage")) {
    return { status: 400, body: { error: "invalid_request" } };
  }
  if (!state.refreshTokens.includes(form.get("refresh_token") ?? "")) {
    return {
      status: 400,
      body: {
        error: "invalid_grant",
        error_description: "AADSTS700082: The refresh token has expired.",
      },
    };
  }
  const newer = `newer-${state.refreshTokens.length}`;
  state.refreshTokens.push(newer);
  return {
    body: {
      token_type: "Bearer",
      expires_in: 3600,
      access_token: "access-1",
      refresh_token: newer,
    },
  };
}

/** The refresh tokens that were used, in their order. */
export function usedTokens(calls: readonly ReceivedCall[]): (string | null)[] {
  return calls
    .filter(({ path }) => path.endsWith("/token"))
    .map(({ text }) => new URLSearchParams(text).get("refresh_token"));
}

/** A state with one account and nothing in it. */
export function microsoftState(change: Partial<MicrosoftState> = {}): MicrosoftState {
  return {
    refreshTokens: ["good"],
    developerToken: "dev",
    accounts: [
      { Id: "9001", Name: "Acme", CurrencyCode: "AUD", TimeZone: "CanberraMelbourneSydney" },
    ],
    campaigns: [],
    rows: () => [],
    incomplete: false,
    pending: 0,
    requests: [],
    ...change,
  };
}

/** The settings of a source that reads the double. */
export function microsoftSettings(url: string) {
  return {
    customerId: 77,
    accountIds: [9001],
    clientId: "app",
    pollMs: 1,
    reportingUrl: `${url}/r`,
    campaignUrl: `${url}/m`,
    customerUrl: `${url}/c`,
    loginUrl: url,
  };
}

export function fault(Code: number, Message: string): ScriptedAnswer {
  return {
    status: 400,
    body: { TrackingId: "t1", Type: "AdApiFaultDetail", Errors: [{ Code, Message }] },
  };
}

function zipped(state: MicrosoftState, request: ReportRequest | undefined): Buffer {
  if (request === undefined) throw new Error("Nothing was submitted.");
  const range = {
    from: dayOf(request.Time.CustomDateRangeStart),
    to: dayOf(request.Time.CustomDateRangeEnd),
  };
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = [
    quoted("Report Name: Trimtab campaigns by day"),
    quoted(`Report Time: ${range.from},${range.to}`),
    quoted(`Time Zone: ${request.Time.ReportTimeZone}`),
    quoted("Report Aggregation: Daily"),
    quoted("Report Filter: "),
    quoted(`Potential Incomplete Data: ${state.incomplete}`),
    quoted("Rows: 2"),
    "",
    request.Columns.map(quoted).join(","),
    ...eachDay(range).flatMap((day) =>
      state
        .rows(day)
        .map((row) =>
          request.Columns.map((name) =>
            quoted(name === "TimePeriod" ? day : (row[name] ?? "")),
          ).join(","),
        ),
    ),
    "",
    quoted("@2026 Microsoft Corporation. All rights reserved. "),
  ];
  return Buffer.from(zipSync({ "report.csv": strToU8(`\uFEFF${lines.join("\r\n")}\r\n`) }));
}

function dayOf(date: Record<string, number>): string {
  const part = (name: string) => String(date[name]).padStart(2, "0");
  return `${part("Year")}-${part("Month")}-${part("Day")}`;
}
