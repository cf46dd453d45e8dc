import type { BlockAction } from "@slack/bolt";
import { describe, expect } from "vitest";

import { GENERAL, LEO, MAYA, signal, startWorkspace, test } from "./bolt-workspace.ts";

const button = {
  type: "button" as const,
  text: { type: "plain_text" as const, text: "30 days" },
  action_id: "perf.period",
  value: "30d",
};
const options = ["7d", "30d"].map((value) => ({
  text: { type: "plain_text" as const, text: value },
  value,
}));
const select = { type: "static_select" as const, action_id: "perf.select", options };
const blocks = [{ type: "actions" as const, block_id: "controls", elements: [button, select] }];
const pressed = { blockId: "controls", actionId: "perf.period", change: {}, state: {} };

test("a button tells the app what Slack tells it", async ({ workspace: { app, sandbox } }) => {
  const seen = signal<BlockAction>();
  app.action("perf.period", async ({ ack, body }) => {
    await ack();
    seen.resolve(body as BlockAction);
  });
  const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, blocks });

  const result = await sandbox.click({ user: LEO, message: { channel: GENERAL, ts }, ...pressed });

  expect(result).toEqual({ error: null });
  expect(await seen.promise).toMatchObject({
    type: "block_actions",
    user: { id: LEO, username: "leo", team_id: "T0LOCAL" },
    team: { id: "T0LOCAL" },
    api_app_id: "A0TRIMTAB",
    container: { type: "message", message_ts: ts, channel_id: GENERAL, is_ephemeral: false },
    channel: { id: GENERAL, name: "general" },
    message: { ts, bot_id: "B0TRIMTAB", blocks },
    state: { values: { controls: { "perf.select": { selected_option: null } } } },
    actions: [{ action_id: "perf.period", block_id: "controls", type: "button", value: "30d" }],
    response_url: expect.stringContaining("/sandbox/response/") as unknown,
    trigger_id: expect.any(String) as unknown,
  });
});

test("a button replaces its message", async ({ workspace: { app, sandbox } }) => {
  const done = signal<true>();
  app.action("perf.period", async ({ ack, body, client }) => {
    await ack();
    const { container } = body as BlockAction;
    await client.chat.update({
      channel: GENERAL,
      ts: `${container["message_ts"]}`,
      text: "30 days",
    });
    done.resolve(true);
  });
  const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, blocks });

  await sandbox.click({ user: MAYA, message: { channel: GENERAL, ts }, ...pressed });
  await done.promise;

  expect(sandbox.messages(GENERAL)).toMatchObject([{ ts, text: "30 days", blocks: [] }]);
});

describe("a button on an ephemeral message", () => {
  test("gives the app no message, and its response URL replaces it", async ({ workspace }) => {
    const { app, sandbox } = workspace;
    const seen = signal<BlockAction>();
    app.command("/perf", ({ ack }) => ack({ text: "7 days", blocks }));
    app.action("perf.period", async ({ ack, respond, body }) => {
      await ack();
      await respond({ replace_original: true, text: "30 days" });
      seen.resolve(body as BlockAction);
    });
    const { reply } = await sandbox.command({ user: MAYA, channel: GENERAL, text: "/perf" });
    const message = { channel: GENERAL, ts: `${reply?.ts}` };

    await sandbox.click({ user: MAYA, message, ...pressed });

    expect((await seen.promise).message).toBeUndefined();
    expect(sandbox.messages(GENERAL, MAYA)).toMatchObject([
      { ts: reply?.ts, text: "30 days", onlyFor: MAYA },
    ]);
  });

  test("is not there for anybody else", async ({ workspace: { app, sandbox } }) => {
    app.command("/perf", ({ ack }) => ack({ text: "7 days", blocks }));
    const { reply } = await sandbox.command({ user: MAYA, channel: GENERAL, text: "/perf" });
    const message = { channel: GENERAL, ts: `${reply?.ts}` };

    const { error } = await sandbox.click({ user: LEO, message, ...pressed });

    expect(error).toMatch(/not there any more/u);
  });
});

test("a response URL deletes the message that it answers", async ({ workspace }) => {
  const { app, sandbox } = workspace;
  const done = signal<true>();
  app.action("perf.period", async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
    done.resolve(true);
  });
  const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, blocks });

  await sandbox.click({ user: MAYA, message: { channel: GENERAL, ts }, ...pressed });
  await done.promise;

  expect(sandbox.messages(GENERAL)).toEqual([]);
});

test("a choice that was never offered does not reach the app", async ({ workspace }) => {
  const { app, sandbox } = workspace;
  const { ts = "" } = await app.client.chat.postMessage({ channel: GENERAL, blocks });
  const forged = { selected_option: { value: "all" } };

  const { error } = await sandbox.click({
    user: MAYA,
    message: { channel: GENERAL, ts },
    ...pressed,
    actionId: "perf.select",
    change: forged,
  });

  expect(error).toMatch(/not there any more/u);
});

test.for([
  ["a message that is gone", { message: { channel: GENERAL, ts: "1.000000" } }],
  ["a view that is gone", { viewId: "V0GONE" }],
  ["nothing", {}],
] as const)("an action on %s is told so", async ([, place], { workspace: { sandbox } }) => {
  const { error } = await sandbox.click({ user: MAYA, ...place, ...pressed });

  expect(error).toMatch(/not there any more/u);
});

test("an app that is away shows in a press", async () => {
  const workspace = await startWorkspace({ eventsUrl: () => "http://127.0.0.1:1/" });
  const { ts = "" } = await workspace.app.client.chat.postMessage({ channel: GENERAL, blocks });

  const { error } = await workspace.sandbox.click({
    user: MAYA,
    message: { channel: GENERAL, ts },
    ...pressed,
  });

  expect(error).toBe("Trimtab did not answer (dispatch_failed). Try again in a moment.");
  await workspace.stop();
});
