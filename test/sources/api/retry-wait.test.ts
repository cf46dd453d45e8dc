import { describe, expect, test } from "vitest";

import { retryAfterMs, retryWait } from "../../../src/sources/api/retry-wait.ts";

const RETRY = { attempts: 5, firstWaitMs: 500, longestWaitMs: 3_000 };
const NOW = Date.UTC(2026, 10, 24, 12);

describe("the wait before another attempt", () => {
  test.each([
    [1, undefined, 500],
    [2, undefined, 1_000],
    [9, undefined, 3_000],
    [1, 2_000, 2_000],
    [3, 10, 2_000],
    [1, 3_000, 3_000],
    [1, 3_001, undefined],
  ])("after %d failures, bidden %s, is %s", (failed, bidden, wait) => {
    expect(retryWait(RETRY, failed, bidden)).toBe(wait);
  });

  test.each([
    [undefined, undefined],
    ["", undefined],
    ["soon", undefined],
    ["0", 0],
    ["1.5", 1_500],
    ["Tue, 24 Nov 2026 12:01:00 GMT", 60_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
  ])("is read from Retry-After %s as %s", (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});
