import { describe, expect } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { removeSource } from "../../../src/usecases/sources/change-source.ts";
import { loadSourceNow } from "../../../src/usecases/sources/load-due-sources.ts";
import { test } from "../../support/fixtures.ts";
import { loadDays } from "../../support/load-days.ts";
import { type Script, scriptedSource } from "../../support/scripted-source.ts";
import { type Bench, bench, daysOf } from "./load-bench.ts";

const HOUR = 3_600_000;
const DAY = "2026-11-20";
const HAD = { spendMicros: 1_000_000n, impressions: 100, clicks: 10, conversions: 1 };
const NOTHING = { spendMicros: 0n, impressions: 0, clicks: 0, conversions: 0, valueMicros: 0n };

const BOTH: Script = {
  campaigns: [
    { externalId: "7", name: "Brand" },
    { externalId: "8", name: "Generic" },
  ],
};
const restated: Script = {
  campaigns: [
    { externalId: "7", name: "Brand" },
    { externalId: "8", name: "Generic", runs: (day) => day !== DAY },
  ],
};

async function again(one: Bench, script: Script) {
  one.at += HOUR;
  one.source = scriptedSource(script);
  return (await loadSourceNow(one.deps, one.key)).outcome;
}

const on = async (one: Bench, day: string, name = "Generic") =>
  (await daysOf(one, "Live", name)).find((found) => found.day === day);

describe("a day that a source told of a campaign, and tells no more", () => {
  test("comes to nothing, and leaves a revision", async ({ db, scope, importing }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    const outcome = await again(one, restated);

    expect(outcome).toMatchObject({ kind: "loaded", revised: 1 });
    expect(await on(one, DAY)).toMatchObject(NOTHING);
    expect(await on(one, DAY, "Brand")).toMatchObject(HAD);
    expect(
      await db.rows(
        { text: "select day, spend_micros from revisions where workspace_id = $1 and day = $2" },
        [scope.workspaceId, DAY],
      ),
    ).toEqual([{ day: DAY, spend_micros: 1_000_000n }]);
    const [sum] = await db.rows(
      { text: "select spend_micros from daily_totals where workspace_id = $1 and day = $2" },
      [scope.workspaceId, DAY],
    );
    expect(sum).toEqual({ spend_micros: 1_000_000n });
    expect(await again(one, restated)).toMatchObject({ revised: 0 });
    expect(await again(one, BOTH)).toMatchObject({ revised: 1 });
    expect(await on(one, DAY)).toMatchObject(HAD);
  });

  test("stays where the day has nothing at all: an outage empties no account", async ({
    scope,
    importing,
  }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    const without = (day: string): boolean => day !== DAY;
    const outcome = await again(one, {
      tellsAll: true,
      campaigns: [
        { externalId: "7", name: "Brand", runs: without },
        { externalId: "8", name: "Generic", runs: without },
      ],
    });
    expect(outcome).toMatchObject({ revised: 0 });
    expect(await on(one, DAY)).toMatchObject(HAD);
  });

  test("stays where it is before the days of the load", async ({ scope, importing }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    const outcome = await again(one, {
      campaigns: [
        { externalId: "7", name: "Brand" },
        { externalId: "8", name: "Generic", runs: () => false },
      ],
    });
    // 24 November and the seven days before it are read again.
    expect(outcome).toMatchObject({ revised: 8 });
    expect(await on(one, "2026-11-16")).toMatchObject(HAD);
    expect(await on(one, "2026-11-17")).toMatchObject(NOTHING);
    expect(await on(one, "2026-11-24")).toMatchObject(NOTHING);
  });

  test("stays where somebody else loaded it last", async ({ scope, importing }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    await loadDays(importing, scope, {
      account: "Live",
      campaigns: [
        {
          name: "Generic",
          daily: [{ ...HAD, day: DAY, spendMicros: 3_000_000n, valueMicros: 0n }],
        },
      ],
    });
    expect(await again(one, restated)).toMatchObject({ revised: 0 });
    expect(await on(one, DAY)).toMatchObject({ spendMicros: 3_000_000n });
  });

  test("stays where a removed source of the same name had loaded it", async ({
    db,
    scope,
    importing,
  }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    await removeSource(db, scope, one.key.sourceId);
    const later = { ...scope, now: scope.now + HOUR };
    const next = await bench({ scope: later, ...importing }, scriptedSource(restated));
    next.at = later.now;
    await loadSourceNow(next.deps, next.key);
    expect(await again(next, restated)).toMatchObject({ revised: 0 });
    expect(await on(one, DAY)).toMatchObject(HAD);
  });
});

describe("a campaign that a source names no more", () => {
  const alone: Script = { campaigns: [{ externalId: "7", name: "Brand" }] };

  test("keeps its days: platforms hide what was deleted, and it spent all the same", async ({
    scope,
    importing,
  }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    expect(await again(one, alone)).toMatchObject({ revised: 0 });
    expect(await on(one, DAY)).toMatchObject(HAD);
  });

  test("loses them where the source's rows are all there is", async ({ scope, importing }) => {
    const one = await bench({ scope, ...importing }, scriptedSource(BOTH));
    await loadSourceNow(one.deps, one.key);
    expect(await again(one, { ...alone, tellsAll: true })).toMatchObject({ revised: 8 });
    expect(await on(one, DAY)).toMatchObject(NOTHING);
    expect(await on(one, addDays("2026-11-17", -1))).toMatchObject(HAD);
  });
});
