import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { scheduleProblem } from "../../../src/domain/alerting/schedule-problem.ts";
import { nextTick } from "../../../src/domain/alerting/schedule.ts";
import { draws } from "../../support/draws.ts";

describe("scheduleProblem", () => {
  test.for([
    "0 9 * * 1-5",
    "*/30 * * * *",
    "30 2 * * *",
    "0 30 9 * * MON",
    "0 9 1,15 * *",
    "0 9 L * *",
    "0 9 29 2 *",
    "0 9 * jan-mar sun",
    " 0  9 * * 1#2 ",
    "0 9 ? * 1",
    "0 0 31 2 1",
  ])("nothing is wrong with %j", (text) => {
    expect(scheduleProblem(text)).toBeUndefined();
    expect(nextTick(text, "Europe/Berlin", 0)).toBeGreaterThan(0);
  });

  test.for([
    ["", /^"" is not a schedule: it needs five fields \(minute, .*such as 0 9 \* \* 1-5/],
    ["0 9 * *", /five fields/],
    ["0 0 9 * * 1 2027", /five fields/],
    ["@daily", /five fields/],
    ["2026-11-24T09:00:00", /five fields/],
    ["2026-11-24T09:00:00 * * * *", /"2026-11-24T09:00:00" cannot be the minute/],
    ["0 9 * * +1", /"\+1" cannot be the day of the week/],
    ["@daily * * * *", /"@daily" cannot be the minute/],
    [
      "60 9 * * *",
      /^"60 9 \* \* \*" is not a schedule: "60" cannot be the minute.* 0 to 59, such as/,
    ],
    ["61 0 9 * * *", /"61" cannot be the second/],
    ["0 60 9 * * *", /"60" cannot be the minute/],
    ["0 24 * * *", /"24" cannot be the hour, which is 0 to 23/],
    ["0 0 32 * *", /"32" cannot be the day of the month, which is 1 to 31/],
    ["0 0 * 13 *", /"13" cannot be the month, which is 1 to 12/],
    ["0 0 * * 8", /"8" cannot be the day of the week, which is 0 to 7/],
    ["0 0 * * mo", /"mo" cannot be the day of the week, which is .*SUN to SAT, such as MON,THU/],
    ["*/0 * * * *", /"\*\/0" cannot be the minute.* A step is counted from a star/],
    ["5/20 * * * *", /"5\/20" cannot be the minute.* A step is counted from a star/],
    ["0 17-9 * * *", /"17-9" cannot be the hour.* A range goes upwards, such as 8-18\.$/],
    ["0 0 31 2 *", /no day is like that\./],
    ["0 0 31 4,6,9,11 *", /no day is like that\./],
  ] as const)("something is wrong with %j", ([text, reason]) => {
    const problem = scheduleProblem(text);

    expect(problem).toMatch(reason);
    expect(problem).not.toMatch(/CronPattern|entry|dayOfWeek|illegal|stepping|undefined/);
  });

  test("any five fields are a schedule that comes, or wrong in some way", () => {
    const field = fc.oneof(
      fc.constantFrom("*", "*/7", "1-5", "L", "15W", "1#3", "5L", "?", "0,30", "jan", "fri", "31"),
      fc.nat({ max: 31 }).map(String),
      fc.string({ maxLength: 4 }),
    );
    const fields = fc.oneof(
      fc.array(field, { maxLength: 7 }),
      fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 23 }), field, field, field),
    );
    fc.assert(
      fc.property(fields, (parts) => {
        const text = parts.join(" ");
        const comes = () =>
          nextTick(text, "America/New_York", Date.UTC(2026, 10, 24)) !== undefined;
        expect(scheduleProblem(text) !== undefined || comes()).toBe(true);
      }),
      draws(300),
    );
  });
});
