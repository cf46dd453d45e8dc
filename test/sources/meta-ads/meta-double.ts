import { createHmac } from "node:crypto";

import { eachDay } from "../../../src/domain/day.ts";
import {
  type ApiServer,
  type ReceivedCall,
  type ScriptedAnswer,
  startApiServer,
} from "../../support/api-server.ts";
import { type DoubleHolder, type MetaAccount, metaError } from "./meta-account.ts";
import { changeBudget } from "./meta-double-budgets.ts";

export interface MetaDouble extends ApiServer {
  readonly account: MetaAccount;
  /** The token that it takes. */
  token: string;
  /** Asked for proof where set. */
  appSecret: string | undefined;
  /** The newest day that it has, where it has not all that were asked for. */
  newest: string | undefined;
  /** Asked before anything else: an answer from here is sent instead. */
  intercept: (call: ReceivedCall) => ScriptedAnswer | undefined;
  /** What a report says of itself, look by look; the last stays. */
  looks: readonly object[];
  /** Insights of a day instead of the account's own, for long answers. */
  long: LongDays | undefined;
  /** Rows on a page at most. */
  pageRows: number;
  /** Sent with every answer. */
  usage: Readonly<Record<string, string>>;
}

/** Days of the same number of rows each, made as somebody asks for a page. */
export interface LongDays {
  readonly perDay: number;
  readonly row: (index: number) => object;
}

interface Report {
  readonly from: string;
  readonly to: string;
  looked: number;
}

type State = Omit<MetaDouble, keyof ApiServer>;

export async function startMetaDouble(account: MetaAccount): Promise<MetaDouble> {
  const state: State = {
    account,
    token: "token-1",
    appSecret: undefined,
    newest: undefined,
    intercept: () => undefined,
    looks: [{ async_status: "Job Completed", async_percent_completion: 100 }],
    long: undefined,
    pageRows: 500,
    usage: {},
  };
  const reports: Report[] = [];
  let base = "";

  function answer(call: ReceivedCall): ScriptedAnswer {
    const scripted = state.intercept(call) ?? refusalOf(call, state);
    if (scripted !== undefined)
      return { ...scripted, headers: { ...state.usage, ...scripted.headers } };
    const path = call.path.replace(/^\/v26\.0\//, "");
    const found = of(call, path) ?? {
      status: 400,
      body: metaError(100, "Unsupported get request", { error_subcode: 33 }),
    };
    return { ...found, headers: { "x-fb-trace-id": "trace-1", ...state.usage } };
  }

  function of(call: ReceivedCall, path: string): ScriptedAnswer | undefined {
    const page = (rows: RowList): ScriptedAnswer =>
      pageOf(rows, call, { base, most: state.pageRows });
    const { campaigns, adSets = [] } = account;
    if (call.method === "POST")
      return path.endsWith("/insights") ? begin(call) : changeBudget(call, path, account);
    if (path === "me/permissions") {
      return page(
        Object.entries(account.permissions).map(([permission, status]) => ({ permission, status })),
      );
    }
    if (path === `act_${account.id}`) return { body: { ...account, id: `act_${account.id}` } };
    if (path === `act_${account.id}/campaigns`) return page(listed(campaigns, call));
    if (path === `act_${account.id}/adsets`) return page(listed(adSets, call));
    if (path === `act_${account.id}/insights`) return insights(call, page);
    const report = reports[Number(/^report-(\d+)/.exec(path)?.[1])];
    if (report !== undefined && path.endsWith("/insights")) return page(rowsOf(report));
    if (report !== undefined)
      return { body: state.looks[Math.min(report.looked++, state.looks.length - 1)] };
    const campaign = campaigns.find(({ id }) => id === path.split("/")[0]);
    if (campaign === undefined) return undefined;
    if (!path.endsWith("/adsets")) return { body: { account_id: account.id, ...campaign } };
    return page(
      listed(
        adSets.filter(({ campaign_id: id }) => id === campaign.id),
        call,
      ),
    );
  }

  function insights(call: ReceivedCall, page: (rows: RowList) => ScriptedAnswer) {
    if (call.query.get("level") === "account") return page([{ actions: account.actions ?? [] }]);
    const range = rangeOf(call.query);
    return tooNew(range.to) ?? page(rowsOf(range));
  }

  function begin(call: ReceivedCall): ScriptedAnswer {
    const range = rangeOf(new URLSearchParams(call.text));
    const id = `report-${reports.push({ ...range, looked: 0 }) - 1}`;
    return tooNew(range.to) ?? { body: { report_run_id: id } };
  }

  function tooNew(to: string): ScriptedAnswer | undefined {
    if (state.newest === undefined || to <= state.newest) return undefined;
    return { status: 400, body: metaError(100, "(#100) time_ranges.end cannot be in the future") };
  }

  function rowsOf({ from, to }: { readonly from: string; readonly to: string }): RowList {
    const days = eachDay({ from, to });
    if (state.long !== undefined) return longRows(days, state.long);
    return days.flatMap((day) => (account.days?.[day] ?? []).map((row) => dated(row, day)));
  }

  const server = await startApiServer(answer);
  base = server.url;
  return Object.assign(state, server);
}

function refusalOf(call: ReceivedCall, { token, appSecret }: State): ScriptedAnswer | undefined {
  if (call.headers.authorization !== `Bearer ${token}`) {
    return {
      status: 401,
      body: metaError(190, "Error validating access token", { error_subcode: 463 }),
    };
  }
  if (appSecret === undefined) return undefined;
  const proof = createHmac("sha256", appSecret).update(token).digest("hex");
  if (call.query.get("appsecret_proof") === proof) return undefined;
  return {
    status: 400,
    body: metaError(100, "API calls from the server require an appsecret_proof argument"),
  };
}

function rangeOf(query: URLSearchParams): { readonly from: string; readonly to: string } {
  const range = JSON.parse(query.get("time_range") ?? "{}") as { since: string; until: string };
  return { from: range.since, to: range.until };
}

/** Without a list of statuses, archived ones are left out. */
function listed<T extends DoubleHolder>(all: readonly T[], { query }: ReceivedCall): T[] {
  const wanted = JSON.parse(query.get("effective_status") ?? '["ACTIVE","PAUSED"]') as string[];
  return all
    .map((one) => ({ effective_status: "ACTIVE", ...one }))
    .filter(({ effective_status: status }) => wanted.includes(status));
}

type RowList = Pick<readonly object[], "length" | "slice">;

function longRows(days: readonly string[], { perDay, row }: LongDays): RowList {
  const length = days.length * perDay;
  const at = (index: number): object =>
    dated(row(index % perDay), days[Math.floor(index / perDay)] ?? "");
  return {
    length,
    slice: (from = 0, to = length) =>
      Array.from({ length: Math.min(to, length) - from }, (_, index) => at(from + index)),
  };
}

function dated(row: object, day: string): object {
  return { ...row, date_start: day, date_stop: day };
}

function pageOf(
  rows: RowList,
  call: ReceivedCall,
  { base, most }: { readonly base: string; readonly most: number },
): ScriptedAnswer {
  const limit = Math.min(Number(call.query.get("limit") ?? 25), most);
  const from = Number(call.query.get("after") ?? 0);
  const data = rows.slice(from, from + limit);
  const more = rows.length > from + limit;
  const next = new URL(base + call.path);
  for (const [name, value] of call.query) next.searchParams.set(name, value);
  next.searchParams.set("after", String(from + limit));
  const paging = { cursors: {}, ...(more ? { next: next.href } : {}) };
  return { body: { data, paging } };
}
