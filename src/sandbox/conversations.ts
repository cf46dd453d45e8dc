import { type Channel, PEOPLE } from "./people.ts";

/** Channels, and each person's conversation with the app. */
export interface Conversations {
  readonly channels: readonly Channel[];
  /** By an id: a channel's, a person's or their conversation's. */
  find(id: unknown): Channel | undefined;
  /** Where `chat.postMessage` would post: it takes a channel's `#name` too. */
  findPlace(idOrName: unknown): Channel | undefined;
  archive(id: string): void;
}

export function createConversations(given: readonly Channel[]): Conversations {
  let channels = given;
  function find(id: unknown): Channel | undefined {
    const channel = channels.find((each) => each.id === id);
    if (channel !== undefined) return channel;
    const person = PEOPLE.find((each) => each.direct === id || each.id === id);
    if (person === undefined) return undefined;
    return { id: person.direct, name: "directmessage", topic: "", hasApp: true };
  }
  return {
    get channels() {
      return channels;
    },
    find,
    findPlace: (place) => channels.find(({ name }) => place === `#${name}`) ?? find(place),
    archive(id) {
      channels = channels.map((each) => (each.id === id ? { ...each, archived: true } : each));
    },
  };
}
