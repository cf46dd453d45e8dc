import { describe, expect, test } from "vitest";

import { callsFinding, unplacedFindings } from "../../src/doctor/postback-findings.ts";
import { sourceFinding } from "../../src/doctor/source-findings.ts";
import type { SourceStatus } from "../../src/domain/source/source-status.ts";

function sourceStatus(rows: number): SourceStatus {
  const days = { from: "2026-11-23", to: "2026-11-23" };
  return {
    sourceId: 1,
    kind: "awin",
    name: "Awin",
    state: "ok",
    schedule: "0 6 * * *",
    timeZone: undefined,
    accounts: [],
    lastLoad: { at: 0, rows, revised: 0, days },
    nextAt: undefined,
    progress: undefined,
    fault: undefined,
  };
}

describe("doctor counts one as one:", () => {
  test.for([
    [1, "brought 1 row through"],
    [1_200, "brought 1,200 rows through"],
  ] as const)("%i row of a source", ([rows, words]) => {
    expect(sourceFinding(sourceStatus(rows)).message).toContain(words);
  });

  test.for([
    [0, "no call waits to be worked through"],
    [1, "1 call waits to be worked through"],
    [2, "2 calls wait to be worked through"],
  ] as const)("%i call", ([waiting, words]) => {
    expect(callsFinding(true, waiting).message).toContain(words);
  });

  test.for([
    [1, "1 first-party conversion belongs to no campaign.", "of 1 first-party conversion of"],
    [2, "2 first-party conversions belong to no campaign.", "of 2 first-party conversions of"],
  ] as const)("%i conversion", ([count, lost, value]) => {
    const foreign = { account: "Main", accountCurrency: "USD", currency: "EUR" };
    const found = unplacedFindings({
      orphans: count,
      foreign: [{ ...foreign, conversions: count }],
    });
    expect(found.map(({ message }) => message)).toEqual([lost, expect.stringContaining(value)]);
  });
});
