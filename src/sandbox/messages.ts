import type { Feed } from "./feed.ts";
import { createTimestamps } from "./identifiers.ts";
import type { PageMessage } from "./page-api.ts";
import { mayRead } from "./people.ts";

export interface Message extends PageMessage {
  readonly metadata?: unknown;
}

export interface NewMessage {
  readonly channel: string;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly threadTs?: string;
  readonly broadcast?: true;
  readonly onlyFor?: string;
  readonly metadata?: unknown;
  readonly files?: Message["files"];
}

export interface Messages {
  post(message: NewMessage): Message;
  find(channel: string, ts: string): Message | undefined;
  change(message: Message, changes: Partial<Message>): Message;
  remove(message: Message): void;
  /** Oldest first, threads included; without a user, what everybody in the channel sees. */
  list(channel: string, user?: string): Message[];
}

export function createMessages(now: () => number, feed: Feed): Messages {
  const nextTs = createTimestamps(now);
  const byKey = new Map<string, Message>();

  const visible = (message: Message, user: string | undefined): boolean =>
    message.onlyFor === undefined ? true : message.onlyFor === user;
  const audience = (message: Message) => (user: string) =>
    visible(message, user) && mayRead(user, message.channel);

  return {
    post(fields) {
      const message = { files: [], ...fields, ts: nextTs(), edited: false };
      byKey.set(keyOf(message), message);
      feed.publish({ kind: "posted", message: pageMessage(message) }, audience(message));
      return message;
    },
    find(channel, ts) {
      return byKey.get(keyOf({ channel, ts }));
    },
    change(message, changes) {
      const changed = { ...message, ...changes };
      byKey.set(keyOf(message), changed);
      feed.publish({ kind: "changed", message: pageMessage(changed) }, audience(changed));
      return changed;
    },
    remove(message) {
      byKey.delete(keyOf(message));
      const { channel, ts } = message;
      feed.publish({ kind: "deleted", channel, ts }, audience(message));
    },
    list(channel, user) {
      return [...byKey.values()].filter(
        (message) => message.channel === channel && visible(message, user),
      );
    },
  };
}

function keyOf({ channel, ts }: { readonly channel: string; readonly ts: string }): string {
  return `${channel} ${ts}`;
}

/** Without what pages have no use for. */
export function pageMessage(message: Message): PageMessage {
  const { metadata, ...shown } = message;
  return metadata === undefined ? message : shown;
}
