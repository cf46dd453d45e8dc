import { describe, expect, test } from "vitest";

import { formState } from "../../../src/sandbox/interactions/form-state.ts";
import { readChannelForm } from "../../../src/slack/forms/read-channel-form.ts";
import { FIELDS } from "../../../src/slack/ids.ts";
import { channelModal } from "../../../src/slack/views/alerts/channel-modal.ts";

describe("readChannelForm", () => {
  test.for([
    { broadcast: true, morningAt: "08:30", timeZone: "Europe/Berlin" },
    { broadcast: false, morningAt: undefined, timeZone: undefined },
  ])("reads what the modal shows: %o", (settings) => {
    const { blocks } = channelModal({ channel: "C0ALERTS", settings });
    expect(readChannelForm(formState(blocks, {}))).toEqual({ kind: "read", value: settings });
  });

  test.for([
    ["8.05", "08:05"],
    ["23:59", "23:59"],
  ] as const)("takes %s for %s", ([text, morningAt]) => {
    expect(readChannelForm(morning(text))).toMatchObject({ value: { morningAt } });
  });

  test.for(["24:00", "9", "noon", "08:60"])("refuses %s at its input", (text) => {
    expect(readChannelForm(morning(text))).toEqual({
      kind: "faulty",
      errors: { [FIELDS.channelMorning]: "Write the time as 08:30." },
    });
  });

  test("refuses a zone that is none", () => {
    const values = { [FIELDS.channelZone]: { [FIELDS.channelZone]: { value: "Berlin time" } } };
    expect(readChannelForm(values)).toMatchObject({ kind: "faulty" });
  });
});

function morning(value: string) {
  return { [FIELDS.channelMorning]: { [FIELDS.channelMorning]: { value } } };
}
