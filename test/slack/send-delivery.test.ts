import { expect } from "vitest";

import { sendDelivery } from "../../src/slack/send-delivery.ts";
import { errorView } from "../../src/slack/views/error-view.ts";
import { refusal, test } from "./slack-server.ts";

const DELIVERY = {
  channel: "C1",
  messageTs: "1.1",
  payload: errorView({ message: "Loaded.", next: "Go on." }),
};

test("an owed message is an edit of the one that stands", async ({ slack }) => {
  expect(await sendDelivery(slack.client)(DELIVERY)).toEqual({ kind: "sent" });
  expect(slack.asked).toMatchObject([
    { method: "chat.update", channel: "C1", ts: "1.1", text: DELIVERY.payload.text },
  ]);
});

test.for([
  [refusal("message_not_found"), { kind: "refused", reason: "message_not_found" }],
  [refusal("is_archived"), { kind: "refused", reason: "is_archived" }],
  [refusal("internal_error"), { kind: "later", reason: "internal_error" }],
  [
    { status: 429, headers: { "retry-after": "30" }, body: "" },
    { kind: "later", reason: "rate limited", afterMs: 30_000 },
  ],
  [{ status: 503, body: "" }, { kind: "later" }],
] as const)("when Slack answers %o the outcome is %o", async ([reply, outcome], { slack }) => {
  slack.answer("chat.update", reply);

  expect(await sendDelivery(slack.client)(DELIVERY)).toMatchObject(outcome);
  expect(slack.asked).toHaveLength(1);
});

test("a message of which Slack takes no form is given up", async ({ slack }) => {
  slack.answer("chat.update", ...Array.from({ length: 9 }, () => refusal("invalid_blocks")));

  expect(await sendDelivery(slack.client)(DELIVERY)).toMatchObject({ kind: "refused" });
});

test.for([null, {}, { text: "no blocks" }, { text: 1, blocks: [] }, "text"])(
  "a stored message that cannot be read, %o, is given up without a call",
  async (payload, { slack }) => {
    const outcome = await sendDelivery(slack.client)({ ...DELIVERY, payload });

    expect(outcome).toMatchObject({ kind: "refused" });
    expect(slack.asked).toEqual([]);
  },
);

test("a Slack that cannot be reached is tried again later", async ({ slack }) => {
  const { client } = slack;
  const nowhere = Object.assign(Object.create(client) as typeof client, {
    chat: { update: () => Promise.reject(new Error("connect ECONNREFUSED")) },
  });

  expect(await sendDelivery(nowhere)(DELIVERY)).toEqual({
    kind: "later",
    reason: "connect ECONNREFUSED",
  });
});
