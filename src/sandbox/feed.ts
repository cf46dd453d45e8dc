import type { PageEvent } from "./page-api.ts";

type Reader = (event: PageEvent) => void;

/** Tells open pages what has changed for their user. */
export interface Feed {
  /** Returns what ends the subscription. */
  subscribe(user: string, reader: Reader): () => void;
  publish(event: PageEvent, mayRead: (user: string) => boolean): void;
}

export function createFeed(): Feed {
  const readers = new Map<Reader, string>();
  return {
    subscribe(user, reader) {
      readers.set(reader, user);
      return () => {
        readers.delete(reader);
      };
    },
    publish(event, mayRead) {
      for (const [reader, user] of readers) if (mayRead(user)) reader(event);
    },
  };
}
