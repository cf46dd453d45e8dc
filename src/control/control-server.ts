import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { z } from "zod";

import { type CommandOutput, lineOutput } from "./command-output.ts";

/** A command line that another process hands over, because this one has the database. */
export const commandRequest = z.object({
  argv: z.array(z.string()),
  cwd: z.string(),
  /** Of whoever typed it: a file may name variables that hold secrets. */
  environment: z.record(z.string(), z.string().optional()),
});
export type CommandRequest = z.infer<typeof commandRequest>;

export type RunCommand = (request: CommandRequest, output: CommandOutput) => Promise<number>;

export interface ControlServer {
  readonly socketPath: string;
  /** From now on commands are run; before, and while it drains, they are told to come again. */
  serve(run: RunCommand): void;
  /** Takes no more commands and waits for those that run; whoever connects still hears that somebody is here. */
  drain(): Promise<void>;
  /** Drains, and is gone. */
  close(): Promise<void>;
}

/** Listens on a Unix socket that this user alone can reach. */
export async function startControlServer(): Promise<ControlServer> {
  const folder = await mkdtemp(join(tmpdir(), "trimtab-"));
  const socketPath = join(folder, "control.sock");
  const running = new Set<Promise<void>>();
  let runCommand: RunCommand | undefined;
  const server = createServer((request, response) => {
    const work = handle(runCommand, request, response).finally(() => running.delete(work));
    running.add(work);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  async function drain(): Promise<void> {
    runCommand = undefined;
    await Promise.all(running);
  }
  return {
    socketPath,
    serve(run) {
      runCommand = run;
    },
    drain,
    async close() {
      server.close();
      await drain();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function handle(
  run: RunCommand | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const output = lineOutput(response);
  try {
    const parsed = commandRequest.safeParse(JSON.parse(await text(request)));
    if (!parsed.success) {
      output.err("The command could not be read.\n");
      output.exit(2);
    } else if (run === undefined) {
      output.err("Trimtab is just starting or stopping; try again in a moment.\n");
      output.exit(1);
    } else {
      output.exit(await run(parsed.data, output));
    }
  } catch (error) {
    output.err(`${error instanceof Error ? error.message : String(error)}\n`);
    output.exit(1);
  }
  response.end();
}
