export interface GroupWriter<T> {
  /** Resolves once the item is written; `unavailable`: nobody knows, or there is no room. */
  readonly add: (item: T) => Promise<"written" | "unavailable">;
  /** Waits for what is under way. */
  readonly drain: () => Promise<void>;
}

export interface GroupWriterOptions<T> {
  /** Writes all of them or none. */
  readonly write: (items: readonly T[]) => Promise<void>;
  readonly mostAtOnce: number;
  /** Items that wait beyond this many are turned away. */
  readonly mostWaiting: number;
  /** A write that takes longer is given up on, and so are those that wait behind it, until it returns. */
  readonly patienceMs: number;
  readonly failed: (error: unknown) => void;
}

interface Waiting<T> {
  readonly item: T;
  readonly settle: (outcome: "written" | "unavailable") => void;
}

/** Writes what comes in while a write is under way together with the next one: one commit for many. */
export function createGroupWriter<T>(options: GroupWriterOptions<T>): GroupWriter<T> {
  const { write, mostAtOnce, mostWaiting, patienceMs, failed } = options;
  let waiting: Waiting<T>[] = [];
  let running: Promise<void> | undefined;
  let late = false;

  async function run(): Promise<void> {
    // Requests that the same turn of the event loop brings go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      await writeGroup(group);
    }
    running = undefined;
  }

  async function writeGroup(group: readonly Waiting<T>[]): Promise<void> {
    const giveUp = setTimeout(() => {
      late = true;
      const all = [...group, ...waiting];
      waiting = [];
      settleAll(all, "unavailable");
    }, patienceMs);
    try {
      await write(group.map(({ item }) => item));
      settleAll(group, "written");
    } catch (error) {
      failed(error);
      settleAll(group, "unavailable");
    } finally {
      clearTimeout(giveUp);
      late = false;
    }
  }

  return {
    add(item) {
      if (late || waiting.length >= mostWaiting) return Promise.resolve("unavailable");
      return new Promise((settle) => {
        waiting.push({ item, settle });
        running ??= run();
      });
    },
    drain: async () => running,
  };
}

function settleAll<T>(group: readonly Waiting<T>[], outcome: "written" | "unavailable"): void {
  for (const { settle } of group) settle(outcome);
}
