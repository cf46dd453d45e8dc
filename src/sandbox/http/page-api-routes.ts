import { openHome } from "../interactions/events.ts";
import { press } from "../interactions/press.ts";
import { runCommand } from "../interactions/run-command.ts";
import { closeView, submitView } from "../interactions/submit.ts";
import { pageMessage } from "../messages.ts";
import type { PageMessage, PageState, PageView } from "../page-api.ts";
import { pageView } from "../page-view.ts";
import { APP, findPerson, mayRead, PEOPLE, TEAM } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { fromPage, messageForPage, pageChannels } from "./page-channel.ts";
import {
  actionRequest,
  closeRequest,
  commandRequest,
  homeRequest,
  submitRequest,
} from "./page-requests.ts";

/** What pages ask for, by path. */
export const READS: Readonly<
  Record<string, (state: SlackState, query: URLSearchParams) => unknown>
> = {
  state: pageState,
  messages: (state, query) => ({ messages: messagesOf(state, query) }),
  home: (state, query) => ({ view: homeOf(state, query) }),
};

/** What pages do, by path; a body that does not fit throws a ZodError. */
export const WRITES: Readonly<
  Record<string, (state: SlackState, body: unknown) => Promise<unknown>>
> = {
  command: async (state, body) => {
    const { channel, ...request } = commandRequest.parse(body);
    const place = fromPage(channel, request.user);
    const { error } = await runCommand(state, { ...request, channel: place });
    return { error };
  },
  action: async (state, body) => {
    const { message, ...request } = actionRequest.parse(body);
    if (message === undefined) return press(state, request);
    const channel = fromPage(message.channel, request.user);
    return press(state, { ...request, message: { ...message, channel } });
  },
  "submit-view": async (state, body) => submitView(state, submitRequest.parse(body)),
  "close-view": async (state, body) => {
    await closeView(state, closeRequest.parse(body));
    return {};
  },
  "open-home": async (state, body) => {
    await openHome(state, homeRequest.parse(body).user);
    return {};
  },
};

function pageState(state: SlackState): PageState {
  return {
    workspace: TEAM.name,
    command: state.command,
    app: { name: APP.name, botUserId: APP.botUserId },
    users: PEOPLE.map(({ id, name, title, zone }) => ({ id, name, title, zone })),
    channels: pageChannels(state.conversations),
  };
}

function messagesOf(state: SlackState, query: URLSearchParams): PageMessage[] {
  const user = query.get("user") ?? "";
  const channel = fromPage(query.get("channel") ?? "", user);
  if (findPerson(user) === undefined || !mayRead(user, channel)) return [];
  return state.messages.list(channel, user).map(pageMessage).map(messageForPage);
}

function homeOf(state: SlackState, query: URLSearchParams): PageView | null {
  const view = state.views.home(query.get("user") ?? "");
  return view === undefined ? null : pageView(view);
}
