import fc from "fast-check";
import { expect, test } from "vitest";

import { quietUntil } from "../../../src/domain/alerting/quiet-hours.ts";

const NIGHT = { from: "22:00", to: "07:00" };

test.for([
  ["Europe/Berlin", NIGHT, "2026-11-24T20:59:59.999Z", undefined],
  ["Europe/Berlin", NIGHT, "2026-11-24T21:00:00Z", "2026-11-25T06:00:00Z"],
  ["Europe/Berlin", NIGHT, "2026-11-25T05:59:59.999Z", "2026-11-25T06:00:00Z"],
  ["Europe/Berlin", NIGHT, "2026-11-25T06:00:00Z", undefined],
  ["UTC", { from: "12:00", to: "13:30" }, "2026-11-24T12:00:00Z", "2026-11-24T13:30:00Z"],
  ["UTC", { from: "12:00", to: "13:30" }, "2026-11-24T13:30:00Z", undefined],
  ["UTC", { from: "12:00", to: "13:30" }, "2026-11-24T11:59:59Z", undefined],
  ["UTC", { from: "12:00", to: "12:00" }, "2026-11-24T12:00:00Z", undefined],
  ["UTC", { from: "00:00", to: "23:59" }, "2026-11-24T23:58:00Z", "2026-11-24T23:59:00Z"],
  ["UTC", { from: "08:00", to: "00:00" }, "2026-11-24T23:58:00Z", "2026-11-25T00:00:00Z"],
  // The nights of the changes are an hour shorter and longer.
  ["Europe/Berlin", NIGHT, "2027-03-27T21:00:00Z", "2027-03-28T05:00:00Z"],
  ["Europe/Berlin", NIGHT, "2027-10-30T20:00:00Z", "2027-10-31T06:00:00Z"],
  ["America/New_York", NIGHT, "2027-03-14T03:00:00Z", "2027-03-14T11:00:00Z"],
  ["America/New_York", NIGHT, "2027-11-07T02:00:00Z", "2027-11-07T12:00:00Z"],
  // Lord Howe's clock moves by half an hour.
  ["Australia/Lord_Howe", NIGHT, "2026-10-03T14:00:00Z", "2026-10-03T20:00:00Z"],
  // 02:30 is skipped in Berlin: it is the moment of the change.
  ["Europe/Berlin", { from: "22:00", to: "02:30" }, "2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z"],
  ["Europe/Berlin", { from: "02:30", to: "04:00" }, "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"],
  ["Europe/Berlin", { from: "02:15", to: "02:45" }, "2027-03-28T01:00:00Z", undefined],
  // 02:30 comes twice: the first counts.
  ["Europe/Berlin", { from: "22:00", to: "02:30" }, "2027-10-31T00:29:00Z", "2027-10-31T00:30:00Z"],
  ["Europe/Berlin", { from: "22:00", to: "02:30" }, "2027-10-31T01:10:00Z", undefined],
  ["Europe/Berlin", { from: "02:30", to: "04:00" }, "2027-10-31T01:10:00Z", "2027-10-31T03:00:00Z"],
  // Sao Paulo skipped midnight in 2018, Samoa a whole day in 2011.
  [
    "America/Sao_Paulo",
    { from: "00:00", to: "06:00" },
    "2018-11-04T03:00:00Z",
    "2018-11-04T08:00:00Z",
  ],
  [
    "America/Sao_Paulo",
    { from: "20:00", to: "00:30" },
    "2018-11-04T02:59:00Z",
    "2018-11-04T03:00:00Z",
  ],
  ["Pacific/Apia", NIGHT, "2011-12-30T09:00:00Z", "2011-12-30T10:00:00Z"],
] as const)("in %s quiet %o at %s until %s", ([zone, quiet, at, until]) => {
  const found = quietUntil(quiet, zone, Date.parse(at));

  expect(found).toBe(until === undefined ? undefined : Date.parse(until));
});

test("quiet hours end, within 26 hours, in a moment that is not quiet", () => {
  const time = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  fc.assert(
    fc.property(
      fc.record({ from: time, to: time }),
      fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
      (quiet, zone, at) => {
        const until = quietUntil(quiet, zone, at);
        fc.pre(until !== undefined);
        if (until === undefined) return;
        expect(until).toBeGreaterThan(at);
        expect(until - at).toBeLessThanOrEqual(26 * 3_600_000);
        expect(quietUntil(quiet, zone, until - 1)).toBe(until);
        expect(quietUntil(quiet, zone, until)).toBeUndefined();
      },
    ),
  );
});
