import { request } from "node:http";
import type { Readable } from "node:stream";

import { type CommandOutput, outputLine } from "./command-output.ts";
import type { CommandRequest } from "./control-server.ts";

/** Runs a command in the process that has the database; returns its exit code. */
export async function runRemotely(
  socketPath: string,
  command: CommandRequest,
  output: CommandOutput,
): Promise<number> {
  const answer = await post(socketPath, JSON.stringify(command));
  for await (const line of linesUntilBroken(answer)) {
    const parsed = outputLine.parse(JSON.parse(line));
    if ("out" in parsed) output.out(parsed.out);
    else if ("err" in parsed) output.err(parsed.err);
    else return parsed.exit;
  }
  output.err(
    "The process that has the database ended before the command did. What it had not finished was not stored: run the command again.\n",
  );
  return 1;
}

/** Whole lines; a connection that breaks ends them as its orderly end does. */
async function* linesUntilBroken(answer: Readable): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of answer.setEncoding("utf8")) {
      const lines = `${rest}${String(chunk)}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    if (!isReset(error)) throw error;
  }
}

function isReset(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

async function post(socketPath: string, body: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path: "/run", method: "POST" }, resolve);
    call.once("error", reject);
    call.end(body);
  });
}
