import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { describe, expect, test as base } from "vitest";

import { type ControlServer, startControlServer } from "../../src/control/control-server.ts";
import { runRemotely } from "../../src/control/run-remotely.ts";
import { signal } from "../support/signal.ts";

const test = base.extend<{ server: ControlServer }>({
  server: async ({}, use) => {
    const server = await startControlServer();
    await use(server);
    await server.close();
  },
});

const COMMAND = { argv: ["summary", "--json"], cwd: "/somewhere", environment: {} };

/** An output that keeps what it is given, in order. */
function recorder() {
  const said: [string, string][] = [];
  return {
    said,
    out: (words: string) => void said.push(["out", words]),
    err: (words: string) => void said.push(["err", words]),
  };
}

describe("a command handed over", () => {
  test("is run there, and its words and its exit code come back in order", async ({ server }) => {
    server.serve(async (command, output) => {
      output.out(JSON.stringify(command));
      output.err("a line\nand half of one");
      output.out("“umlauts: ä”\n");
      return 2;
    });
    const output = recorder();

    const code = await runRemotely(server.socketPath, COMMAND, output);

    expect(code).toBe(2);
    expect(output.said).toEqual([
      ["out", JSON.stringify(COMMAND)],
      ["err", "a line\nand half of one"],
      ["out", "“umlauts: ä”\n"],
    ]);
  });

  test("is told to come again while the server starts", async ({ server }) => {
    const output = recorder();

    const code = await runRemotely(server.socketPath, COMMAND, output);

    expect(code).toBe(1);
    expect(output.said).toEqual([["err", expect.stringContaining("try again")]]);
  });

  test("that throws ends with its message and exit code 1", async ({ server }) => {
    server.serve(() => Promise.reject(new Error("the disk is full")));
    const output = recorder();

    const code = await runRemotely(server.socketPath, COMMAND, output);

    expect(code).toBe(1);
    expect(output.said).toEqual([["err", "the disk is full\n"]]);
  });

  test("of the wrong shape is wrong usage", async ({ server }) => {
    server.serve(() => Promise.resolve(0));

    const answer = await post(server.socketPath, JSON.stringify({ argv: "summary" }));

    expect(answer.trim().split("\n").at(-1)).toBe('{"exit":2}');
  });

  test("that is no JSON gets an answer all the same", async ({ server }) => {
    const answer = await post(server.socketPath, "{");

    expect(answer).toContain('{"exit":1}');
  });

  test("several at once do not mix", async ({ server }) => {
    server.serve((command, output) => {
      for (const word of command.argv) output.out(word);
      return Promise.resolve(command.argv.length);
    });

    const answers = await Promise.all(
      ["a", "b", "c"].map(async (name, index) => {
        const output = recorder();
        const argv = Array.from({ length: index + 1 }, () => name);
        const code = await runRemotely(
          server.socketPath,
          { argv, cwd: "/", environment: {} },
          output,
        );
        return [code, output.said.map(([, words]) => words).join("")];
      }),
    );

    expect(answers).toEqual([
      [1, "a"],
      [2, "bb"],
      [3, "ccc"],
    ]);
  });
});

test("closing waits for the command that runs, then takes its socket away", async () => {
  const server = await startControlServer();
  const begun = signal<void>();
  const release = signal<number>();
  server.serve(() => {
    begun.resolve();
    return release.promise;
  });
  const code = runRemotely(server.socketPath, COMMAND, recorder());
  await begun.promise;

  const closed = server.close();
  release.resolve(7);

  expect(await code).toBe(7);
  await closed;
  await expect(stat(server.socketPath)).rejects.toThrow("ENOENT");
});

test("nobody but this user reaches the socket", async ({ server }) => {
  const folder = await stat(join(server.socketPath, ".."));

  expect(folder.mode & 0o077).toBe(0);
});

test("a holder that dies in the middle of a command is told as a sentence", async () => {
  const socketPath = join(tmpdir(), `trimtab-dying-${process.pid}.sock`);
  const dying = createServer((_request, response) => {
    response.write('{"out":"half"}\n', () => response.destroy());
  });
  dying.listen(socketPath);
  await once(dying, "listening");
  const output = recorder();

  const code = await runRemotely(socketPath, COMMAND, output);
  dying.close();

  expect(code).toBe(1);
  expect(output.said).toEqual([
    ["out", "half"],
    ["err", expect.stringContaining("run the command again")],
  ]);
});

async function post(socketPath: string, body: string): Promise<string> {
  const call = request({ socketPath, path: "/run", method: "POST" });
  call.end(body);
  const [answer] = (await once(call, "response")) as [NodeJS.ReadableStream];
  return text(answer);
}
