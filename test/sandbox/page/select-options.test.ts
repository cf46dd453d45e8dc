import { expect, test } from "vitest";

import { selectKind } from "../../../src/sandbox/page/select-options.ts";

test.for([
  ["static_select", false, "selected_option", "initial_option"],
  ["multi_static_select", true, "selected_options", "initial_options"],
  ["users_select", false, "selected_user", "initial_user"],
  ["multi_users_select", true, "selected_users", "initial_users"],
  ["conversations_select", false, "selected_conversation", "initial_conversation"],
  ["multi_channels_select", true, "selected_channels", "initial_channels"],
] as const)("%s keeps its value as Slack does", ([type, many, key, initialKey]) => {
  expect(selectKind(type)).toEqual({ many, key, initialKey });
});
