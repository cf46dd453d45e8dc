import {
  type WebAPIPlatformError,
  type WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect } from "vitest";

import { BOT_TOKEN, GENERAL, test } from "./bolt-workspace.ts";

/** The code of a refused call, or "ok". */
async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: unknown) => (error as WebAPIPlatformError).data.error,
  );
}

describe("on demand", () => {
  const hello = { channel: GENERAL, text: "Hello" };

  test("a call is rate limited, on one channel alone", async ({ workspace }) => {
    const { app, sandbox } = workspace;
    const fault = { kind: "rate-limited", retryAfterSeconds: 7 } as const;
    sandbox.faults.next({ method: "chat.postMessage", channel: GENERAL, fault });

    await app.client.chat.postMessage({ ...hello, channel: "C0GROWTH" });
    const error = await app.client.chat.postMessage(hello).catch((limited: unknown) => limited);

    expect((error as WebAPIRateLimitedError).retryAfter).toBe(7);
    expect(sandbox.messages(GENERAL)).toEqual([]);
    expect(await outcome(app.client.chat.postMessage(hello))).toBe("ok");
  });

  test("an answer is lost after the work is done", async ({ workspace: { app, sandbox } }) => {
    sandbox.faults.next({ method: "chat.postMessage", fault: { kind: "lost-answer" } });

    const error = await app.client.chat.postMessage(hello).catch((lost: unknown) => lost);

    expect(error).toBeInstanceOf(WebAPIRequestError);
    expect(sandbox.messages(GENERAL)).toHaveLength(1);
  });

  test("a call fails with Slack's own error, twice", async ({ workspace: { app, sandbox } }) => {
    const fault = { kind: "error", error: "fatal_error" } as const;
    sandbox.faults.next({ method: "chat.postMessage", fault, times: 2 });

    expect(await outcome(app.client.chat.postMessage(hello))).toBe("fatal_error");
    expect(await outcome(app.client.chat.postMessage(hello))).toBe("fatal_error");
    expect(await outcome(app.client.chat.postMessage(hello))).toBe("ok");
  });

  test("the server breaks", async ({ workspace: { app, sandbox } }) => {
    sandbox.faults.next({ method: "chat.postMessage", fault: { kind: "server-error" } });

    await expect(app.client.chat.postMessage(hello)).rejects.toMatchObject({ statusCode: 500 });
  });

  test.for([
    ["server-error", { kind: "server-error", done: true }, 1],
    ["hang", { kind: "hang", done: true }, 1],
    ["unreadable answer", { kind: "unreadable-answer" }, 1],
    ["hang", { kind: "hang" }, 0],
    ["reset", { kind: "reset" }, 0],
  ] as const)(
    "a %s strikes with the work done or not",
    async ([, fault, standing], { workspace }) => {
      const { sandbox } = workspace;
      sandbox.faults.next({ method: "chat.postMessage", fault });

      await fetch(`${sandbox.apiUrl}chat.postMessage`, {
        method: "POST",
        headers: { authorization: `Bearer ${BOT_TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify(hello),
        signal: AbortSignal.timeout(200),
      }).catch(() => undefined);

      expect(sandbox.messages(GENERAL)).toHaveLength(standing);
    },
  );

  test("no answer ever comes", async ({ workspace: { sandbox } }) => {
    sandbox.faults.next({ method: "auth.test", fault: { kind: "hang" } });

    const call = fetch(`${sandbox.apiUrl}auth.test`, { signal: AbortSignal.timeout(50) });

    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
