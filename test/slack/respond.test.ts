import { describe, expect } from "vitest";

import { MessageRefused, respondAt } from "../../src/slack/respond.ts";
import { errorView } from "../../src/slack/views/error-view.ts";
import type { SlackMessage } from "../../src/slack/views/slack-message.ts";
import { refusal, test } from "./slack-server.ts";

const MESSAGE = errorView({ message: "Nothing is wrong.", next: "Go on." });

const TABLE: SlackMessage = {
  text: "Two campaigns",
  blocks: [
    {
      type: "data_table",
      caption: "Campaigns",
      rows: [
        [
          { type: "raw_text", text: "Campaign" },
          { type: "raw_text", text: "Spend" },
        ],
        [
          { type: "raw_text", text: "Brand" },
          { type: "raw_text", text: "$5" },
        ],
      ],
    },
  ],
};

const PLACE = { channel: "C1", user: "U1" };

describe("an answer by the response address", () => {
  test.for([
    [{}, "ephemeral", false],
    [{ inChannel: true }, "in_channel", false],
    [{ replace: true }, "ephemeral", true],
  ] as const)("with %o is %s, replacing: %s", async ([options, type, replace], { slack }) => {
    const respond = respondAt({ ...PLACE, responseUrl: slack.responseUrl }, slack.client);

    await respond(MESSAGE, options);

    expect(slack.asked).toMatchObject([
      {
        method: "response_url",
        text: MESSAGE.text,
        response_type: type,
        replace_original: replace,
      },
    ]);
  });

  test.for([
    { status: 500, body: "invalid_blocks" },
    { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' },
    { status: 400, body: '{"ok":false,"error":"invalid_blocks","response_metadata":{}}' },
  ])("goes down the ladder when its blocks are refused: %o", async (reply, { slack }) => {
    slack.answer("response_url", reply, reply);
    const respond = respondAt({ ...PLACE, responseUrl: slack.responseUrl }, slack.client);

    await respond(TABLE);

    const types = slack.asked.map(({ blocks }) => blocks.map(({ type }) => type));
    expect(types[0]).toEqual(["data_table"]);
    expect(types[1]).toContain("table");
    expect(types[2]).not.toContain("table");
    expect(JSON.stringify(slack.asked[2]?.blocks)).toContain("Brand");
    expect(slack.asked).toHaveLength(3);
  });

  test.for([
    { status: 404, body: "expired_url" },
    { status: 404, body: "used_url" },
    { status: 200, body: '{"ok":false,"error":"used_url"}' },
  ])("becomes a message that only they see when it is gone: %o", async (reply, { slack }) => {
    slack.answer("response_url", reply);
    const respond = respondAt({ ...PLACE, responseUrl: slack.responseUrl }, slack.client);

    await respond(MESSAGE);

    expect(slack.asked).toMatchObject([
      { method: "response_url" },
      { method: "chat.postEphemeral", channel: "C1", user: "U1", text: MESSAGE.text },
    ]);
  });

  test("that Slack fails at is a failure, not a second message", async ({ slack }) => {
    slack.answer("response_url", { status: 503, body: "try later" });
    const respond = respondAt({ ...PLACE, responseUrl: slack.responseUrl }, slack.client);

    await expect(respond(MESSAGE)).rejects.toThrow("answered 503");
    expect(slack.asked).toHaveLength(1);
  });
});

describe("an answer without a response address", () => {
  test.for([
    [PLACE, {}, "chat.postEphemeral", "C1"],
    [PLACE, { inChannel: true }, "chat.postMessage", "C1"],
    [{ user: "U1" }, {}, "chat.postMessage", "U1"],
  ] as const)("at %o with %o is %s", async ([place, options, method, channel], { slack }) => {
    await respondAt(place, slack.client)(MESSAGE, options);

    expect(slack.asked).toMatchObject([{ method, channel, text: MESSAGE.text }]);
  });

  test.for(["not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"])(
    "reaches the person directly where the bot is not: %s",
    async (error, { slack }) => {
      slack.answer("chat.postEphemeral", refusal(error));

      await respondAt(PLACE, slack.client)(MESSAGE);

      expect(slack.asked).toMatchObject([
        { method: "chat.postEphemeral" },
        { method: "chat.postMessage", channel: "U1" },
      ]);
    },
  );

  test("goes down the ladder too", async ({ slack }) => {
    slack.answer("chat.postEphemeral", refusal("invalid_blocks"), refusal("invalid_blocks"));

    await respondAt(PLACE, slack.client)(TABLE);

    expect(slack.asked.map(({ blocks }) => blocks.some(({ type }) => type === "table"))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("gives up when no form is taken", async ({ slack }) => {
    const no = Array.from({ length: 9 }, () => refusal("invalid_blocks"));
    slack.answer("chat.postEphemeral", ...no);

    await expect(respondAt(PLACE, slack.client)(TABLE)).rejects.toThrow(MessageRefused);
    expect(slack.asked).toHaveLength(4);
  });

  test("is the bare sentence where every table is refused", async ({ slack }) => {
    const no = Array.from({ length: 3 }, () => refusal("msg_blocks_too_long"));
    slack.answer("chat.postEphemeral", ...no);

    await respondAt(PLACE, slack.client)(TABLE);

    expect(slack.asked).toHaveLength(4);
    expect(slack.asked[3]?.blocks).toEqual([
      { type: "section", text: { type: "mrkdwn", text: TABLE.text } },
    ]);
  });

  test("passes on what is no matter of blocks or places", async ({ slack }) => {
    slack.answer("chat.postEphemeral", refusal("token_revoked"));

    await expect(respondAt(PLACE, slack.client)(MESSAGE)).rejects.toThrow("token_revoked");
    expect(slack.asked).toHaveLength(1);
  });
});
