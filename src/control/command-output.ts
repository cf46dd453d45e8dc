import type { Writable } from "node:stream";

import { z } from "zod";

/** Where a command's words go: its own terminal, or that of the process that asked for it. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

/** A line of the stream in which one process runs a command for another. */
export const outputLine = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ exit: z.number() }),
]);

/** Writes a command's words, and at last its exit code, as JSON lines. */
export function lineOutput(stream: Writable): CommandOutput & { exit(code: number): void } {
  const write = (line: z.infer<typeof outputLine>): void => {
    stream.write(`${JSON.stringify(line)}\n`);
  };
  return {
    out: (text) => write({ out: text }),
    err: (text) => write({ err: text }),
    exit: (code) => write({ exit: code }),
  };
}
