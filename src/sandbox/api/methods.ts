import { validateBlocks, validateView } from "../block-kit/validate-blocks.ts";
import type { Fields } from "../is-record.ts";
import type { SlackState } from "../slack-state.ts";
import { type ApiAnswer, refuse, succeed } from "./api-answer.ts";
import { deleteMessage, postEphemeral, postMessage, updateMessage } from "./chat-methods.ts";
import { conversationHistory, conversationReplies } from "./history-methods.ts";
import {
  conversationInfo,
  fileInfo,
  listConversations,
  listMembers,
  listUsergroupMembers,
  listUsergroups,
  listUsers,
  openConversation,
  teamInfo,
  testAuth,
  userInfo,
} from "./lookup-methods.ts";
import { openView, publishView, pushView, updateView } from "./view-methods.ts";

export interface Method {
  /** What the app's token must be allowed; nothing when any token will do. */
  readonly scope?: string;
  /** Answered without a token. */
  readonly open?: true;
  readonly run: (state: SlackState, args: Fields) => ApiAnswer;
}

export const METHODS: Readonly<Record<string, Method>> = {
  "api.test": { open: true, run: (_, args) => succeed({ args }) },
  "auth.test": { run: testAuth },
  "blocks.validate": { open: true, run: (_, args) => validate(args) },
  "chat.delete": { scope: "chat:write", run: deleteMessage },
  "chat.postEphemeral": { scope: "chat:write", run: postEphemeral },
  "chat.postMessage": { scope: "chat:write", run: postMessage },
  "chat.update": { scope: "chat:write", run: updateMessage },
  "conversations.history": { run: conversationHistory },
  "conversations.info": { scope: "channels:read", run: conversationInfo },
  "conversations.list": { scope: "channels:read", run: listConversations },
  "conversations.members": { scope: "channels:read", run: listMembers },
  "conversations.open": { scope: "im:write", run: openConversation },
  "conversations.replies": { run: conversationReplies },
  "files.info": { scope: "files:read", run: fileInfo },
  "team.info": { scope: "team:read", run: teamInfo },
  "usergroups.list": { scope: "usergroups:read", run: listUsergroups },
  "usergroups.users.list": { scope: "usergroups:read", run: listUsergroupMembers },
  "users.info": { scope: "users:read", run: userInfo },
  "users.list": { scope: "users:read", run: listUsers },
  "views.open": { run: openView },
  "views.publish": { run: publishView },
  "views.push": { run: pushView },
  "views.update": { run: updateView },
};

function validate({ blocks, view }: { blocks?: unknown; view?: unknown }): ApiAnswer {
  if ((blocks === undefined) === (view === undefined)) return refuse("invalid_arguments");
  const faults = view === undefined ? validateBlocks(blocks, "message") : validateView(view);
  const errors = faults.map((fault) => ({ ...fault, code: "invalid", constraint: null }));
  return errors.length === 0 ? succeed() : refuse("invalid_blocks", { errors });
}
