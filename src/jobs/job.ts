/** Something that is owed at every moment of a schedule. */
export interface Job {
  /** Under which its ticks are claimed; never given to another job. */
  readonly name: string;
  /** node-cron's form, with seconds first, read in UTC. A day of the month AND a day of the week must both fit. */
  readonly cron: string;
  /**
   * How long a tick is. An instance that wakes late claims the newest tick, not each missed one. Left out: every
   * instance runs the job each time that it wakes, even beside itself; what it does is claimed row by row.
   */
  readonly everyMs?: number;
  run(now: number): Promise<void>;
}
