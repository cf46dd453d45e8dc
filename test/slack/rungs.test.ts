import { expect, test } from "vitest";

import { rungsOf } from "../../src/slack/rungs.ts";
import type { SlackMessage } from "../../src/slack/views/slack-message.ts";

const MESSAGE: SlackMessage = {
  text: "CPA is $97.11.",
  blocks: [
    { type: "section", text: { type: "mrkdwn", text: "Many words" } },
    {
      type: "actions",
      elements: [{ type: "button", action_id: "a", text: { type: "plain_text", text: "7 days" } }],
    },
  ],
};

test("ends with the sentence and the buttons, when every richer form was refused", () => {
  const rungs = [...rungsOf(MESSAGE)];

  expect(rungs[0]).toBe(MESSAGE);
  expect(rungs.at(-1)).toEqual({
    text: "CPA is $97.11.",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: "CPA is $97.11." } },
      MESSAGE.blocks[1],
    ],
  });
});

test("cuts a sentence that is itself too long", () => {
  const last = [...rungsOf({ text: "x".repeat(9_000), blocks: [] })].at(-1);

  expect(last?.text.length).toBeLessThanOrEqual(3_000);
});
