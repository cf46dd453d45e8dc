import fc from "fast-check";
import { expect } from "vitest";

import { METHODS } from "../../src/sandbox/api/methods.ts";
import { draws } from "../support/draws.ts";
import { BOT_TOKEN, test } from "./bolt-workspace.ts";

const word = fc.oneof(
  fc.constantFrom("U0MAYA", "C0GENERAL", "D0MAYA", "/perf", "1.000001", "__proto__", ""),
  fc.string(),
);
const anyArguments = fc.record(
  Object.fromEntries(
    "channel user ts text thread_ts blocks view view_id hash trigger_id metadata file users user_id external_id"
      .split(" ")
      .map((name) => [name, fc.oneof(word, fc.jsonValue())]),
  ),
  { requiredKeys: [] },
);

test("no call of the Web API makes the double fail", async ({ workspace: { sandbox } }) => {
  const headers = { authorization: `Bearer ${BOT_TOKEN}`, "content-type": "application/json" };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(METHODS)),
      anyArguments,
      async (method, args) => {
        const body = JSON.stringify(args);
        const response = await fetch(`${sandbox.apiUrl}${method}`, {
          method: "POST",
          headers,
          body,
        });
        expect(response.status).toBe(200);
        expect(await response.json()).toHaveProperty("ok");
      },
    ),
    draws(200),
  );
});

const anyPageRequest = fc.record(
  {
    user: word,
    channel: word,
    text: word,
    message: fc.record({ channel: word, ts: word }),
    viewId: word,
    blockId: word,
    actionId: word,
    change: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
    state: fc.oneof(fc.dictionary(word, fc.dictionary(word, fc.jsonValue())), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

test("no request of a page makes the double fail", async ({ workspace: { url, app } }) => {
  app.command("/perf", ({ ack }) => ack());
  const paths = ["command", "action", "submit-view", "close-view", "open-home"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anyPageRequest, async (path, request) => {
      const response = await fetch(`${url}/sandbox/page-api/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      expect(response.status).toBeLessThan(500);
    }),
    draws(200),
  );
});

test.for([
  "/sandbox",
  "/sandbox/",
  "/sandbox/api",
  "/sandbox/api/",
  "/sandbox/files",
  "/sandbox/files/F0GONE/x",
  "/sandbox/response/gone",
  "/sandbox/page/",
  "/elsewhere",
  "//",
  "/%",
])("the address %s is answered", async (path, { workspace: { url } }) => {
  const response = await fetch(`${url}${path}`);

  expect(response.status).toBeLessThan(500);
});
