import { once } from "node:events";

import { from as copyFrom } from "pg-copy-streams";

import type { Tx } from "./db.ts";

/** An open COPY: data go in as fast as the server takes them. The connection does nothing else until `end`. */
export interface CopyStream {
  /** Waits for what is under way already, not for this: the reader goes on while the server is busy. */
  write(data: string | Buffer): Promise<void>;
  /** Resolves once all is stored; asked again, it tells how the first ending went. */
  end(): Promise<void>;
}

const AHEAD_BYTES = 4_000_000;

/** `aheadBytes`: how much may be under way before a write waits until all of it is gone. */
export function openCopy(tx: Tx, command: string, aheadBytes = AHEAD_BYTES): CopyStream {
  const stream = tx.client.query(copyFrom(command, { highWaterMark: aheadBytes }));
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  let ended: Promise<void> | undefined;

  async function end(): Promise<void> {
    if (failure !== undefined) throw failure;
    const finished = once(stream, "finish");
    stream.end();
    await finished;
  }

  return {
    async write(data) {
      if (failure !== undefined) throw failure;
      // `once` rejects when the stream fails while it is waited for.
      if (stream.writableNeedDrain) await once(stream, "drain");
      stream.write(data);
    },
    end() {
      ended ??= end();
      return ended;
    },
  };
}
