import { afterEach, describe, expect, test } from "vitest";

import { createApiClient } from "../../../src/sources/api/api-client.ts";
import { SourceFault } from "../../../src/usecases/source.ts";
import { type ApiServer, type ScriptedAnswer, startApiServer } from "../../support/api-server.ts";

const RETRY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 };

let server: ApiServer | undefined;
afterEach(() => server?.close());

async function calling(answers: readonly ScriptedAnswer[]) {
  let at = 0;
  server = await startApiServer(() => answers[Math.min(at++, answers.length - 1)] ?? {});
  const client = createApiClient("The platform", RETRY);
  const signal = new AbortController().signal;
  const url = `${server.url}/things`;
  return {
    server,
    get: () => client.call({ url, signal }),
    post: (once = false) => client.call({ url, method: "POST", body: { a: 1 }, once, signal }),
  };
}

describe("a call of an API", () => {
  test.each([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    ["429 without", { status: 429 }],
    ["500", { status: 500, body: "oh" }],
    ["503", { status: 503 }],
  ])("is made again after a %s", async (_, first) => {
    const { server: double, post } = await calling([first, { body: { fine: true } }]);
    const answer = await post();
    expect(answer.status).toBe(200);
    await expect(answer.json()).resolves.toEqual({ fine: true });
    expect(double.calls.map(({ text }) => text)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test.each([
    ["answers 503", { status: 503, body: {} }, "answered"],
    ["bids it wait", { status: 429, headers: { "retry-after": "0" }, body: {} }, "answered"],
    ["cuts the connection", { cut: true, body: "" }, "unreachable"],
  ])("that changes something is made once, though the platform %s", async (_, answer, end) => {
    const { server: double, post } = await calling([answer, { body: {} }]);
    const said = await post(true)
      .then(async (got) => got.json().then(() => "answered"))
      .catch((error: unknown) => (error instanceof SourceFault ? error.kind : error));
    expect(said).toBe(end);
    expect(double.calls).toHaveLength(1);
  });

  test("hands on the last answer where every attempt fails", async () => {
    const { server: double, get } = await calling([{ status: 500, body: { error: "down" } }]);
    const answer = await get();
    expect(answer.status).toBe(500);
    await expect(answer.json()).resolves.toEqual({ error: "down" });
    expect(double.calls).toHaveLength(RETRY.attempts);
  });

  test("leaves a platform alone that bids us wait longer than a load may", async () => {
    const answer = { status: 429, headers: { "retry-after": "3600" }, body: {} };
    const { server: double, get } = await calling([answer]);
    const got = await get();
    expect(got.status).toBe(429);
    expect(got.header("Retry-After")).toBe("3600");
    expect(double.calls).toHaveLength(1);
  });

  test("does not repeat what was refused", async () => {
    const { server: double, get } = await calling([{ status: 403, body: {} }]);
    expect((await get()).status).toBe(403);
    expect(double.calls).toHaveLength(1);
  });

  test.each([
    ["is no JSON", { body: "<html>", headers: { "content-type": "text/html" } }],
    ["breaks off", { body: '{"rows":[1,2', headers: { "content-length": "12" } }],
  ])("is malformed where the answer %s", async (_, answer) => {
    const { get } = await calling([answer]);
    await expect((await get()).json()).rejects.toMatchObject({ kind: "malformed" });
  });

  test("says that nobody answers where the connection is cut in mid-answer", async () => {
    const { get } = await calling([
      { body: '{"rows":', headers: { "content-length": "900" }, cut: true },
    ]);
    const reading = get().then((answer) => answer.json());
    await expect(reading).rejects.toBeInstanceOf(SourceFault);
    await expect(reading).rejects.toMatchObject({ kind: "unreachable" });
  });

  test("says that nobody answers where nobody listens", async () => {
    const { server: double, get } = await calling([{}]);
    await double.close();
    await expect(get()).rejects.toMatchObject({ kind: "unreachable" });
  });
});

describe("a client that is closed", () => {
  test("waits for no answer that nobody reads", async () => {
    server = await startApiServer(() => ({ body: "x".repeat(300_000) }));
    const client = createApiClient("The platform", RETRY);
    await client.call({ url: server.url, signal: new AbortController().signal });
    await expect(client.close()).resolves.not.toThrow();
  });

  test("does not wait until a call is made again that was given up", async () => {
    server = await startApiServer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
    const patient = { attempts: 3, firstWaitMs: 1, longestWaitMs: 3_600_000 };
    const client = createApiClient("The platform", patient);
    const stopping = new AbortController();
    const call = client.call({ url: server.url, signal: stopping.signal });
    while (server.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await expect(call).rejects.toMatchObject({ kind: "unreachable" });
    await client.close();
  });
});
