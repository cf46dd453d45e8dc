import type { PageEvent, PageMessage, PageView } from "../page-api.ts";

/** A line that only this page shows: an error, with what to do next. */
export interface Notice {
  readonly id: number;
  readonly channel: string;
  /** Milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** Of the event stream. */
export type Connection = "opening" | "open" | "lost";

export interface Workspace {
  readonly user: string;
  /** A channel's id, or `home`. */
  readonly place: string;
  /** The thread shown beside the messages, by its first message's ts. */
  readonly thread: string | null;
  readonly messages: Readonly<Record<string, readonly PageMessage[]>>;
  readonly notices: readonly Notice[];
  readonly unread: readonly string[];
  readonly modal: PageView | null;
  readonly home: PageView | null;
  readonly connection: Connection;
}

export const HOME = "home";

export type Change =
  | { readonly kind: "user"; readonly user: string }
  | { readonly kind: "place"; readonly place: string }
  | { readonly kind: "thread"; readonly ts: string | null }
  | {
      readonly kind: "loaded";
      readonly channel: string;
      readonly messages: readonly PageMessage[];
    }
  | { readonly kind: "home"; readonly view: PageView | null }
  | { readonly kind: "event"; readonly event: PageEvent }
  | { readonly kind: "notice"; readonly notice: Omit<Notice, "id"> }
  | { readonly kind: "connection"; readonly connection: Connection };

export function firstWorkspace(user: string, place: string): Workspace {
  return {
    user,
    place,
    thread: null,
    messages: {},
    notices: [],
    unread: [],
    modal: null,
    home: null,
    connection: "opening",
  };
}

export function changeWorkspace(state: Workspace, change: Change): Workspace {
  switch (change.kind) {
    case "user":
      return firstWorkspace(change.user, state.place);
    case "place": {
      const unread = state.unread.filter((channel) => channel !== change.place);
      return { ...state, place: change.place, thread: null, unread };
    }
    case "thread":
      return { ...state, thread: change.ts };
    case "loaded":
      return withMessages(state, change.channel, (list) => withNewer(change.messages, list));
    case "home":
      return { ...state, home: change.view };
    case "event":
      return afterEvent(state, change.event);
    case "notice": {
      const id = (state.notices.at(-1)?.id ?? 0) + 1;
      return { ...state, notices: [...state.notices, { ...change.notice, id }] };
    }
    case "connection":
      return { ...state, connection: change.connection };
    default:
      return change satisfies never;
  }
}

function afterEvent(state: Workspace, event: PageEvent): Workspace {
  switch (event.kind) {
    case "posted":
    case "changed": {
      const { message } = event;
      const next = withMessages(state, message.channel, (list) => put(list, message));
      const elsewhere = event.kind === "posted" && message.channel !== state.place;
      if (!elsewhere || state.unread.includes(message.channel)) return next;
      return { ...next, unread: [...state.unread, message.channel] };
    }
    case "deleted":
      return withMessages(state, event.channel, (list) =>
        list.filter((message) => message.ts !== event.ts),
      );
    case "modal":
      return { ...state, modal: event.view };
    case "home":
      return { ...state, home: event.view };
    default:
      return event satisfies never;
  }
}

function withMessages(
  state: Workspace,
  channel: string,
  edit: (list: readonly PageMessage[]) => readonly PageMessage[],
): Workspace {
  const list = edit(state.messages[channel] ?? []);
  return { ...state, messages: { ...state.messages, [channel]: list } };
}

/** What the event stream brought while the list was on its way stays. */
function withNewer(
  loaded: readonly PageMessage[],
  known: readonly PageMessage[],
): readonly PageMessage[] {
  const newest = Number(loaded.at(-1)?.ts ?? 0);
  return [...loaded, ...known.filter((message) => Number(message.ts) > newest)];
}

/** In place of the message with the same ts, else in order of time. */
function put(list: readonly PageMessage[], message: PageMessage): readonly PageMessage[] {
  if (list.some((each) => each.ts === message.ts)) {
    return list.map((each) => (each.ts === message.ts ? message : each));
  }
  return [...list, message].toSorted((a, b) => Number(a.ts) - Number(b.ts));
}
