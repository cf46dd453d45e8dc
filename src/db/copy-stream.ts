import { once } from "node:events";

import { from as copyFrom } from "pg-copy-streams";

import type { Tx } from "./db.ts";

/** An open COPY: text goes in as fast as the server takes it. The connection does nothing else until `end`. */
export interface CopyStream {
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

const AHEAD_BYTES = 4_000_000;

export function openCopy(tx: Tx, command: string): CopyStream {
  // Room for a few batches: the reader goes on while the server is busy.
  const stream = tx.client.query(copyFrom(command, { highWaterMark: AHEAD_BYTES }));
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  return {
    async write(text) {
      if (failure !== undefined) throw failure;
      // `once` rejects when the stream fails while it is waited for.
      if (!stream.write(text)) await once(stream, "drain");
    },
    async end() {
      if (failure !== undefined) throw failure;
      const finished = once(stream, "finish");
      stream.end();
      await finished;
    },
  };
}
