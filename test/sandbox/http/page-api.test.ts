import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect } from "vitest";

import type { PageEvent, PageMessage } from "../../../src/sandbox/page-api.ts";
import { GENERAL, LEO, MAYA, startWorkspace, test, type Workspace } from "../bolt-workspace.ts";

const JSON_TYPE = { "content-type": "application/json" };

async function get({ url }: Workspace, path: string): Promise<unknown> {
  const response = await fetch(`${url}/sandbox/page-api/${path}`);
  return response.json();
}

interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
}

async function post({ url }: Workspace, path: string, sent: Sent): Promise<Response> {
  const { body, headers = JSON_TYPE } = sent;
  return fetch(`${url}/sandbox/page-api/${path}`, { method: "POST", headers, body });
}

async function write(workspace: Workspace, path: string, body: unknown): Promise<unknown> {
  const response = await post(workspace, path, { body: JSON.stringify(body) });
  return response.json();
}

/** The first event that a user's open page gets of what is done meanwhile. */
async function eventOf(
  workspace: Workspace,
  user: string,
  act: () => Promise<unknown>,
): Promise<PageEvent> {
  const response = await fetch(`${workspace.url}/sandbox/page-api/events?user=${user}`);
  await act();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const data = /^data: (.*)$/mu.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data) as PageEvent;
  }
  throw new Error("the stream ended without an event");
}

test("the page learns who is there and what to type", async ({ workspace }) => {
  const state = await get(workspace, "state");

  expect(state).toMatchObject({
    command: "/perf",
    app: { name: "Trimtab", botUserId: "U0TRIMTAB" },
    users: [{ id: MAYA }, { id: LEO }, { id: "U0ANA" }],
    channels: [
      { name: "general" },
      { name: "perf-alerts" },
      { name: "growth" },
      { name: "random" },
      { name: "Trimtab", direct: true },
    ],
  });
});

test("a command reaches the app, and its answer comes as an event", async ({ workspace }) => {
  workspace.app.command("/perf", ({ ack, command }) => ack(`Looking for ${command.text}`));

  const event = await eventOf(workspace, MAYA, () =>
    write(workspace, "command", { user: MAYA, channel: GENERAL, text: "/perf brand" }),
  );

  expect(event).toMatchObject({
    kind: "posted",
    message: { text: "Looking for brand", onlyFor: MAYA },
  });
});

test("everybody has a conversation with the app of their own", async ({ workspace }) => {
  workspace.app.command("/perf", ({ ack, command }) => ack(`In ${command.channel_id}`));
  const { channels } = (await get(workspace, "state")) as { channels: { id: string }[] };
  const channel = `${channels.at(-1)?.id}`;

  await write(workspace, "command", { user: MAYA, channel, text: "/perf" });

  const mine = (await get(workspace, `messages?channel=${channel}&user=${MAYA}`)) as Listed;
  const others = (await get(workspace, `messages?channel=${channel}&user=${LEO}`)) as Listed;
  expect(mine.messages).toMatchObject([{ channel, text: "In D0MAYA" }]);
  expect(others.messages).toEqual([]);
});

interface Listed {
  readonly messages: readonly PageMessage[];
}

test("a button on the page reaches the app", async ({ workspace }) => {
  const text = { type: "plain_text" as const, text: "More" };
  const elements = [{ type: "button" as const, text, action_id: "more" }];
  const blocks = [{ type: "actions" as const, block_id: "b", elements }];
  workspace.app.action("more", async ({ ack, respond }) => {
    await respond({ replace_original: true, text: "More it is" });
    await ack();
  });
  const posted = await workspace.app.client.chat.postMessage({ channel: GENERAL, blocks });
  const message = { channel: GENERAL, ts: posted.ts };

  const event = await eventOf(workspace, LEO, () =>
    write(workspace, "action", { user: LEO, message, blockId: "b", actionId: "more" }),
  );

  expect(event).toMatchObject({ kind: "changed", message: { text: "More it is" } });
});

test("a file is taken as it is and shared", async ({ workspace }) => {
  const sent = { body: Buffer.alloc(70_000, "x"), headers: BYTES };

  const response = await post(workspace, `upload?user=${MAYA}&channel=${GENERAL}&name=a.csv`, sent);

  const { fileId } = (await response.json()) as { fileId: string };
  expect(workspace.sandbox.messages(GENERAL)).toMatchObject([
    { files: [{ id: fileId, name: "a.csv", bytes: 70_000 }] },
  ]);
});

const BYTES = { "content-type": "application/octet-stream" };

describe("the page's interface refuses", () => {
  const command = JSON.stringify({ user: MAYA, channel: GENERAL, text: "hello" });

  test.for([
    ["another site's page", 403, { ...JSON_TYPE, origin: "https://evil.example" }],
    ["a page of another site by its fetch", 403, { ...JSON_TYPE, "sec-fetch-site": "cross-site" }],
    ["a form", 415, { "content-type": "application/x-www-form-urlencoded" }],
    ["a plain text", 415, { "content-type": "text/plain" }],
  ] as const)("%s", async ([, status, headers], { workspace }) => {
    const response = await post(workspace, "command", { body: command, headers });

    expect(response.status).toBe(status);
    expect(workspace.sandbox.messages(GENERAL)).toEqual([]);
  });

  test("a name of somebody else's that leads here", async ({ workspace }) => {
    const status = await new Promise((resolve, reject) => {
      const path = `${workspace.url}/sandbox/page-api/state`;
      const call = request(path, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on("error", reject).end();
    });

    expect(status).toBe(403);
  });

  test("a body of more than 1 MB", async ({ workspace }) => {
    const body = JSON.stringify({ user: MAYA, channel: GENERAL, text: "x".repeat(1024 * 1024) });

    const response = await post(workspace, "command", { body });

    expect(response.status).toBe(413);
  });

  test.for(["", "{", "null", "[]", "{}", '{"user":1}', '{"user":"U0MAYA","channel":"C0GENERAL"}'])(
    "the body %j with a sentence",
    async (body, { workspace }) => {
      const response = await post(workspace, "command", { body });

      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: expect.stringMatching(/\w/u) as unknown });
    },
  );

  test.for(["nothing", "constructor", "__proto__"])("the path %s", async (path, { workspace }) => {
    const read = await fetch(`${workspace.url}/sandbox/page-api/${path}`);
    const written = await post(workspace, path, { body: "{}" });

    expect([read.status, written.status]).toEqual([404, 404]);
  });
});

describe("the built page", () => {
  test("is served at the root, and its files beside it", async () => {
    const pageDir = await mkdtemp(join(tmpdir(), "trimtab-page-"));
    await writeFile(join(pageDir, "index.html"), "<title>Workspace</title>");
    await writeFile(join(pageDir, "main.js"), "0");
    const workspace = await startWorkspace({ pageDir });

    const index = await fetch(`${workspace.url}/`);
    const script = await fetch(`${workspace.url}/sandbox/page/main.js`);
    const outside = await fetch(`${workspace.url}/sandbox/page/..%2f..%2fetc%2fpasswd`);

    expect(await index.text()).toBe("<title>Workspace</title>");
    expect(index.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(script.headers.get("content-type")).toMatch(/^text\/javascript/u);
    expect(outside.status).toBe(404);
    await workspace.stop();
    await rm(pageDir, { recursive: true });
  });

  test("says how to build it where it is missing", async ({ workspace }) => {
    const response = await fetch(`${workspace.url}/`);

    expect(await response.text()).toContain("npm run build");
  });
});
