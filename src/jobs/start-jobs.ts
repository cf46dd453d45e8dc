import { schedule } from "node-cron";
import type { Logger } from "pino";

import type { Job } from "./job.ts";

export interface JobsDeps {
  readonly jobs: readonly Job[];
  /** Claims a tick for this instance alone. */
  readonly claim: (job: string, tick: number) => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
}

export interface RunningJobs {
  /** Wakes no more, and waits for what runs. */
  stop(): Promise<void>;
}

/** node-cron only wakes; which tick is due, and whether this instance has it, is asked of the database. */
export function startJobs({ jobs, claim, now, log }: JobsDeps): RunningJobs {
  const running = new Set<Promise<void>>();
  const tasks = jobs.map((job) =>
    schedule(job.cron, () => wake(job), {
      name: job.name,
      timezone: "Etc/UTC",
      noOverlap: job.everyMs !== undefined,
    }),
  );
  for (const job of jobs) void wake(job);

  function wake(job: Job): Promise<void> {
    const work = runTick(job).finally(() => running.delete(work));
    running.add(work);
    return work;
  }

  async function runTick(job: Job): Promise<void> {
    try {
      if (await isDue(job)) await job.run(now());
    } catch (error) {
      log.error({ err: error, job: job.name }, "a job failed; its next tick tries again");
    }
  }

  async function isDue({ name, everyMs }: Job): Promise<boolean> {
    if (everyMs === undefined) return true;
    return claim(name, Math.floor(now() / everyMs) * everyMs);
  }

  return {
    async stop() {
      for (const task of tasks) await task.stop();
      await Promise.all(running);
    },
  };
}
