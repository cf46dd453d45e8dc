import type { Conversations } from "../conversations.ts";
import type { PageChannel, PageEvent, PageMessage } from "../page-api.ts";
import { APP, findPerson, PEOPLE } from "../people.ts";

/** Everybody's own conversation with the app bears one id on the page. */
const OWN_DIRECT = "D0TRIMTAB";

export function pageChannels({ channels }: Conversations): PageChannel[] {
  const shared = channels.map(({ id, name, topic }) => ({ id, name, topic, direct: false }));
  return [...shared, { id: OWN_DIRECT, name: APP.name, topic: "", direct: true }];
}

/** The conversation that a page means by an id. */
export function fromPage(channel: string, user: string): string {
  return channel === OWN_DIRECT ? (findPerson(user)?.direct ?? channel) : channel;
}

export function messageForPage(message: PageMessage): PageMessage {
  return { ...message, channel: toPage(message.channel) };
}

export function eventForPage(event: PageEvent): PageEvent {
  switch (event.kind) {
    case "posted":
    case "changed":
      return { ...event, message: messageForPage(event.message) };
    case "deleted":
      return { ...event, channel: toPage(event.channel) };
    case "modal":
    case "home":
      return event;
    default:
      return event satisfies never;
  }
}

function toPage(channel: string): string {
  return PEOPLE.some((person) => person.direct === channel) ? OWN_DIRECT : channel;
}
