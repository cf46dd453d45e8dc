import { afterEach, describe, expect, test } from "vitest";

import { collectingSink, readOf } from "../../support/collecting-sink.ts";
import { googleError } from "./google-error.ts";
import { ACCOUNT, CONSENT, openGoogle, RETRY, serviceAccount } from "./google-fixture.ts";

const { signal } = new AbortController();
const NOVEMBER = { from: "2026-11-01", to: "2026-11-07" };
const holding = (part: string): unknown => expect.stringContaining(part);

let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

async function opened(given: Parameters<typeof openGoogle>[0] = {}) {
  const google = await openGoogle(given);
  end = google.end;
  const request = { account: ACCOUNT, days: NOVEMBER, signal };
  return {
    double: google.double,
    check: () => google.source.check(signal),
    load: () => google.source.load(request, collectingSink()).then(readOf),
  };
}

describe("a Google Ads account that gives trouble", () => {
  const of = (status: number, error: readonly [string, string], more: object = {}) => ({
    status,
    body: googleError(status, error, more),
  });

  test.each([
    [
      "no rights",
      of(403, ["authorizationError", "USER_PERMISSION_DENIED"]),
      { kind: "rights", next: holding("loginCustomerId") },
    ],
    [
      "a closed account",
      of(403, ["authorizationError", "CUSTOMER_NOT_ENABLED"]),
      { kind: "rights" },
    ],
    [
      "a project for tests",
      of(403, ["authorizationError", "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"]),
      { kind: "rights", next: holding("project") },
    ],
    [
      "a version that ended",
      of(400, ["requestError", "UNSUPPORTED_VERSION"]),
      { kind: "settings", next: holding("apiVersion") },
    ],
    [
      "a wrong query",
      of(400, ["queryError", "UNRECOGNIZED_FIELD"]),
      { kind: "settings", requestId: "req-1" },
    ],
    [
      "an unknown address",
      { status: 404, body: "<html>" },
      { kind: "settings", next: holding("apiVersion") },
    ],
  ])("is not asked again for %s", async (_, answer, fault) => {
    const { load, double } = await opened();
    double.intercept = ({ path }) => (path === "/token" ? undefined : answer);
    await expect(load()).rejects.toMatchObject(fault);
    expect(double.calls.filter(({ path }) => path !== "/token")).toHaveLength(1);
  });

  test.each([
    [
      "the day's operations are used up",
      of(429, ["quotaError", "RESOURCE_EXHAUSTED"], { retryDelay: "3600s" }),
      { kind: "limited", afterMs: 3_600_000 },
    ],
    [
      "there are too many calls",
      of(429, ["quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED"]),
      { kind: "limited" },
    ],
    ["a gateway fails", { status: 502, body: "<html>" }, { kind: "unreachable" }],
    ["it fails inside", of(500, ["internalError", "INTERNAL_ERROR"]), { kind: "unreachable" }],
    [
      "it fails for a while",
      of(503, ["internalError", "TRANSIENT_ERROR"]),
      { kind: "unreachable" },
    ],
  ])("is asked as often as the timing says where %s", async (_, answer, fault) => {
    const { load, double } = await opened();
    double.intercept = ({ path }) => (path === "/token" ? undefined : answer);
    await expect(load()).rejects.toMatchObject(fault);
    expect(double.calls.filter(({ path }) => path !== "/token")).toHaveLength(RETRY.attempts);
  });

  test("is left alone for as long as it bids", async () => {
    const { load, double } = await opened();
    const answer = {
      ...of(429, ["quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED"]),
      headers: { "retry-after": "120" },
    };
    double.intercept = ({ path }) => (path === "/token" ? undefined : answer);
    await expect(load()).rejects.toMatchObject({ kind: "limited", afterMs: 120_000 });
    expect(double.calls).toHaveLength(2);
  });

  test("ends with the credentials where a new token is not taken either", async () => {
    const { load, double } = await opened();
    double.intercept = ({ path }) => {
      if (path !== "/token") double.tokens.clear();
      return undefined;
    };
    await expect(load()).rejects.toMatchObject({ kind: "credentials" });
    expect(double.calls.filter(({ path }) => path === "/token")).toHaveLength(2);
  });

  test.each([
    ["a consent that ended", () => CONSENT, "invalid_grant"],
    ["a wrong client", () => CONSENT, "invalid_client"],
    ["a key that is not this account's", serviceAccount, "invalid_grant"],
  ])("gives no token for %s", async (_, secrets, error) => {
    const { check, double } = await opened({ secrets: secrets() });
    double.intercept = () => ({ status: 400, body: { error, error_description: "No." } });
    await expect(check()).rejects.toMatchObject({
      name: "SourceFault",
      kind: "credentials",
      message: holding(error),
    });
  });

  test("says that a service account's key cannot be read", async () => {
    const secrets = { serviceAccount: { client_email: "bot@x", private_key: "not a key" } };
    const { check } = await opened({ secrets });
    await expect(check()).rejects.toMatchObject({
      kind: "credentials",
      next: holding("private_key"),
    });
  });
});

describe("a stream of Google Ads that breaks", () => {
  const first =
    '[{"results":[{"campaign":{"id":"7"},"metrics":{"costMicros":"1"},"segments":{"date":"2026-11-01"}}]';
  const inside = JSON.stringify(googleError(500, ["internalError", "INTERNAL_ERROR"]));

  test.each([
    ["is cut before any row", { body: '[{"res', cut: true, headers: { "content-length": "900" } }],
    ["ends too early, before any row", { body: '[{"results":[' }],
    ["holds an error in place of rows", { body: `[${inside}]` }],
    ["is no JSON", { body: "<html></html>" }],
  ])("is asked for again where it %s", async (_, answer) => {
    const { load, double } = await opened();
    let failed = 0;
    double.intercept = ({ text }) =>
      text.includes("segments.date, metrics.impressions") && (failed += 1) <= 1
        ? answer
        : undefined;
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
  });

  test.each([
    ["is cut", { body: first, cut: true, headers: { "content-length": "900" } }, "unreachable"],
    ["ends too early", { body: first }, "malformed"],
    ["goes on with an error", { body: `${first}},${inside}]` }, "unreachable"],
    [
      "goes on with something else",
      { body: `${first.slice(0, -1)},{"campaign":{}}]}]` },
      "malformed",
    ],
  ])("ends the load where it %s after a row went on", async (_, answer, kind) => {
    const { load, double } = await opened();
    double.intercept = ({ text }) =>
      text.includes("segments.date, metrics.impressions") ? answer : undefined;
    await expect(load()).rejects.toMatchObject({ name: "SourceFault", kind });
  });

  test("is left where the load is given up", async () => {
    const { source, end: close, double } = await openGoogle();
    end = close;
    const stop = new AbortController();
    double.rows = function* () {
      for (;;) {
        yield '{"campaign":{"id":"7"},"metrics":{},"segments":{"date":"2026-11-01"}}';
      }
    };
    const sink = { ...collectingSink(), rows: () => Promise.resolve(stop.abort()) };
    const request = { account: ACCOUNT, days: NOVEMBER, signal: stop.signal };
    await expect(source.load(request, sink)).rejects.toMatchObject({
      kind: "unreachable",
      message: holding("given up"),
    });
  });
});
