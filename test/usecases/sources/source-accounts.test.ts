import { describe, expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import { findSource } from "../../../src/db/sources.ts";
import { loadSourceNow } from "../../../src/usecases/sources/load-due-sources.ts";
import { test } from "../../support/fixtures.ts";
import { SCRIPTED_ACCOUNT, scriptedSource } from "../../support/scripted-source.ts";
import { bench } from "./load-bench.ts";

const HOUR = 3_600_000;

describe("the accounts of a source", () => {
  test("stay the same when their platform renames them", async ({ db, scope, importing }) => {
    const one = await bench({ db, scope, database: importing.database }, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    one.source = scriptedSource({ accounts: [{ ...SCRIPTED_ACCOUNT, name: "Live 2027" }] });
    one.at += HOUR;
    expect((await loadSourceNow(one.deps, one.key)).outcome.kind).toBe("loaded");
    const names = (await listAccounts(db, scope.workspaceId)).map(({ name }) => name);
    expect(names).toEqual(["Live"]);
  });

  test("are two where two have the same name", async ({ db, scope, importing }) => {
    const accounts = [SCRIPTED_ACCOUNT, { ...SCRIPTED_ACCOUNT, externalId: "act-2" }];
    const one = await bench(
      { db, scope, database: importing.database },
      scriptedSource({ accounts }),
    );
    for (let load = 0; load < 2; load += 1) await loadSourceNow(one.deps, one.key);
    const names = (await listAccounts(db, scope.workspaceId)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(["Live", "Live (act-2)"]);
  });

  test("are not taken over by a second source", async ({ db, scope, importing }) => {
    const place = { db, scope, database: importing.database };
    const one = await bench(place, scriptedSource());
    await loadSourceNow(one.deps, one.key);
    const other = await bench(place, scriptedSource(), { name: "Other" });
    expect((await loadSourceNow(other.deps, other.key)).outcome).toMatchObject({
      kind: "failed",
      message: 'Another source loads the account "Live" already.',
    });
    expect((await loadSourceNow(one.deps, one.key)).outcome).toMatchObject({ revised: 0 });
  });

  test("are missed where there are none", async ({ db, scope, importing }) => {
    const one = await bench(
      { db, scope, database: importing.database },
      scriptedSource({ accounts: [] }),
    );
    expect((await loadSourceNow(one.deps, one.key)).outcome.kind).toBe("failed");
    expect((await findSource(db, one.key))?.watermark).toBeNull();
  });
});

describe("the days that count as loaded", () => {
  test("are over in every account's zone", async ({ db, scope, importing }) => {
    const east = { ...SCRIPTED_ACCOUNT, externalId: "act-2", name: "East" };
    const accounts = [{ ...east, zone: "Pacific/Kiritimati" }, SCRIPTED_ACCOUNT];
    const one = await bench(
      { db, scope, database: importing.database },
      scriptedSource({ accounts }),
    );
    await loadSourceNow(one.deps, one.key);
    expect((await findSource(db, one.key))?.watermark).toBe("2026-11-23");
  });

  test("are those that the platform gave", async ({ db, scope, importing }) => {
    const whole = scriptedSource({ longestLoad: 5 });
    const short = "2026-11-12";
    const one = await bench(
      { db, scope, database: importing.database },
      {
        ...whole,
        async load(request, sink) {
          const outcome = await whole.load(request, sink);
          const { from, to } = request.days;
          if (outcome.kind !== "read" || from > short || to <= short) return outcome;
          return { ...outcome, days: { from, to: short } };
        },
      },
    );
    await loadSourceNow(one.deps, one.key);
    expect((await findSource(db, one.key))?.watermark).toBe(short);
  });
});

test("a load ends between two spans when the process stops", async ({ db, scope, importing }) => {
  const stopping = new AbortController();
  // The platform answers to the end, whatever it is told.
  const source = scriptedSource({ longestLoad: 5, before: () => stopping.abort() });
  const one = await bench({ db, scope, database: importing.database }, source);
  const deps = { ...one.deps, stopping: stopping.signal };
  expect((await loadSourceNow(deps, one.key)).outcome).toEqual({ kind: "given-up" });
  expect(source.asked).toHaveLength(1);
  expect(await findSource(db, one.key)).toMatchObject({ leasedUntil: null, failures: 0 });
});
