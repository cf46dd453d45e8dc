import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";

import { healthRoutes } from "../../src/http/health-routes.ts";
import { answer, CannotListen, type Route, startHttpServer } from "../../src/http/http-server.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { createLog } from "../../src/log.ts";
import { signal } from "../support/signal.ts";

const SILENT = pino({ level: "silent" });

async function serve(
  routes: readonly Route[],
  options: Partial<Parameters<typeof startHttpServer>[0]> = {},
): Promise<{ readonly url: string; readonly port: number }> {
  const server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    routes,
    log: SILENT,
    ...options,
  });
  onTestFinished(() => server.stop());
  return { url: `http://127.0.0.1:${server.port}`, port: server.port };
}

describe("the server", () => {
  test("finds a route by its path, whatever the query", async () => {
    const { url } = await serve([
      { path: "/there", handle: (_request, response) => answer(response, 200, { here: true }) },
    ]);

    const found = await fetch(`${url}/there?x=/elsewhere`);

    expect(found.status).toBe(200);
    expect(found.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await found.json()).toEqual({ here: true });
  });

  test.for(["/", "/there/", "/healthz/../there2", "/%2e%2e", "//"])(
    "answers 404 where nothing is: %s",
    async (path) => {
      const { url } = await serve([]);

      const missing = await fetch(`${url}${path}`);

      expect(missing.status).toBe(404);
      expect(await missing.text()).toBe("There is nothing here.\n");
    },
  );

  test("leaves to the rest what no route takes", async () => {
    const { url } = await serve([], {
      rest: (request, response) => answer(response, 200, request.url ?? ""),
    });

    expect(await (await fetch(`${url}/sandbox/x?y`)).text()).toBe("/sandbox/x?y");
  });

  test.for([
    [
      "throws",
      () => {
        throw new Error("hunter2");
      },
    ],
    ["rejects", () => Promise.reject(new Error("hunter2"))],
  ] as const)(
    "a route that %s answers 500 without details; the log has them",
    async ([, handle]) => {
      const lines: string[] = [];
      const log = createLog("info", { write: (line) => void lines.push(line) });
      const { url } = await serve([{ path: "/broken", handle }], { log });

      const failed = await fetch(`${url}/broken?secret=1`);

      expect(failed.status).toBe(500);
      expect(await failed.text()).not.toContain("hunter2");
      expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
        { level: 50, path: "/broken", err: { message: "hunter2" } },
      ]);
    },
  );

  test("a route that fails in the middle of its answer breaks the connection", async () => {
    const { url } = await serve([
      {
        path: "/half",
        handle(_request, response) {
          response.writeHead(200, { "content-length": "1000" });
          response.write("half");
          throw new Error("in the middle");
        },
      },
    ]);

    await expect(fetch(`${url}/half`).then((half) => half.text())).rejects.toThrow(
      /terminated|fetch failed/,
    );
    expect((await fetch(url)).status).toBe(404);
  });

  test("a port that another program has is told as a sentence", async () => {
    const { port } = await serve([]);

    const second = startHttpServer({ host: "127.0.0.1", port, routes: [], log: SILENT });

    await expect(second).rejects.toThrow(CannotListen);
    await expect(second).rejects.toThrow(
      `Trimtab cannot listen on 127.0.0.1:${port}: another program has it. Stop that program, or set PORT to a free port.`,
    );
  });

  test("an address that is not this machine's is told as a sentence", async () => {
    const elsewhere = startHttpServer({ host: "192.0.2.1", port: 0, routes: [], log: SILENT });

    await expect(elsewhere).rejects.toThrow("Set HOST and PORT to an address of this machine.");
  });

  test("stopping waits for the request under way", async () => {
    const begun = signal<void>();
    const release = signal<void>();
    const server = await startHttpServer({
      host: "127.0.0.1",
      port: 0,
      log: SILENT,
      routes: [
        {
          path: "/slow",
          async handle(_request, response) {
            begun.resolve();
            await release.promise;
            answer(response, 200, "done");
          },
        },
      ],
    });
    const slow = fetch(`http://127.0.0.1:${server.port}/slow`, {
      headers: { connection: "close" },
    });
    await begun.promise;

    const stopped = server.stop();
    release.resolve();

    expect(await (await slow).text()).toBe("done");
    await stopped;
    await expect(fetch(`http://127.0.0.1:${server.port}/slow`)).rejects.toThrow("fetch failed");
  });
});

describe("health", () => {
  const good = { ok: true, message: "answers" };
  const bad = { ok: false, message: "does not answer" };

  test.for([
    [{ database: good, slack: good }, 200, true],
    [{ database: bad, slack: good }, 503, false],
    [{ database: good, slack: bad }, 503, false],
  ] as const)("of %o is %d", async ([parts, status, ready]) => {
    const { url } = await serve(healthRoutes(() => Promise.resolve(parts)));

    const readyz = await fetch(`${url}/readyz`);

    expect(readyz.status).toBe(status);
    expect(await readyz.json()).toEqual({ ready, ...parts });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

test("metrics are Prometheus text, with what was counted", async () => {
  const metrics = createMetrics({
    sources: () => Promise.resolve({ all: 3, failing: 1, paused: 0 }),
    deliveries: () => Promise.resolve({ owed: 3, late: 1, failed: 0, unknown: 2 }),
    postbacks: () => Promise.resolve(7),
  });
  const { url } = await serve([metrics.route]);
  metrics.timed("command", "answered", 0.03);
  metrics.loaded("stored", 12);
  metrics.loaded("refused", 0);
  metrics.delivered(3);
  metrics.postback("accepted");

  const answered = await fetch(`${url}/metrics`);
  const lines = (await answered.text()).split("\n");

  expect(answered.headers.get("content-type")).toContain("text/plain");
  expect(lines).toEqual(
    expect.arrayContaining([
      'trimtab_slack_answer_seconds_bucket{le="0.025",kind="command",outcome="answered"} 0',
      'trimtab_slack_answer_seconds_bucket{le="0.05",kind="command",outcome="answered"} 1',
      'trimtab_loads_total{outcome="stored"} 1',
      'trimtab_loads_total{outcome="refused"} 1',
      "trimtab_loaded_rows_total 12",
      "trimtab_deliveries_sent_total 3",
      'trimtab_deliveries{state="owed"} 3',
      'trimtab_postbacks_total{outcome="accepted"} 1',
      "trimtab_postbacks_waiting 7",
      'trimtab_deliveries{state="late"} 1',
      'trimtab_deliveries{state="failed"} 0',
      'trimtab_deliveries{state="unknown"} 2',
    ]),
  );
});

test("metrics can be read while the database does not answer", async () => {
  const gone = () => Promise.reject(new Error("no database"));
  const { route } = createMetrics({ deliveries: gone, postbacks: gone, sources: gone });
  const { url } = await serve([route]);

  const answered = await fetch(`${url}/metrics`);
  const text = await answered.text();

  expect(answered.status).toBe(200);
  expect(text).toContain("trimtab_deliveries_sent_total 0");
  expect(text).not.toContain("trimtab_deliveries{");
  expect(text).not.toMatch(/^trimtab_postbacks_waiting /m);
});
