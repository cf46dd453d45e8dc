import { expect } from "vitest";

import { findDelivery } from "../../../src/slack/delivery/find-delivery.ts";
import type { SoughtMessage } from "../../../src/usecases/ports.ts";
import { refusal, type Reply, test } from "../slack-server.ts";

const SOUGHT: SoughtMessage = {
  workspaceId: 1,
  deliveryKey: "m",
  channel: "C1",
  threadTs: undefined,
  broadcast: false,
  postBeganAt: 1_000_000_500,
};

interface Mark {
  readonly workspace: number;
  readonly key: string;
  readonly version: number;
}

const OURS: Mark = { workspace: 1, key: "m", version: 2 };

function message(ts: string, event_payload: unknown, event_type = "trimtab_delivery"): object {
  return { ts, metadata: { event_type, event_payload } };
}

function page(messages: readonly object[], cursor = ""): Reply {
  return {
    body: JSON.stringify({ ok: true, messages, response_metadata: { next_cursor: cursor } }),
  };
}

test("a message is known by its metadata, and found with its version", async ({ slack }) => {
  slack.answer("conversations.history", page([{ ts: "9.1" }, message("9.2", OURS)]));

  expect(await findDelivery(slack.client)(SOUGHT)).toEqual({
    kind: "found",
    channel: "C1",
    messageTs: "9.2",
    version: 2,
  });
  expect(slack.asked).toMatchObject([
    {
      method: "conversations.history",
      channel: "C1",
      include_all_metadata: "true",
      limit: "15",
      oldest: "999940.500000",
    },
  ]);
});

test.for([
  ["another key", message("9.1", { ...OURS, key: "n" })],
  ["another workspace", message("9.1", { ...OURS, workspace: 2 })],
  ["another app's event", message("9.1", OURS, "perf_alert")],
  ["broken metadata", message("9.1", { ...OURS, version: "2" })],
  ["no metadata", { ts: "9.1" }],
] as const)("%s is not the message", async ([, other], { slack }) => {
  slack.answer("conversations.history", page([other]));

  expect(await findDelivery(slack.client)(SOUGHT)).toEqual({ kind: "absent" });
});

test("every page is read until it is found", async ({ slack }) => {
  const others = [message("9.1", { ...OURS, key: "n" })];
  slack.answer(
    "conversations.history",
    page(others, "second"),
    page(others, "third"),
    page([message("9.3", OURS)], "fourth"),
  );

  expect(await findDelivery(slack.client)(SOUGHT)).toMatchObject({ messageTs: "9.3" });
  expect(slack.asked.map((asked) => (asked as { cursor?: string }).cursor)).toEqual([
    undefined,
    "second",
    "third",
  ]);
});

test("a reply is looked for in its thread, one that was broadcast in the channel", async ({
  slack,
}) => {
  const none = page([]);
  slack.answer("conversations.replies", none);
  slack.answer("conversations.history", none);
  const find = findDelivery(slack.client);

  await find({ ...SOUGHT, threadTs: "1.0" });
  await find({ ...SOUGHT, threadTs: "1.0", broadcast: true });

  expect(slack.asked).toMatchObject([
    { method: "conversations.replies", ts: "1.0" },
    { method: "conversations.history" },
  ]);
});

function channels(list: readonly object[], cursor = ""): Reply {
  return {
    body: JSON.stringify({ ok: true, channels: list, response_metadata: { next_cursor: cursor } }),
  };
}

test("a channel that goes by a name is looked up, and the message found under its id", async ({
  slack,
}) => {
  slack.answer(
    "conversations.list",
    channels([{ id: "C1", name: "perf-2" }], "second"),
    channels([{ id: "C7", name: "perf" }], "third"),
  );
  slack.answer("conversations.history", page([message("9.2", OURS)]));

  expect(await findDelivery(slack.client)({ ...SOUGHT, channel: "#perf" })).toEqual({
    kind: "found",
    channel: "C7",
    messageTs: "9.2",
    version: 2,
  });
  expect(slack.asked).toMatchObject([
    { method: "conversations.list", types: "public_channel,private_channel" },
    { method: "conversations.list", cursor: "second" },
    { method: "conversations.history", channel: "C7" },
  ]);
});

test.for([
  [channels([{ id: "C1", name: "perf-2" }]), { kind: "closed" }],
  [refusal("missing_scope"), { kind: "closed", reason: "missing_scope" }],
  [
    { status: 429, headers: { "retry-after": "7" }, body: "" },
    { kind: "limited", afterMs: 7_000 },
  ],
] as const)(
  "when the list of channels is %o the look is %o",
  async ([reply, outcome], { slack }) => {
    slack.answer("conversations.list", reply);

    expect(await findDelivery(slack.client)({ ...SOUGHT, channel: "#perf" })).toMatchObject(
      outcome,
    );
    expect(slack.asked.map(({ method }) => method)).toEqual(["conversations.list"]);
  },
);

test("with a person nobody can look without an id", async ({ slack }) => {
  expect(await findDelivery(slack.client)({ ...SOUGHT, channel: "U0MAYA" })).toMatchObject({
    kind: "closed",
  });
  expect(slack.asked).toEqual([]);
});

test.for([
  [refusal("missing_scope"), { kind: "closed", reason: "missing_scope" }],
  [refusal("not_allowed_token_type"), { kind: "closed" }],
  [refusal("not_in_channel"), { kind: "channel" }],
  [refusal("invalid_auth"), { kind: "token" }],
  [refusal("invalid_cursor"), { kind: "later" }],
  [
    { status: 429, headers: { "retry-after": "7" }, body: "" },
    { kind: "limited", afterMs: 7_000 },
  ],
  [{ status: 500, body: "" }, { kind: "later" }],
] as const)("when Slack answers %o the look is %o", async ([reply, outcome], { slack }) => {
  slack.answer("conversations.history", reply);

  expect(await findDelivery(slack.client)(SOUGHT)).toMatchObject(outcome);
});
