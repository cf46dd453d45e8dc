import { expect, test, vi } from "vitest";

import { createGroupWriter } from "../../src/http/group-writer.ts";
import { signal } from "../support/signal.ts";

function writer(options: Partial<Parameters<typeof createGroupWriter<number>>[0]> = {}) {
  const groups: (readonly number[])[] = [];
  const failures: unknown[] = [];
  const { add, drain } = createGroupWriter<number>({
    write(items) {
      groups.push(items);
      return Promise.resolve();
    },
    mostAtOnce: 3,
    mostWaiting: 5,
    patienceMs: 60_000,
    failed: (error) => void failures.push(error),
    ...options,
  });
  return { add, drain, groups, failures };
}

test("what comes together is written together, in its order, and no more than may be", async () => {
  const { add, groups } = writer();

  expect(await Promise.all([1, 2, 3, 4].map(add))).toEqual(Array(4).fill("written"));
  expect(await add(5)).toBe("written");

  expect(groups).toEqual([[1, 2, 3], [4], [5]]);
});

test("what comes during a write waits for the next, and too much is turned away", async () => {
  const begun = signal<void>();
  const release = signal<void>();
  const groups: (readonly number[])[] = [];
  const { add, drain } = writer({
    async write(items) {
      groups.push(items);
      begun.resolve();
      await release.promise;
    },
  });

  const first = add(0);
  await begun.promise;
  const rest = [1, 2, 3, 4, 5].map(add);
  expect(await add(6)).toBe("unavailable");
  release.resolve();
  await drain();

  expect(await Promise.all([first, ...rest])).toEqual(Array(6).fill("written"));
  expect(groups).toEqual([[0], [1, 2, 3], [4, 5]]);
});

test("a write that fails fails its own items alone", async () => {
  const { add, failures } = writer({
    write: (items) => (items.includes(1) ? Promise.reject(new Error("away")) : Promise.resolve()),
  });

  expect(await Promise.all([1, 2, 3, 4].map(add))).toEqual([
    "unavailable",
    "unavailable",
    "unavailable",
    "written",
  ]);
  expect(failures).toEqual([new Error("away")]);
});

test("a write that does not return turns everybody away until it does", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const begun = signal<void>();
  const release = signal<void>();
  const { add, drain } = writer({
    async write() {
      begun.resolve();
      await release.promise;
    },
    patienceMs: 1_000,
  });

  const first = add(1);
  await begun.promise;
  const second = add(2);
  vi.advanceTimersByTime(1_000);
  expect([await first, await second, await add(3)]).toEqual(Array(3).fill("unavailable"));
  release.resolve();
  await drain();
  vi.useRealTimers();

  expect(await add(4)).toBe("written");
});
