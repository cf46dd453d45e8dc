import { expect, test } from "vitest";

import { nextAttempt } from "../../../src/domain/source/next-attempt.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const usual = { now: 0, forPerson: false, afterMs: undefined, nextTick: 6 * HOUR };

test.each([
  [1, MINUTE],
  [2, 2 * MINUTE],
  [5, 16 * MINUTE],
  [7, HOUR],
  [5_000, HOUR],
])("after %i failures in a row it waits %i ms", (failures, wait) => {
  expect(nextAttempt({ ...usual, failures })).toBe(wait);
});

test("a tick that comes sooner is kept", () => {
  expect(nextAttempt({ ...usual, failures: 9, nextTick: 5 * MINUTE })).toBe(5 * MINUTE);
});

test("a platform that bids us wait is left alone for so long", () => {
  expect(nextAttempt({ ...usual, failures: 1, afterMs: 2 * HOUR, nextTick: MINUTE })).toBe(
    2 * HOUR,
  );
});

test("what a person has to mend is not asked every minute", () => {
  expect(nextAttempt({ ...usual, failures: 1, forPerson: true })).toBe(15 * MINUTE);
});

test("a platform that bids us wait for ages is asked again after a day", () => {
  const input = { now: 0, failures: 1, forPerson: false, nextTick: undefined };
  expect(nextAttempt({ ...input, afterMs: 1e17 })).toBe(24 * 3_600_000);
});
