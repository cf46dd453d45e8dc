import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { METRICS } from "../../../src/domain/kpi.ts";
import { PLATFORMS } from "../../../src/domain/platform.ts";
import { readRule } from "../../../src/usecases/alerting/read-rule.ts";
import { ruleFileOf } from "../../../src/usecases/alerting/rule-file.ts";

const LEAST = {
  name: "Least",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 7 },
  channel: "#a",
};
const FIELDS = [...Object.keys(LEAST), "guards", "for", "recover", "schedule", "quietHours"];

describe("whatever a rule file says", () => {
  const number = fc.double({ min: 0.001, max: 1, noNaN: true });
  const against = fc.constantFrom("previous_period", "same_weekdays");
  const subject = fc.oneof(
    fc.record({
      metric: fc.constantFrom(...METRICS),
      when: fc.oneof(
        fc.record({ above: fc.double({ min: 0, max: 1e9, noNaN: true }) }),
        fc.record({ below: fc.double({ min: 0, max: 1e9, noNaN: true }) }),
        fc.record({ risesBy: number, against }),
        fc.record({ fallsBy: number, against }),
      ),
    }),
    fc.record({
      metric: fc.constantFrom("cpa", "roas"),
      when: fc.oneof(fc.record({ aboveTarget: number }), fc.record({ belowTarget: number })),
    }),
    fc.record({
      metric: fc.constant("spend"),
      when: fc.oneof(
        fc.record({ aboveBudget: number }),
        fc.record({ belowBudget: number }),
        fc.record({ overPace: fc.record({ from: number, to: number }, { requiredKeys: [] }) }),
        fc.record({ underPace: fc.record({ from: number, to: number }, { requiredKeys: [] }) }),
      ),
    }),
  );
  const text = fc.string({ minLength: 1, maxLength: 20 });
  const scope = fc.oneof(
    fc.constant({ all: true }),
    fc.record({ campaigns: fc.array(text, { minLength: 1 }) }),
    fc.record({ account: text }),
    fc.record({ platform: fc.constantFrom(...PLATFORMS) }),
    fc.record({ nameMatches: text }),
  );
  const file = fc
    .record({
      subject,
      rest: fc.record(
        {
          name: text.filter((name) => name.trim() !== ""),
          scope,
          window: fc.record(
            {
              days: fc.integer({ min: 1, max: 92 }),
              ignoreLastDays: fc.nat({ max: 92 }),
              settledOnly: fc.boolean(),
            },
            { requiredKeys: ["days"] },
          ),
          channel: fc.constantFrom("#a", "C0123ABC"),
          guards: fc.record(
            {
              minSpend: fc.double({ min: 0, max: 1e9, noNaN: true }),
              minClicks: fc.nat(),
              minConversions: fc.double({ min: 0, max: 1e6, noNaN: true }),
              confidence: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
            },
            { requiredKeys: [] },
          ),
          for: fc.integer({ min: 1, max: 1_000 }),
          recover: fc.record(
            {
              margin: fc.double({ min: 0, max: 0.9, noNaN: true }),
              for: fc.integer({ min: 1, max: 9 }),
            },
            { requiredKeys: [] },
          ),
          remindEveryHours: fc.double({ min: 0.01, max: 8_760, noNaN: true }),
          severity: fc.constantFrom("info", "warning", "critical"),
          mention: fc.array(fc.constantFrom("U123", "S45"), { maxLength: 3 }),
          schedule: fc.constantFrom("0 9 * * *", "*/5 * * * *"),
          timezone: fc.constantFrom("UTC", "Europe/Berlin"),
          quietHours: fc.constant({ from: "22:00", to: "07:30" }),
        },
        { requiredKeys: ["name", "scope", "window", "channel"] },
      ),
    })
    .map(({ subject: about, rest }) => ({ ...about, ...rest }));

  test("it is the same rule after it was written down and read again", () => {
    fc.assert(
      fc.property(file, (json) => {
        const reading = readRule(json);
        if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
        const written: unknown = JSON.parse(JSON.stringify(ruleFileOf(reading.rule)));
        expect(readRule(written)).toEqual(reading);
      }),
    );
  });

  test("anything at all is read or has faults with fields", () => {
    const anything = fc.anything({ maxDepth: 3, key: fc.constantFrom(...FIELDS) });
    fc.assert(
      fc.property(anything, fc.constantFrom(...FIELDS), (value, key) => {
        for (const json of [value, { ...LEAST, [key]: value }]) {
          const reading = readRule(json);
          const named =
            reading.kind === "read" || reading.faults.every(({ field }) => field !== "");
          expect(named).toBe(true);
        }
      }),
    );
  });
});
