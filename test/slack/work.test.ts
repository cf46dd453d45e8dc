import { describe, expect } from "vitest";

import { createLog } from "../../src/log.ts";
import { type Task, trackWork } from "../../src/slack/work.ts";
import { Conflict, Invalid } from "../../src/usecases/errors.ts";
import { signal } from "../support/signal.ts";
import { refusal, type SlackServer, test as base } from "./slack-server.ts";

interface Desk {
  readonly log: { readonly [key: string]: unknown }[];
  readonly timed: [string, string][];
  readonly tracked: ReturnType<typeof trackWork>;
}

const test = base.extend<{ desk: Desk }>({
  desk: async ({}, use) => {
    const log: { [key: string]: unknown }[] = [];
    const timed: [string, string][] = [];
    await use({
      log,
      timed,
      tracked: trackWork({
        log: createLog("info", { write: (line) => void log.push(JSON.parse(line) as never) }),
        timed: (kind, outcome) => void timed.push([kind, outcome]),
      }),
    });
  },
});

function task(slack: SlackServer, run: Task["run"]): Task {
  return { kind: "command", place: { channel: "C1", user: "U1" }, client: slack.client, run };
}

describe("work that was promised an answer", () => {
  test("is timed as answered", async ({ desk, slack }) => {
    await desk.tracked.work(task(slack, (respond) => respond({ text: "Here.", blocks: [] })));

    expect(slack.asked).toMatchObject([{ text: "Here." }]);
    expect(desk.timed).toEqual([["command", "answered"]]);
    expect(desk.log).toEqual([]);
  });

  test("that fails becomes an apology with the id that the log has", async ({ desk, slack }) => {
    await desk.tracked.work(task(slack, () => Promise.reject(new Error("hunter2"))));

    const [apology] = slack.asked;
    const [line] = desk.log;
    expect(line).toMatchObject({ level: 50, kind: "command", user: "U1" });
    expect(line?.["logId"]).toMatch(/^[0-9a-f]{8}$/);
    expect(JSON.stringify(apology?.blocks)).toContain(String(line?.["logId"]));
    expect(JSON.stringify(apology)).not.toContain("hunter2");
    expect(desk.timed).toEqual([["command", "failed"]]);
  });

  test("that is refused says why, and is no entry in the log", async ({ desk, slack }) => {
    const refused = new Invalid("A target is more than zero.");

    await desk.tracked.work(task(slack, () => Promise.reject(refused)));

    expect(slack.asked[0]?.text).toContain("A target is more than zero.");
    expect(desk.log).toEqual([]);
  });

  test("that somebody else was first with says who, as a mention", async ({ desk, slack }) => {
    const late = new Conflict("<@U0EVIL>.csv is being loaded already.", "slack:U0LEO");

    await desk.tracked.work(task(slack, () => Promise.reject(late)));

    expect(slack.asked[0]?.text).toContain("<@U0LEO>");
    expect(slack.asked[0]?.text).not.toContain("<@U0EVIL>");
  });

  test("whose apology cannot be sent either is logged, and does not throw", async ({
    desk,
    slack,
  }) => {
    slack.answer("chat.postEphemeral", refusal("fatal_error"));

    await desk.tracked.work(task(slack, () => Promise.reject(new Error("broken"))));

    expect(desk.log.map(({ msg }) => msg)).toEqual([
      "a request failed",
      "an answer could not be sent",
    ]);
  });
});

test("draining waits for work under way, and for work that it starts", async ({ desk, slack }) => {
  const release = signal();
  const done: string[] = [];
  void desk.tracked.work(
    task(slack, async () => {
      await release.promise;
      void desk.tracked.work(task(slack, async () => void done.push("second")));
      done.push("first");
    }),
  );

  const drained = desk.tracked.drain();
  release.resolve();
  await drained;

  expect(done.toSorted()).toEqual(["first", "second"]);
});
