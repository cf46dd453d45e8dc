import { createHmac } from "node:crypto";

import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";

import { startHttpServer } from "../../src/http/http-server.ts";
import type { Parameters } from "../../src/http/postback-proof.ts";
import { type PostbackOutcome, postbackRoute } from "../../src/http/postback-route.ts";
import { readPostback } from "../../src/sources/postback/read-postback.ts";

const SECRET = "a-secret-of-enough-characters";

async function serve({
  secret = SECRET,
  outcome = "stored",
  ...more
}: {
  secret?: string | undefined;
  outcome?: "stored" | "unavailable";
  mostWrong?: number;
} = {}) {
  const kept: Parameters[] = [];
  const counted: PostbackOutcome[] = [];
  const server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    log: pino({ level: "silent" }),
    routes: [
      postbackRoute({
        secret: secret === "" ? undefined : secret,
        read: readPostback,
        keep(parameters) {
          kept.push(parameters);
          return Promise.resolve(outcome);
        },
        counted: (one) => void counted.push(one),
        ...more,
      }),
    ],
  });
  onTestFinished(() => server.stop());
  return { url: `http://127.0.0.1:${server.port}/postback`, kept, counted };
}

function signed(text: string): string {
  return createHmac("sha256", SECRET).update(text).digest("hex");
}

const CALL = { cid: "wAB", payout: "12.5", txid: "T1" };
const QUERY = new URLSearchParams(CALL).toString();
const SIGN = signed("cid=wAB&payout=12.5&txid=T1");

describe("a call", () => {
  test.for<[string, string, RequestInit]>([
    ["GET with a secret", `?${QUERY}&secret=${SECRET}`, {}],
    ["GET with a token", `?${QUERY}&token=${SECRET}`, {}],
    ["GET with a key", `?key=${SECRET}&${QUERY}`, {}],
    ["Everflow's verification_token", `?${QUERY}&verification_token=${SECRET}`, {}],
    ["a header", `?${QUERY}`, { headers: { "x-postback-secret": SECRET } }],
    ["a bearer token", `?${QUERY}`, { headers: { authorization: `Bearer ${SECRET}` } }],
    ["a signature", `?txid=T1&payout=12.5&cid=wAB&sign=${SIGN}`, {}],
    ["a signature in capitals", `?${QUERY}&signature=${SIGN.toUpperCase()}`, {}],
    [
      "a form",
      `?secret=${SECRET}`,
      { method: "POST", body: new URLSearchParams({ ...CALL, cid: "wAB" }) },
    ],
    [
      "JSON",
      "",
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...CALL, payout: 12.5, secret: SECRET, et: null }),
      },
    ],
    [
      "signed JSON beside a query",
      `?cid=wAB&sign=${SIGN}`,
      {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify({ txid: "T1", payout: 12.5 }),
      },
    ],
  ])("by %s is kept, without what proves it", async ([, query, init]) => {
    const { url, kept, counted } = await serve();

    const answered = await fetch(`${url}${query}`, init);

    expect([answered.status, await answered.json()]).toEqual([200, { accepted: 1 }]);
    expect(kept).toEqual([CALL]);
    expect(counted).toEqual(["accepted"]);
  });

  test.for<[string, string]>([
    ["no secret", `?${QUERY}`],
    ["another secret", `?${QUERY}&secret=${SECRET}x`],
    ["an empty signature", `?${QUERY}&sign=`],
    ["another signature", `?${QUERY}&sign=${signed("cid=wAB")}`],
    ["a signature of other parameters", `?${QUERY}&event=more&sign=${SIGN}`],
  ])("with %s is forbidden", async ([, query]) => {
    const { url, kept, counted } = await serve();

    const answered = await fetch(`${url}${query}`);

    expect(answered.status).toBe(403);
    expect(kept).toEqual([]);
    expect(counted).toEqual(["forbidden"]);
  });

  test("with wrong secrets is bidden to wait, and shuts nobody out", async () => {
    const { url, kept, counted } = await serve({ mostWrong: 2 });

    const guesses: Response[] = [];
    for (const guess of ["a", "b", "c"]) {
      guesses.push(await fetch(`${url}?${QUERY}&secret=${guess}`));
    }
    const answered = await fetch(`${url}?${QUERY}&secret=${SECRET}`);

    expect(guesses.map(({ status }) => status)).toEqual([403, 403, 429]);
    expect(Number(guesses[2]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answered.status).toBe(200);
    expect(kept).toEqual([CALL]);
    expect(counted).toEqual(["forbidden", "forbidden", "forbidden", "accepted"]);
  });

  test.for<[string, string, RequestInit, string]>([
    ["no id", `?payout=1&secret=${SECRET}`, {}, "neither a click's id nor a transaction's"],
    ["no number", `?cid=a&payout=x&secret=${SECRET}`, {}, "is no amount"],
    ["a query that is too long", `?cid=${"a".repeat(17_000)}`, {}, "larger than 16 kB"],
    [
      "a body that is too long",
      `?secret=${SECRET}`,
      { method: "POST", body: "a".repeat(20_000) },
      "larger than 16 kB",
    ],
    [
      "a list",
      `?secret=${SECRET}`,
      { method: "POST", headers: { "content-type": "application/json" }, body: "[1]" },
      "neither a form nor a JSON object",
    ],
    [
      "broken JSON",
      `?secret=${SECRET}`,
      { method: "POST", headers: { "content-type": "application/json" }, body: "{" },
      "neither a form nor a JSON object",
    ],
  ])("with %s is told what is wrong", async ([, query, init, reason]) => {
    const { url, kept, counted } = await serve();

    const answered = await fetch(`${url}${query}`, init);

    expect(answered.status).toBe(400);
    expect(((await answered.json()) as { error: string }).error).toContain(reason);
    expect(kept).toEqual([]);
    expect(counted).toEqual(["unusable"]);
  });

  test("that is not understood is kept all the same, and answered", async () => {
    const { url, kept, counted } = await serve();

    const answered = await fetch(`${url}?cid=a&status=upside&secret=${SECRET}`);

    expect([answered.status, await answered.json()]).toEqual([
      200,
      {
        accepted: 1,
        note: 'Kept, not counted. The status "upside" is not known: send lead, sale or rejected.',
      },
    ]);
    expect(kept).toEqual([{ cid: "a", status: "upside" }]);
    expect(counted).toEqual(["accepted"]);
  });

  test("keeps nothing that no database takes as text", async () => {
    const { url, kept } = await serve();

    await fetch(`${url}?cid=a%00b&txid=%ff&secret=${SECRET}`);
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-postback-secret": SECRET },
      body: String.raw`{"cid":"\ud800"}`,
    });

    expect(kept).toEqual([{ cid: "a�b", txid: "�" }, { cid: "�" }]);
  });

  test("comes again when the database could not take it", async () => {
    const { url, counted } = await serve({ outcome: "unavailable" });

    const answered = await fetch(`${url}?${QUERY}&secret=${SECRET}`);

    expect([answered.status, answered.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(counted).toEqual(["unavailable"]);
  });

  test("finds nothing without a secret in the settings, and wants GET or POST", async () => {
    const without = await serve({ secret: "" });
    const { url } = await serve();

    expect((await fetch(`${without.url}?${QUERY}&secret=`)).status).toBe(404);
    const put = await fetch(url, { method: "PUT" });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});
