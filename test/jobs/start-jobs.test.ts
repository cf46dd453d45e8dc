import { pino } from "pino";
import { expect } from "vitest";

import { claimTick } from "../../src/db/ticks.ts";
import type { Job } from "../../src/jobs/job.ts";
import { startJobs } from "../../src/jobs/start-jobs.ts";
import { createLog } from "../../src/log.ts";
import { NOW, test } from "../support/fixtures.ts";
import { signal } from "../support/signal.ts";

const HOUR_MS = 3_600_000;
const SILENT = pino({ level: "silent" });

/** A job that cron does not wake while tests run: it is woken at the start alone. */
function job(run: Job["run"]): Job {
  return { name: "counting", cron: "0 0 0 29 2 *", everyMs: HOUR_MS, run };
}

test("instances that wake in the same tick run the job once", async ({ db, scope }) => {
  const { workspaceId } = scope;
  const ran: number[] = [];
  const instances = Array.from({ length: 5 }, (_, index) =>
    startJobs({
      jobs: [job(async (now) => void ran.push(now))],
      claim: (name, tick) => claimTick(db, { workspaceId, job: name, tick }),
      now: () => NOW + index,
      log: SILENT,
    }),
  );

  await Promise.all(instances.map((instance) => instance.stop()));

  expect(ran).toHaveLength(1);
});

test("the next tick runs it again", async ({ db, scope }) => {
  const { workspaceId } = scope;
  const ran: number[] = [];
  for (const now of [NOW, NOW + HOUR_MS - 1, NOW + HOUR_MS, NOW]) {
    const instance = startJobs({
      jobs: [job(async (at) => void ran.push(at))],
      claim: (name, tick) => claimTick(db, { workspaceId, job: name, tick }),
      now: () => now,
      log: SILENT,
    });
    await instance.stop();
  }

  expect(ran).toEqual([NOW, NOW + HOUR_MS]);
});

test("a tick begins at a whole multiple of its length", async () => {
  const ticks: number[] = [];
  const instance = startJobs({
    jobs: [job(async () => undefined)],
    claim: async (_name, tick) => ticks.push(tick) < 0,
    now: () => NOW + 1_234_567,
    log: SILENT,
  });

  await instance.stop();

  expect(ticks).toEqual([NOW]);
});

test("a job that fails is logged, and holds up no other", async () => {
  const lines: string[] = [];
  const ran: string[] = [];
  const instance = startJobs({
    jobs: [
      { ...job(() => Promise.reject(new Error("no database"))), name: "failing" },
      { ...job(async () => void ran.push("other")), name: "other" },
    ],
    claim: () => Promise.resolve(true),
    now: () => NOW,
    log: createLog("info", { write: (line) => void lines.push(line) }),
  });

  await instance.stop();

  expect(ran).toEqual(["other"]);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 50, job: "failing", err: { message: "no database" } },
  ]);
});

test("stopping waits for the job that runs", async () => {
  const begun = signal<void>();
  const release = signal<void>();
  const events: string[] = [];
  const instance = startJobs({
    jobs: [
      job(async () => {
        begun.resolve();
        await release.promise;
        events.push("job ended");
      }),
    ],
    claim: () => Promise.resolve(true),
    now: () => NOW,
    log: SILENT,
  });
  await begun.promise;

  const stopped = instance.stop().then(() => events.push("stopped"));
  release.resolve();
  await stopped;

  expect(events).toEqual(["job ended", "stopped"]);
});

test("a job without a tick is run by every instance", async () => {
  const ran: number[] = [];
  const { everyMs: _, ...shared } = job(async (now) => void ran.push(now));
  const instances = [1, 2].map((index) =>
    startJobs({
      jobs: [shared],
      claim: () => Promise.reject(new Error("nothing is claimed")),
      now: () => NOW + index,
      log: SILENT,
    }),
  );

  await Promise.all(instances.map((instance) => instance.stop()));

  expect(ran).toEqual([NOW + 1, NOW + 2]);
});
