import { expect, test } from "vitest";

import { takeTurns } from "../../src/db/take-turns.ts";

/** A work that ends when it is told to. */
function heldWork(begun: string[], name: string) {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end: () => end(),
    run: () => {
      begun.push(name);
      return ended;
    },
  };
}

test("two at a time, the others in the order in which they came", async () => {
  const inTurn = takeTurns(2);
  const begun: string[] = [];
  const works = ["a", "b", "c", "d"].map((name) => heldWork(begun, name));
  const all = works.map(({ run }) => inTurn(run));

  expect(begun).toEqual(["a", "b"]);
  works[1]?.end();
  await all[1];
  expect(begun).toEqual(["a", "b", "c"]);
  works[0]?.end();
  await all[0];
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

test("a work that fails gives its place on, and says so to its own caller", async () => {
  const inTurn = takeTurns(1);
  const failing = inTurn(() => Promise.reject(new Error("no such table")));
  const next = inTurn(() => Promise.resolve(7));

  await expect(failing).rejects.toThrow("no such table");
  await expect(next).resolves.toBe(7);
});

test("a place that nobody waited for is free again", async () => {
  const inTurn = takeTurns(1);
  await inTurn(() => Promise.resolve());
  await expect(inTurn(() => Promise.resolve("done"))).resolves.toBe("done");
});
