import { expect } from "vitest";

import { loadSourceNow } from "../../../src/usecases/sources/load-due-sources.ts";
import { test } from "../../support/fixtures.ts";
import { SCRIPTED_ACCOUNT, scriptedSource } from "../../support/scripted-source.ts";
import { bench, daysOf } from "./load-bench.ts";

const HOUR = 3_600_000;

test("the history of an account that joins late is loaded, and goes on where it broke off", async ({
  db,
  scope,
  importing,
}) => {
  const first = { ...SCRIPTED_ACCOUNT, externalId: "act-0", name: "Early" };
  const one = await bench(
    { db, scope, database: importing.database },
    scriptedSource({ accounts: [first] }),
  );
  await loadSourceNow(one.deps, one.key);
  one.at += 24 * HOUR;
  let loads = 0;
  const accounts = [first, SCRIPTED_ACCOUNT];
  one.source = scriptedSource({
    accounts,
    before: () => {
      loads += 1;
      if (loads === 2) throw new Error("killed");
    },
  });
  await expect(loadSourceNow(one.deps, one.key)).rejects.toThrow("killed");
  const again = scriptedSource({ accounts });
  one.source = again;
  const { outcome } = await loadSourceNow(one.deps, one.key);

  const trailing = { from: "2026-11-17", to: "2026-11-25" };
  expect(again.asked).toEqual([{ from: "2026-11-16", to: "2026-11-23" }, trailing, trailing]);
  expect(outcome).toMatchObject({ kind: "loaded", rows: 8 + 9 + 9 });
  expect(await daysOf(one, "Live")).toHaveLength(41);
  const later = scriptedSource({ accounts });
  one.source = later;
  await loadSourceNow(one.deps, one.key);
  expect(later.asked.map(({ from }) => from)).toEqual(["2026-11-18", "2026-11-18"]);
});
