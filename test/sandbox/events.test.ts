import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "vitest";

import { GENERAL, MAYA, signal, startWorkspace, test } from "./bolt-workspace.ts";

test("a mention reaches the app and stands in the channel", async ({ workspace }) => {
  const { app, sandbox } = workspace;
  const seen = signal<unknown>();
  app.event("app_mention", async ({ event }) => {
    seen.resolve(event);
  });

  await sandbox.mention({ user: MAYA, channel: GENERAL, text: "perf brand" });

  const text = "<@U0TRIMTAB> perf brand";
  expect(await seen.promise).toMatchObject({ user: MAYA, channel: GENERAL, text });
  expect(sandbox.messages(GENERAL)).toMatchObject([{ author: MAYA, text }]);
});

test.for([
  [0, ["first"]],
  [3, ["first", "1", "2", "3"]],
] as const)("an event is sent again %d times at most", async ([eventRetries, wanted]) => {
  const attempts: string[] = [];
  const broken = createServer((request, response) => {
    attempts.push(String(request.headers["x-slack-retry-num"] ?? "first"));
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
  const { port } = broken.address() as AddressInfo;
  const eventsUrl = () => `http://127.0.0.1:${port}/slack/events`;
  const workspace = await startWorkspace({ eventRetries, eventsUrl });

  await workspace.sandbox.openHome(MAYA);

  expect(attempts).toEqual(wanted);
  await workspace.stop();
  broken.closeAllConnections();
  broken.close();
});

test("messages have timestamps of their own, in their order", async ({ workspace }) => {
  const { app, sandbox } = workspace;

  for (let count = 0; count < 5; count += 1) {
    await app.client.chat.postMessage({ channel: GENERAL, text: `${count}` });
  }

  const stamps = sandbox.messages(GENERAL).map(({ ts }) => ts);
  expect(new Set(stamps).size).toBe(5);
  expect(stamps).toEqual(stamps.toSorted());
  expect(stamps[0]).toMatch(/^\d{10}\.\d{6}$/u);
});
