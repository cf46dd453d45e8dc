import { setTimeout as delay } from "node:timers/promises";

import { type DrillProcess, startProcess } from "./child-process.ts";
import type { DrillPlan } from "./plan.ts";
import type { Random } from "./random.ts";

const EVALUATING_MS = 250;

/** Instances that are killed and started again. */
export interface Herd {
  readonly kills: number;
  /** Kills instances at random moments until `count` were, evenly over `ms`. */
  harass(count: number, ms: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startHerd(
  plan: DrillPlan,
  input: {
    readonly file: string;
    readonly random: Random;
    readonly env: Readonly<Record<string, string>>;
  },
): Promise<Herd> {
  const { random } = input;
  const start = (): Promise<DrillProcess> => startProcess(input.file, input.env);
  const places = Array.from({ length: plan.instances }, start);
  await Promise.all(places);
  let kills = 0;

  async function killOne(): Promise<void> {
    const place = random.below(places.length);
    // One that is still starting is killed once it runs: what it would have done is done by its successor.
    places[place] =
      places[place]?.then(async (instance) => {
        await instance.kill();
        kills += 1;
        return start();
      }) ?? start();
    await Promise.resolve();
  }

  return {
    get kills() {
      return kills;
    },
    async harass(count, ms) {
      const end = performance.now() + ms;
      for (let left = count; left > 0; left -= 1) {
        const mean = Math.max(0, end - performance.now()) / left;
        await delay(mean * 2 * random.next());
        if (plan.tickMs !== undefined && random.chance(0.5)) await delay(justAfterTick(random));
        await killOne();
      }
      await Promise.all(places);
    },
    async stop() {
      // One that did not start is dead already.
      for (const place of await Promise.allSettled(places)) {
        if (place.status === "fulfilled") await place.value.kill();
      }
    },
  };
}

/** Until somewhere in the first moments of the next second, when evaluations run. */
function justAfterTick(random: Random): number {
  return 1_000 - (Date.now() % 1_000) + random.below(EVALUATING_MS);
}
