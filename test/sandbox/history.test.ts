import type { WebAPIPlatformError } from "@slack/web-api";
import { describe, expect } from "vitest";

import { GENERAL, MAYA, startWorkspace, test, type Workspace } from "./bolt-workspace.ts";

const METADATA = { event_type: "trimtab_delivery", event_payload: { key: "m" } };

/** Posts `count` messages, then a thread below the last with a plain and a broadcast reply. */
async function fill({ app: { client } }: Workspace, count: number): Promise<string[]> {
  const posted: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { ts = "" } = await client.chat.postMessage({
      channel: GENERAL,
      text: `m${index}`,
      metadata: METADATA,
    });
    posted.push(ts);
  }
  const thread = { channel: GENERAL, thread_ts: posted.at(-1) ?? "" };
  await client.chat.postMessage({ ...thread, text: "plain" });
  await client.chat.postMessage({ ...thread, text: "broadcast", reply_broadcast: true });
  return posted;
}

async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: unknown) => (error as WebAPIPlatformError).data.error,
  );
}

function textsOf({ messages = [] }: { messages?: { text?: string }[] }): unknown[] {
  return messages.map(({ text }) => text);
}

describe("a channel's history", () => {
  test("is read newest first, with broadcast replies alone of the threads", async ({
    workspace,
  }) => {
    await fill(workspace, 2);
    const { client } = workspace.app;

    const read = await client.conversations.history({ channel: GENERAL });

    expect(textsOf(read)).toEqual(["broadcast", "m1", "m0"]);
    expect(read).toMatchObject({
      has_more: false,
      messages: [{ subtype: "thread_broadcast" }, {}, {}],
    });
  });

  test("tells metadata only to who asks", async ({ workspace }) => {
    await fill(workspace, 1);
    const { client } = workspace.app;

    const plain = await client.conversations.history({ channel: GENERAL });
    const all = await client.conversations.history({
      channel: GENERAL,
      include_all_metadata: true,
    });

    expect(plain.messages?.[1]).not.toHaveProperty("metadata");
    expect(all.messages?.[1]).toMatchObject({ metadata: METADATA });
  });

  test("is cut into pages, each of which names the next", async ({ workspace }) => {
    await fill(workspace, 4);
    const { client } = workspace.app;
    const pages: unknown[][] = [];
    let cursor = "";
    do {
      const page = await client.conversations.history({ channel: GENERAL, limit: 2, cursor });
      pages.push(textsOf(page));
      expect(page.has_more).toBe(page.response_metadata?.next_cursor !== "");
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor !== "");

    expect(pages).toEqual([["broadcast", "m3"], ["m2", "m1"], ["m0"]]);
  });

  test("is read between two instants, neither included", async ({ workspace }) => {
    const [oldest = "", , latest = ""] = await fill(workspace, 3);
    const { client } = workspace.app;

    const read = await client.conversations.history({ channel: GENERAL, oldest, latest });

    expect(textsOf(read)).toEqual(["m1"]);
  });

  test("leaves out what only one person sees", async ({ workspace: { app } }) => {
    await app.client.chat.postEphemeral({ channel: GENERAL, user: MAYA, text: "psst" });

    expect(textsOf(await app.client.conversations.history({ channel: GENERAL }))).toEqual([]);
  });
});

test("a thread is read oldest first, its root before all", async ({ workspace }) => {
  const [, root = ""] = await fill(workspace, 2);
  const { client } = workspace.app;

  const read = await client.conversations.replies({ channel: GENERAL, ts: root });

  expect(textsOf(read)).toEqual(["m1", "plain", "broadcast"]);
});

test.for([
  ["channel_not_found", { channel: "C0NOWHERE" }],
  ["channel_not_found", { channel: "#general" }],
  ["channel_not_found", { channel: MAYA }],
  ["not_in_channel", { channel: "C0RANDOM" }],
  ["missing_scope", { channel: "D0MAYA" }],
  ["invalid_cursor", { channel: GENERAL, cursor: "bm93aGVyZQ==" }],
  ["invalid_limit", { channel: GENERAL, limit: 0 }],
  ["invalid_ts_oldest", { channel: GENERAL, oldest: "yesterday" }],
  ["invalid_ts_latest", { channel: GENERAL, latest: "today" }],
] as const)("history is refused with %s", async ([error, args], { workspace: { app } }) => {
  expect(await outcome(app.client.apiCall("conversations.history", args))).toBe(error);
});

test("a thread that is not there is not found", async ({ workspace: { app } }) => {
  const call = app.client.conversations.replies({ channel: GENERAL, ts: "1.000000" });

  expect(await outcome(call)).toBe("thread_not_found");
});

test.for([
  ["C0SECRET", "channels:history", "missing_scope"],
  ["C0SECRET", "groups:history", "ok"],
  ["C0OPEN", "channels:history", "ok"],
  ["C0OPEN", "groups:history", "missing_scope"],
] as const)("%s read with %s is %s", async ([channel, scope, expected]) => {
  const channels = [
    { id: "C0SECRET", name: "secret", topic: "", hasApp: true, isPrivate: true },
    { id: "C0OPEN", name: "open", topic: "", hasApp: true },
  ];
  const workspace = await startWorkspace({ channels, scopes: ["chat:write", scope] });

  expect(await outcome(workspace.app.client.conversations.history({ channel }))).toBe(expected);
  await workspace.stop();
});

test.for([
  ["public_channel", ["channels:read"], ["open"]],
  ["public_channel,private_channel", ["channels:read", "groups:read"], ["secret", "open"]],
  ["public_channel,private_channel", ["channels:read"], "missing_scope"],
] as const)("the list of %s with %o is %o", async ([types, scopes, expected]) => {
  const channels = [
    { id: "C0SECRET", name: "secret", topic: "", hasApp: true, isPrivate: true },
    { id: "C0OTHER", name: "other", topic: "", hasApp: false, isPrivate: true },
    { id: "C0OPEN", name: "open", topic: "", hasApp: true },
  ];
  const workspace = await startWorkspace({ channels, scopes });
  const list = workspace.app.client.conversations.list({ types });

  expect(
    await list.then(
      (answer) => answer.channels?.map(({ name }) => name),
      (error: unknown) => (error as WebAPIPlatformError).data.error,
    ),
  ).toEqual(expected);
  await workspace.stop();
});
