import type { WebAPIPlatformError } from "@slack/web-api";
import { describe, expect } from "vitest";

import { BOT_TOKEN, GENERAL, MAYA, test } from "./bolt-workspace.ts";

const header = { type: "header" as const, text: { type: "plain_text" as const, text: "Hello" } };
const section = { type: "section" as const, text: { type: "mrkdwn" as const, text: "*CPA*" } };

/** The code of a refused call, or "ok". */
async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: unknown) => (error as WebAPIPlatformError).data.error,
  );
}

describe("a message", () => {
  test("is posted with ids for its blocks", async ({ workspace: { app, sandbox } }) => {
    const metadata = { event_type: "perf_alert", event_payload: { id: 7 } };
    const posted = await app.client.chat.postMessage({
      channel: GENERAL,
      text: "Hello",
      blocks: [header],
      metadata,
    });

    expect(posted).toMatchObject({ ok: true, channel: GENERAL });
    expect(sandbox.messages(GENERAL)).toMatchObject([
      {
        ts: posted.ts,
        author: "U0TRIMTAB",
        blocks: [{ ...header, block_id: expect.any(String) as unknown }],
      },
    ]);
    expect(posted.message).toMatchObject({ metadata });
  });

  test("loses its blocks when it is updated with text alone", async ({ workspace }) => {
    const { client } = workspace.app;
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, blocks: [header] });

    await client.chat.update({ channel: GENERAL, ts, text: "Plain" });

    expect(workspace.sandbox.messages(GENERAL)).toMatchObject([
      { text: "Plain", blocks: [], edited: true },
    ]);
  });

  test("keeps its place and thread when it is updated with blocks", async ({ workspace }) => {
    const { client } = workspace.app;
    const { ts: parent = "" } = await client.chat.postMessage({ channel: GENERAL, text: "Parent" });
    const reply = { channel: GENERAL, text: "Reply", thread_ts: parent };
    const { ts = "" } = await client.chat.postMessage(reply);

    await client.chat.update({ channel: GENERAL, ts, text: "New", blocks: [section] });

    expect(workspace.sandbox.messages(GENERAL)[1]).toMatchObject({
      ts,
      threadTs: parent,
      text: "New",
      edited: false,
    });
  });

  test("is deleted", async ({ workspace: { app, sandbox } }) => {
    const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, text: "Hello" });

    await app.client.chat.delete({ channel: GENERAL, ts });

    expect(sandbox.messages(GENERAL)).toEqual([]);
  });

  test("to a person arrives in their conversation with the app", async ({ workspace }) => {
    const posted = await workspace.app.client.chat.postMessage({ channel: MAYA, text: "Hello" });

    expect(posted.channel).toBe("D0MAYA");
    expect(workspace.sandbox.messages("D0MAYA", MAYA)).toHaveLength(1);
  });

  test("to a channel's name arrives in the channel, whose id it answers", async ({ workspace }) => {
    const posted = await workspace.app.client.chat.postMessage({
      channel: "#general",
      text: "Hello",
    });

    expect(posted.channel).toBe(GENERAL);
    expect(workspace.sandbox.messages(GENERAL)).toHaveLength(1);
  });

  test("in a thread is shown in the channel when that is asked for", async ({ workspace }) => {
    const { client } = workspace.app;
    const { ts: parent = "" } = await client.chat.postMessage({ channel: GENERAL, text: "Parent" });
    const reply = { channel: GENERAL, text: "Reply", thread_ts: parent };
    await client.chat.postMessage(reply);
    await client.chat.postMessage({ ...reply, reply_broadcast: true });

    const broadcast = workspace.sandbox.messages(GENERAL).map((message) => message.broadcast);
    expect(broadcast).toEqual([undefined, undefined, true]);
  });

  test("gets new metadata when it is updated with some", async ({
    workspace: { app, sandbox },
  }) => {
    const metadata = { event_type: "x", event_payload: { version: 1 } };
    const { ts = "" } = await app.client.chat.postMessage({
      channel: GENERAL,
      text: "1",
      metadata,
    });
    const newer = { event_type: "x", event_payload: { version: 2 } };
    await app.client.chat.update({ channel: GENERAL, ts, text: "2", metadata: newer });
    await app.client.chat.update({ channel: GENERAL, ts, text: "3" });

    expect(sandbox.messages(GENERAL)).toMatchObject([{ text: "3", metadata: newer }]);
  });

  test("is refused once its channel is archived", async ({ workspace: { app, sandbox } }) => {
    const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, text: "Hello" });
    sandbox.archive(GENERAL);

    const { chat } = app.client;
    expect(await outcome(chat.postMessage({ channel: GENERAL, text: "x" }))).toBe("is_archived");
    expect(await outcome(chat.update({ channel: GENERAL, ts, text: "x" }))).toBe("is_archived");
    expect(sandbox.messages(GENERAL)).toMatchObject([{ text: "Hello" }]);
  });

  test.for([
    ["channel_not_found", { channel: "C0NOWHERE", text: "x" }],
    ["not_in_channel", { channel: "C0RANDOM", text: "x" }],
    ["no_text", { channel: GENERAL, text: " " }],
    ["msg_too_long", { channel: GENERAL, text: "x".repeat(40_001) }],
    ["thread_not_found", { channel: GENERAL, text: "x", thread_ts: "1.000000" }],
    ["invalid_blocks", { channel: GENERAL, text: "x", blocks: Array(51).fill(header) }],
    [
      "msg_blocks_too_long",
      {
        channel: GENERAL,
        text: "x",
        blocks: Array.from({ length: 5 }, () => ({
          ...section,
          text: { type: "mrkdwn", text: "y".repeat(3000) },
        })),
      },
    ],
  ] as const)("is refused with %s", async ([error, args], { workspace: { app, sandbox } }) => {
    const call = app.client.apiCall("chat.postMessage", args);

    expect(await outcome(call)).toBe(error);
    expect(sandbox.messages(GENERAL)).toEqual([]);
  });

  test("of somebody else is not the app's to change", async ({ workspace: { app, sandbox } }) => {
    await sandbox.command({ user: MAYA, channel: GENERAL, text: "good morning" });
    const [{ ts } = { ts: "" }] = sandbox.messages(GENERAL);

    const update = app.client.chat.update({ channel: GENERAL, ts, text: "x" });
    const remove = app.client.chat.delete({ channel: GENERAL, ts });

    expect(await outcome(update)).toBe("cant_update_message");
    expect(await outcome(remove)).toBe("cant_delete_message");
  });

  test("that is ephemeral cannot be updated", async ({ workspace: { app } }) => {
    const { client } = app;
    const posted = await client.chat.postEphemeral({ channel: GENERAL, user: MAYA, text: "x" });

    const update = client.chat.update({ channel: GENERAL, ts: `${posted.message_ts}`, text: "y" });

    expect(await outcome(update)).toBe("message_not_found");
  });
});

test("refused blocks come with pointers", async ({ workspace: { app } }) => {
  const long = { type: "header", text: { type: "plain_text", text: "x".repeat(151) } };
  const call = app.client.apiCall("chat.postMessage", { channel: GENERAL, blocks: [long] });

  const error = (await call.catch((refused: unknown) => refused)) as WebAPIPlatformError;

  expect(error.data.response_metadata?.messages).toEqual([
    "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ]);
});

test("a method that Slack does not have is refused", async ({ workspace: { app } }) => {
  expect(await outcome(app.client.apiCall("chat.shout"))).toBe("unknown_method");
});

test("a method beyond the app's scopes is refused", async ({ workspace: { app } }) => {
  const call = app.client.conversations.info({ channel: GENERAL });

  expect(await outcome(call)).toBe("missing_scope");
});

test("a person has a zone and, when asked for, a locale", async ({ workspace: { app } }) => {
  const { user } = await app.client.users.info({ user: "U0LEO", include_locale: true });

  expect(user).toMatchObject({ tz: "Europe/Berlin", locale: "de-DE", is_admin: true });
});

test("JSON and form bodies say the same", async ({ workspace: { sandbox } }) => {
  const message = { channel: GENERAL, text: "Hello", blocks: [header] };
  const headers = { authorization: `Bearer ${BOT_TOKEN}` };
  const form = new URLSearchParams({ ...message, blocks: JSON.stringify(message.blocks) });
  const url = `${sandbox.apiUrl}chat.postMessage`;

  await fetch(url, { method: "POST", headers, body: form });
  await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(message),
  });

  const [first, second] = sandbox.messages(GENERAL);
  expect(first?.blocks).toMatchObject([header]);
  expect(second?.blocks).toMatchObject([header]);
});

test.for(["{", "[]", "null", '{"blocks":"{"}'])(
  "the body %s is refused",
  async (body, { workspace }) => {
    const headers = { authorization: `Bearer ${BOT_TOKEN}`, "content-type": "application/json" };
    const url = `${workspace.sandbox.apiUrl}chat.postMessage`;

    const response = await fetch(url, { method: "POST", headers, body });

    expect(await response.json()).toMatchObject({ ok: false });
  },
);

test("calls are remembered with their answers", async ({ workspace: { app, sandbox } }) => {
  await app.client.chat.postMessage({ channel: GENERAL, text: "Hello" });

  expect(sandbox.calls.at(-1)).toMatchObject({
    method: "chat.postMessage",
    args: { channel: GENERAL, text: "Hello" },
    answer: { ok: true },
  });
});
