import { expect } from "vitest";

import { sendDelivery } from "../../../src/slack/delivery/send-delivery.ts";
import { errorView } from "../../../src/slack/views/error-view.ts";
import type { OutgoingMessage } from "../../../src/usecases/ports.ts";
import { refusal, test } from "../slack-server.ts";

const POST: OutgoingMessage = {
  workspaceId: 1,
  deliveryKey: "m",
  version: 3,
  channel: "#perf",
  messageTs: undefined,
  threadTs: undefined,
  broadcast: false,
  payload: errorView({ message: "Loaded.", next: "Go on." }),
  mayCall: () => true,
};
const EDIT: OutgoingMessage = { ...POST, channel: "C1", messageTs: "1.1" };

const METADATA = {
  event_type: "trimtab_delivery",
  event_payload: { workspace: 1, key: "m", version: 3 },
};

test("a message is posted with what it can be known by", async ({ slack }) => {
  expect(await sendDelivery(slack.client)(POST)).toEqual({
    kind: "sent",
    channel: "C1",
    messageTs: "1.2",
  });
  expect(slack.asked).toMatchObject([{ method: "chat.postMessage", channel: "#perf" }]);
  expect(slack.asked[0]).not.toHaveProperty("thread_ts");
  expect(metadataOf(slack.asked[0])).toEqual(METADATA);
});

test.for([true, false])(
  "a reply goes to its thread, broadcast: %s",
  async (broadcast, { slack }) => {
    await sendDelivery(slack.client)({ ...POST, threadTs: "1.0", broadcast });

    expect(slack.asked).toMatchObject([{ thread_ts: "1.0", reply_broadcast: String(broadcast) }]);
  },
);

test("a message that stands is edited, with its new version", async ({ slack }) => {
  expect(await sendDelivery(slack.client)(EDIT)).toMatchObject({ kind: "sent", messageTs: "1.1" });
  expect(slack.asked).toMatchObject([{ method: "chat.update", channel: "C1", ts: "1.1" }]);
  expect(metadataOf(slack.asked[0])).toEqual(METADATA);
});

test.for([
  ["invalid_blocks", "chat.postMessage", POST],
  ["msg_blocks_too_long", "chat.update", EDIT],
] as const)(
  "blocks that are refused with %s are sent in a plainer form",
  async ([code, method, message], { slack }) => {
    slack.answer(method, refusal(code));

    expect(await sendDelivery(slack.client)(message)).toMatchObject({ kind: "sent" });
    expect(slack.asked).toHaveLength(2);
  },
);

test("a message of which Slack takes no form is given up", async ({ slack }) => {
  slack.answer("chat.postMessage", ...Array.from({ length: 9 }, () => refusal("invalid_blocks")));

  expect(await sendDelivery(slack.client)(POST)).toMatchObject({ kind: "refused" });
});

test("no form is sent once the time for it is over", async ({ slack }) => {
  let calls = 0;
  slack.answer("chat.postMessage", refusal("invalid_blocks"));

  const outcome = await sendDelivery(slack.client)({ ...POST, mayCall: () => (calls += 1) < 2 });

  expect(outcome).toMatchObject({ kind: "later", done: "no" });
  expect(slack.asked).toHaveLength(1);
});

test.for([
  [refusal("message_not_found"), { kind: "refused", reason: "message_not_found" }],
  [refusal("is_archived"), { kind: "channel", reason: "is_archived" }],
  [refusal("not_in_channel"), { kind: "channel" }],
  [refusal("restricted_action"), { kind: "channel" }],
  [refusal("token_revoked"), { kind: "token", reason: "token_revoked" }],
  [refusal("missing_scope"), { kind: "token" }],
  [refusal("some_new_code"), { kind: "later", done: "no", reason: "some_new_code" }],
  [refusal("internal_error"), { kind: "later", done: "perhaps", reason: "internal_error" }],
  [refusal("fatal_error"), { kind: "later", done: "perhaps" }],
  [refusal("ratelimited"), { kind: "limited", afterMs: 30_000 }],
  [
    { status: 429, headers: { "retry-after": "30" }, body: "" },
    { kind: "limited", afterMs: 30_000 },
  ],
  [
    { status: 429, headers: { "retry-after": "99999" }, body: "" },
    { kind: "limited", afterMs: 3_600_000 },
  ],
  [{ status: 429, body: "<html>Slow down" }, { kind: "later" }],
  [
    { status: 503, body: "" },
    { kind: "later", done: "perhaps" },
  ],
  [{ body: "<html>Hello" }, { kind: "later", done: "perhaps" }],
  [{ body: "" }, { kind: "later", done: "perhaps" }],
  [{ body: "{}" }, { kind: "later", done: "perhaps" }],
  [{ body: '{"ok":true}' }, { kind: "later", done: "perhaps" }],
] as const)("when Slack answers %o the outcome is %o", async ([reply, outcome], { slack }) => {
  slack.answer("chat.postMessage", reply);

  expect(await sendDelivery(slack.client)(POST)).toMatchObject(outcome);
  expect(slack.asked).toHaveLength(1);
});

test("a connection that breaks may have carried the message", async ({ slack }) => {
  slack.answer("chat.postMessage", { breaks: true, body: "" });

  expect(await sendDelivery(slack.client)(POST)).toMatchObject({ kind: "later", done: "perhaps" });
});

test("a Slack to which there is no connection got nothing", async ({ slack }) => {
  const client = await slack.unreachable();

  expect(await sendDelivery(client)(POST)).toMatchObject({ kind: "later", done: "no" });
});

test.for([null, {}, { text: "no blocks" }, { text: 1, blocks: [] }, "text"])(
  "a stored message that cannot be read, %o, is given up without a call",
  async (payload, { slack }) => {
    const outcome = await sendDelivery(slack.client)({ ...POST, payload });

    expect(outcome).toMatchObject({ kind: "refused" });
    expect(slack.asked).toEqual([]);
  },
);

function metadataOf(asked: object | undefined): unknown {
  const { metadata } = asked as { metadata: string };
  return JSON.parse(metadata);
}
