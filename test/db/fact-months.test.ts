import fc from "fast-check";
import { expect } from "vitest";

import { ensureFactMonths, following } from "../../src/db/fact-months.ts";
import { addDays } from "../../src/domain/day.ts";
import { test } from "../support/fixtures.ts";

test("makes each month once, in order", async ({ db }) => {
  expect(await ensureFactMonths(db, ["2031-12", "2031-11", "2031-12"])).toEqual([
    "2031-11",
    "2031-12",
  ]);
  expect(await ensureFactMonths(db, ["2031-11", "2032-01"])).toEqual(["2032-01"]);
  expect(await ensureFactMonths(db, ["2031-11", "2031-12", "2032-01"])).toEqual([]);
  expect(await ensureFactMonths(db, [])).toEqual([]);
});

test("many at once make each month once", async ({ db }) => {
  const made = await Promise.all(
    Array.from({ length: 6 }, () => ensureFactMonths(db, ["2033-01", "2033-02"])),
  );

  expect(made.flat().toSorted()).toEqual(["2033-01", "2033-02"]);
});

test("a month takes its first day and its last", async ({ db }) => {
  await ensureFactMonths(db, ["2034-02"]);

  const [row] = await db.rows<{ bounds: string }>(
    {
      name: "test_bounds",
      text: "select pg_get_expr(relpartbound, oid) as bounds from pg_class where relname = 'facts_2034_02'",
    },
    [],
  );

  expect(row?.bounds).toBe("FOR VALUES FROM ('2034-02-01') TO ('2034-03-01')");
});

test("the following month is that of the day 31 days after the first", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2998 }),
      fc.integer({ min: 1, max: 12 }),
      (year, n) => {
        const month = `${year}-${String(n).padStart(2, "0")}`;
        expect(following(month)).toBe(addDays(`${month}-01`, 31).slice(0, 7));
      },
    ),
  );
});
