import { text } from "node:stream/consumers";

import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";

import { startHttpServer } from "../../src/http/http-server.ts";
import { type IngestDeps, ingestRoute } from "../../src/http/ingest-route.ts";

const TOKEN = "a-token-of-enough-characters";

async function serve(deps: Partial<IngestDeps> = {}) {
  const stored: string[] = [];
  const server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    log: pino({ level: "silent" }),
    routes: [
      ingestRoute({
        token: TOKEN,
        async store(body) {
          stored.push(await text(body));
          return { kind: "stored", accepted: 3, ignored: [] };
        },
        ...deps,
      }),
    ],
  });
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${server.port}/api/v1/metrics`;
  const push = (body: string | Uint8Array<ArrayBuffer>, token = TOKEN) =>
    fetch(url, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });
  return { url, push, stored };
}

describe("the push route", () => {
  test("hands the body on and answers what was accepted", async () => {
    const { push, stored } = await serve();

    const answered = await push("rows");

    expect([answered.status, await answered.json()]).toEqual([200, { accepted: 3 }]);
    expect(stored).toEqual(["rows"]);
  });

  test("stores nothing of a body larger than 32 MB", async () => {
    const { push, stored } = await serve();

    const announced = await push(new Uint8Array(32_000_001)).catch(() => undefined);

    // The connection may be closed before all of it was sent.
    expect([413, undefined]).toContain(announced?.status);
    expect(stored).toEqual([]);
  });

  test("bids a client wait that asks too often", async () => {
    const { push, stored } = await serve({ mostPerMinute: 2 });

    const statuses = [(await push("1")).status, (await push("2")).status];
    const refused = await push("3");

    expect(statuses).toEqual([200, 200]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(stored).toEqual(["1", "2"]);
  });

  test("is not shut by those who guess at the token from the same address", async () => {
    const { push, stored } = await serve({ mostPerMinute: 2 });

    const guesses: number[] = [];
    for (const guess of ["a", "b", "c"]) guesses.push((await push("no", guess)).status);
    const statuses = [(await push("1")).status, (await push("2")).status];

    expect(guesses).toEqual([401, 401, 429]);
    expect(statuses).toEqual([200, 200]);
    expect(stored).toEqual(["1", "2"]);
  });

  test("finds nothing without a token in the settings, and wants POST", async () => {
    const { url } = await serve();
    const without = await serve({ token: undefined });

    expect((await without.push("rows")).status).toBe(404);
    expect((await fetch(url)).status).toBe(405);
  });
});
