import { describe, expect, test } from "vitest";

import { type Attempt, untilWhole } from "../../../src/sources/api/until-whole.ts";
import { SourceFault } from "../../../src/usecases/source.ts";

const PATIENCE = {
  platform: "The platform",
  retry: { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 },
};
const { signal } = new AbortController();

function broken(afterMs?: number): Attempt<string> {
  const more = { next: "Later.", ...(afterMs === undefined ? {} : { afterMs }) };
  return { kind: "broken", fault: new SourceFault("limited", "No.", more) };
}

async function tried(outcomes: readonly Attempt<string>[], on = signal) {
  let attempts = 0;
  const attempt = (): Promise<Attempt<string>> =>
    Promise.resolve(outcomes[attempts++] ?? { kind: "whole", value: "late" });
  const ended = await untilWhole(PATIENCE, attempt, on).catch((error: unknown) => error);
  return { ended, attempts };
}

describe("trying until it is whole", () => {
  test("ends with the first whole one", async () => {
    await expect(tried([broken(), broken(5)])).resolves.toEqual({ ended: "late", attempts: 3 });
  });

  test("ends with the last fault once the attempts are used up", async () => {
    const { ended, attempts } = await tried([broken(), broken(), broken(7), broken()]);
    expect(ended).toMatchObject({ name: "SourceFault", afterMs: 7 });
    expect(attempts).toBe(3);
  });

  test("ends at once where the platform bids us wait too long", async () => {
    const { ended, attempts } = await tried([broken(21)]);
    expect(ended).toMatchObject({ kind: "limited", afterMs: 21 });
    expect(attempts).toBe(1);
  });

  test("ends at once where the load was given up", async () => {
    const { attempts } = await tried([broken()], AbortSignal.abort());
    expect(attempts).toBe(1);
  });
});
