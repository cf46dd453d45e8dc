import { type WebAPIPlatformError, WebClient } from "@slack/web-api";
import { describe, expect } from "vitest";

import {
  BOT_TOKEN,
  GENERAL,
  LEO,
  MAYA,
  signal,
  startWorkspace,
  test,
  type Workspace,
} from "./bolt-workspace.ts";

const invocation = { user: MAYA, channel: GENERAL, text: "/perf brand 30d" };

describe("a slash command", () => {
  test("reaches the app as Slack sends it", async ({ workspace: { sandbox, app } }) => {
    const seen = signal<unknown>();
    app.command("/perf", async ({ ack, command }) => {
      seen.resolve(command);
      await ack();
    });

    const outcome = await sandbox.command(invocation);

    expect(outcome).toEqual({ error: null, reply: null });
    expect(await seen.promise).toMatchObject({
      command: "/perf",
      text: "brand 30d",
      user_id: MAYA,
      channel_id: GENERAL,
      channel_name: "general",
      team_id: "T0LOCAL",
    });
  });

  test("is answered by its acknowledgement, for the asker alone", async ({ workspace }) => {
    const { sandbox, app } = workspace;
    app.command("/perf", ({ ack }) => ack({ text: "Looking", blocks: [section("Looking")] }));

    const { reply } = await sandbox.command(invocation);

    expect(reply).toMatchObject({ text: "Looking", onlyFor: MAYA, author: "U0TRIMTAB" });
    expect(sandbox.messages(GENERAL, MAYA)).toHaveLength(1);
    expect(sandbox.messages(GENERAL, LEO)).toHaveLength(0);
  });

  test("is answered by a plain text", async ({ workspace: { sandbox, app } }) => {
    app.command("/perf", ({ ack }) => ack("One moment"));

    const { reply } = await sandbox.command(invocation);

    expect(reply).toMatchObject({ text: "One moment", blocks: [] });
  });

  test("is answered later, in the channel", async ({ workspace: { sandbox, app } }) => {
    const answered = signal<number>();
    app.command("/perf", async ({ ack, respond }) => {
      await ack();
      const { status } = await respond({ response_type: "in_channel", text: "CPA $35.95" });
      answered.resolve(status);
    });

    await sandbox.command(invocation);

    expect(await answered.promise).toBe(200);
    expect(sandbox.messages(GENERAL, LEO)).toMatchObject([{ text: "CPA $35.95" }]);
  });

  test("fails for its user when nobody listens", async ({ workspace: { sandbox } }) => {
    const outcome = await sandbox.command({ ...invocation, text: "/campaigns" });

    expect(outcome.error).toBe("/campaigns is not a valid command. Here there is /perf.");
  });

  test("takes only what Slack shows of an acknowledgement", async ({ workspace }) => {
    workspace.app.command("/perf", ({ ack }) => ack({ blocks: [section("x".repeat(3001))] }));

    const { error } = await workspace.sandbox.command(invocation);

    expect(error).toBe('/perf failed with the error "invalid_command_response"');
  });
});

describe("an app that does not acknowledge", () => {
  test("in time leaves its user with an error", async () => {
    const workspace = await startWorkspace({ ackDeadlineMs: 50 });
    workspace.app.command("/perf", () => new Promise<void>(() => undefined));

    const { error } = await workspace.sandbox.command(invocation);

    expect(error).toBe('/perf failed with the error "operation_timeout"');
    await workspace.stop();
  });

  test("at all leaves its user with an error", async () => {
    const workspace = await startWorkspace({ eventsUrl: () => "http://127.0.0.1:1/" });

    const { error } = await workspace.sandbox.command(invocation);

    expect(error).toBe('/perf failed with the error "dispatch_failed"');
    await workspace.stop();
  });

  test("because the signature is wrong answers 401", async () => {
    const workspace = await startWorkspace({ signingSecret: "another secret" });

    const { error } = await workspace.sandbox.command(invocation);

    expect(error).toBe('/perf failed with the error "dispatch_failed"');
    const unsigned = await fetch(`${workspace.url}/slack/events`, { method: "POST", body: "x" });
    expect(unsigned.status).toBe(401);
    await workspace.stop();
  });
});

describe("a response URL", () => {
  test("takes five answers", async ({ workspace: { sandbox, app } }) => {
    const url = await responseUrl({ sandbox, app });

    const statuses = [];
    for (let use = 1; use <= 6; use += 1) {
      const response = await answer(url, { text: `answer ${use}` });
      statuses.push(response.status);
    }

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(sandbox.messages(GENERAL, MAYA)).toHaveLength(5);
  });

  test("takes more text in its blocks than the Web API", async ({ workspace }) => {
    const url = await responseUrl(workspace);

    const response = await answer(url, { blocks: Array(5).fill(section("x".repeat(3000))) });

    expect(response.status).toBe(200);
  });

  test("lives for thirty minutes", async ({ workspace }) => {
    const url = await responseUrl(workspace);
    workspace.advance(30 * 60_000);
    expect((await answer(url, { text: "still in time" })).status).toBe(200);

    workspace.advance(1);
    const late = await answer(url, { text: "too late" });

    expect(late.status).toBe(404);
    expect(await late.json()).toEqual({ ok: false, error: "expired_url" });
  });

  test.for([
    ["invalid blocks", { blocks: [{ type: "data_table" }] }, "invalid_blocks"],
    ["nothing", {}, "no_text"],
  ] as const)("refuses %s", async ([, body, error], { workspace }) => {
    const url = await responseUrl(workspace);

    const response = await answer(url, body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, error });
  });
});

test("a token that is not the app's own is refused", async ({ workspace: { sandbox } }) => {
  const options = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } };
  const stranger = new WebClient("xoxb-stranger", options);
  const own = new WebClient(BOT_TOKEN, options);

  const refused = await stranger.auth.test().catch((error: unknown) => error);
  const { response_metadata: metadata } = await own.auth.test();

  expect((refused as WebAPIPlatformError).data.error).toBe("invalid_auth");
  expect(metadata?.scopes).toEqual([
    "commands",
    "chat:write",
    "files:read",
    "channels:history",
    "groups:history",
    "users:read",
  ]);
});

async function responseUrl({ sandbox, app }: Pick<Workspace, "sandbox" | "app">): Promise<string> {
  const url = signal<string>();
  app.command("/perf", async ({ ack, command }) => {
    await ack();
    url.resolve(command.response_url);
  });
  await sandbox.command(invocation);
  return url.promise;
}

async function answer(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}

function section(text: string) {
  return { type: "section" as const, text: { type: "mrkdwn" as const, text } };
}
