import { createGroupWriter } from "../http/group-writer.ts";
import type { KeepPostback } from "../http/postback-route.ts";
import {
  type ReceivedPostback,
  receivePostbacks,
} from "../usecases/postbacks/receive-postbacks.ts";
import type { Product } from "./product.ts";

const MOST_AT_ONCE = 500;
const MOST_WAITING = 5_000;
const PATIENCE_MS = 5_000;

export interface PostbackKeeper {
  readonly keep: KeepPostback;
  drain(): Promise<void>;
}

/** Brings trackers' calls into the database, those of the same moment in one commit. */
export function createPostbackKeeper(product: Product): PostbackKeeper {
  const { log, now } = product;
  const { db } = product.database;
  const writer = createGroupWriter<ReceivedPostback>({
    write: async (calls) => receivePostbacks(db, await product.scope("job:postbacks"), calls),
    mostAtOnce: MOST_AT_ONCE,
    mostWaiting: MOST_WAITING,
    patienceMs: PATIENCE_MS,
    failed: (error) => log.error({ err: error }, "postbacks could not be stored"),
  });
  return {
    async keep(parameters) {
      const outcome = await writer.add({ receivedAt: now(), parameters });
      return outcome === "written" ? "stored" : "unavailable";
    },
    drain: () => writer.drain(),
  };
}
