import type { ServerResponse } from "node:http";

import type { Feed } from "../feed.ts";
import { eventForPage } from "./page-channel.ts";

const HEARTBEAT_MS = 20_000;

export interface EventStreams {
  open(response: ServerResponse, user: string): void;
  close(): void;
}

/** Server-sent events to any number of open pages. */
export function createEventStreams(feed: Feed): EventStreams {
  const open = new Set<ServerResponse>();
  return {
    open(response, user) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      response.write("retry: 1000\n\n");
      const unsubscribe = feed.subscribe(user, (event) => {
        response.write(`data: ${JSON.stringify(eventForPage(event))}\n\n`);
      });
      const heartbeat = setInterval(() => response.write(": here\n\n"), HEARTBEAT_MS).unref();
      open.add(response);
      response.on("close", () => {
        clearInterval(heartbeat);
        unsubscribe();
        open.delete(response);
      });
      response.on("error", () => response.destroy());
    },
    close() {
      for (const response of open) response.end();
    },
  };
}
