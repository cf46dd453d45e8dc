import { afterEach, describe, expect, test } from "vitest";

import { collectingSink, readOf } from "../../support/collecting-sink.ts";
import { metaError } from "./meta-account.ts";
import { ACCOUNT, metaAccount, openMeta, RETRY } from "./meta-fixture.ts";

const { signal } = new AbortController();
const NOVEMBER = { from: "2026-11-01", to: "2026-11-07" };
const holding = (part: string): unknown => expect.stringContaining(part);

let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

async function opened(given: Parameters<typeof openMeta>[0] = {}) {
  const meta = await openMeta(given);
  end = meta.end;
  const sink = collectingSink();
  return {
    double: meta.double,
    sink,
    load: (days = NOVEMBER) =>
      meta.source.load({ account: ACCOUNT, days, signal }, sink).then(readOf),
    insights: () => meta.double.calls.filter(({ path }) => path.endsWith("/act_42/insights")),
  };
}

describe("a Meta ad account that gives trouble", () => {
  test.each([
    [190, 400, { kind: "credentials", next: holding("system user") }],
    [200, 403, { kind: "rights" }],
    [10, 403, { kind: "rights", next: holding("ads_read") }],
    [3, 400, { kind: "rights" }],
    [100, 400, { kind: "settings", requestId: "trace-1" }],
    [2635, 400, { kind: "settings", next: holding("apiVersion") }],
    [4, 403, { kind: "limited" }],
    [17, 400, { kind: "limited" }],
    [32, 400, { kind: "limited" }],
    [613, 400, { kind: "limited" }],
    [80_000, 400, { kind: "limited" }],
    [80_004, 400, { kind: "limited" }],
  ])("is asked once for error %d", async (code, status, fault) => {
    const { load, double } = await opened();
    double.intercept = () => ({ status, body: metaError(code, "No.") });
    await expect(load()).rejects.toMatchObject({ name: "SourceFault", ...fault });
    expect(double.calls).toHaveLength(1);
  });

  test.each([
    [2, {}],
    [99, { is_transient: true }],
  ])("is asked as often as the timing says for the passing error %d", async (code, more) => {
    const { load, double } = await opened();
    double.intercept = () => ({ status: 400, body: metaError(code, "No.", more) });
    await expect(load()).rejects.toMatchObject({ kind: "unreachable" });
    expect(double.calls).toHaveLength(RETRY.attempts);
  });

  test("does not tell its token on", async () => {
    const { load, double } = await opened();
    double.intercept = () => ({
      status: 400,
      body: metaError(190, "Malformed access token token-1"),
    });
    await expect(load()).rejects.toMatchObject({ message: holding("token [token].") });
  });

  test("is left where the load is given up", async () => {
    const { source, end: close, double } = await openMeta();
    end = close;
    const stop = new AbortController();
    double.intercept = ({ path }) => {
      if (path.endsWith("/act_42/insights")) stop.abort();
      return undefined;
    };
    const request = { account: ACCOUNT, days: NOVEMBER, signal: stop.signal };
    await expect(source.load(request, collectingSink())).rejects.toMatchObject({
      kind: "unreachable",
      message: holding("given up"),
    });
  });

  test.each([
    ["a 500", { status: 500, body: metaError(2, "Service temporarily unavailable") }],
    ["a gateway's page", { status: 502, body: "<html>" }],
    ["a 429", { status: 429, body: "" }],
    ["a 429 with Retry-After", { status: 429, body: "", headers: { "retry-after": "0" } }],
    [
      "an answer that is cut",
      { body: '{"data":[', cut: true, headers: { "content-length": "99" } },
    ],
    ["an answer that ends too early", { body: '{"data":[' }],
  ])("is asked again after %s", async (_, answer) => {
    const { load, double } = await opened();
    let failed = 0;
    double.intercept = ({ path }) =>
      path.endsWith("/insights") && (failed += 1) === 1 ? answer : undefined;
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
  });

  test.each([
    ["stays cut", { body: '{"data":[' }, "malformed"],
    ["stays down", { status: 503, body: "" }, "unreachable"],
  ])("ends the load where it %s", async (_, answer, kind) => {
    const { load, double, insights } = await opened();
    double.intercept = ({ path }) => (path.endsWith("/insights") ? answer : undefined);
    await expect(load()).rejects.toMatchObject({ kind });
    expect(insights()).toHaveLength(RETRY.attempts);
  });

  test.each([
    ["a text for spend", { campaign_id: "7", spend: "lots" }],
    ["a month for a day", { campaign_id: "7", date_stop: "2026-11-30" }],
    ["no campaign", { spend: "1" }],
    [
      "a text for conversions",
      { campaign_id: "7", actions: [{ action_type: "purchase", "7d_click": "x" }] },
    ],
  ])("is malformed with %s", async (_, row) => {
    const { load, double } = await opened();
    const data = [{ date_start: "2026-11-01", date_stop: "2026-11-01", spend: "1", ...row }];
    double.intercept = ({ path }) => (path.endsWith("/insights") ? { body: { data } } : undefined);
    await expect(load()).rejects.toMatchObject({ name: "SourceFault", kind: "malformed" });
  });

  test("ends with the credentials where the token ends in the middle", async () => {
    const { load, double } = await opened();
    double.pageRows = 1;
    double.intercept = ({ query }) => {
      if (query.get("after") === "1") double.token = "another";
      return undefined;
    };
    await expect(load()).rejects.toMatchObject({ kind: "credentials" });
  });

  test.each([
    [{ "x-business-use-case-usage": '{"1":[{"type":"ads_insights","call_count":95}]}' }, 300_000],
    [
      {
        "x-business-use-case-usage":
          '{"1":[{"call_count":10,"estimated_time_to_regain_access":7}]}',
      },
      420_000,
    ],
    [{ "x-ad-account-usage": '{"acc_id_util_pct":91.5,"reset_time_duration":60}' }, 60_000],
    [{ "x-fb-ads-insights-throttle": '{"app_id_util_pct":99,"acc_id_util_pct":1}' }, 300_000],
  ])("is left alone before its limits are used up: %j", async (usage, afterMs) => {
    const { load, double } = await opened();
    double.usage = usage;
    await expect(load()).rejects.toMatchObject({ kind: "limited", afterMs });
    expect(double.calls).toHaveLength(1);
  });

  test.each([
    ["there is room", { "x-ad-account-usage": '{"acc_id_util_pct":50,"reset_time_duration":60}' }],
    [
      "the wait is short",
      { "x-ad-account-usage": '{"acc_id_util_pct":95,"reset_time_duration":0.005}' },
    ],
    ["the header is unreadable", { "x-ad-account-usage": "soon" }],
  ])("is asked on where %s", async (_, usage) => {
    const { load, double } = await opened();
    double.usage = usage;
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
  });
});

describe("more of a Meta ad account than it gives out at once", () => {
  const tooMuch = {
    status: 400,
    body: metaError(100, "Time out", { error_subcode: 1_504_018 }),
  };

  test("comes as a report, which is waited for", async () => {
    const { load, double, sink } = await opened();
    double.intercept = ({ method, path }) =>
      method === "GET" && path.endsWith("/act_42/insights") ? tooMuch : undefined;
    double.looks = [
      { async_status: "Job Not Started", async_percent_completion: 0 },
      { async_status: "Job Running", async_percent_completion: 100 },
      { async_status: "Job Completed", async_percent_completion: 100 },
    ];
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
    expect(sink.kept).toHaveLength(3);
    expect(double.calls.filter(({ path }) => path.endsWith("/report-0"))).toHaveLength(3);
  });

  test("comes in halves where a report is too much as well", async () => {
    const { load, double, insights } = await opened();
    double.intercept = ({ method, path, text, query }) => {
      if (!path.endsWith("/act_42/insights")) return undefined;
      const asked = (method === "POST" ? new URLSearchParams(text) : query).get("time_range") ?? "";
      return asked.includes("2026-11-01") && asked.includes("2026-11-07") ? tooMuch : undefined;
    };
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 }, days: NOVEMBER });
    expect(
      insights()
        .map(({ query }) => query.get("time_range"))
        .slice(-2),
    ).toEqual([
      '{"since":"2026-11-01","until":"2026-11-04"}',
      '{"since":"2026-11-05","until":"2026-11-07"}',
    ]);
  });

  test("does not hand on anything twice where only a later page was too much", async () => {
    const { load, double, sink } = await opened();
    double.pageRows = 1;
    double.intercept = ({ path, query }) =>
      path.endsWith("/act_42/insights") && query.get("after") === "2"
        ? { status: 500, body: metaError(1, "Please reduce the amount of data you're asking for") }
        : undefined;
    await load();
    expect(sink.kept).toHaveLength(3);
  });

  const many = Array.from({ length: 3_000 }, (_, id) => ({ id: String(id), name: "C" }));
  const failed = { async_status: "Job Failed", async_percent_completion: 20 };

  test("is asked for again where the report fails by chance", async () => {
    const { load, double } = await opened({ account: metaAccount({ campaigns: many }) });
    double.looks = [failed, { async_status: "Job Completed", async_percent_completion: 100 }];
    double.intercept = ({ path }) =>
      path.endsWith("/report-1") ? { body: double.looks[1] } : undefined;
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
    expect(double.calls.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("is not asked for again where the report says why it failed", async () => {
    const { load, double } = await opened({ account: metaAccount({ campaigns: many }) });
    double.looks = [{ ...failed, error_code: 200, error_message: "No." }];
    await expect(load()).rejects.toMatchObject({ kind: "rights" });
    expect(double.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
