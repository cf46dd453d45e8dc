import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  readImportForm,
  readSettingsForm,
  readTargetForm,
} from "../../../src/slack/forms/read-forms.ts";
import { FIELDS } from "../../../src/slack/ids.ts";

/** A form's state as Slack sends it. */
function state(values: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
}

function typed(value: string | null) {
  return { type: "plain_text_input", value };
}

function chosen(value: string) {
  return { type: "static_select", selected_option: { text: {}, value } };
}

function target(goal: string, amount: string | null) {
  return state({ [FIELDS.targetGoal]: chosen(goal), [FIELDS.targetAmount]: typed(amount) });
}

describe("readTargetForm", () => {
  test.for([
    ["cpa", "40", { metric: "cpa", micros: 40_000_000n }],
    ["cpa", " 40.50 ", { metric: "cpa", micros: 40_500_000n }],
    ["roas", "3.5", { metric: "roas", ratio: 3.5 }],
    ["none", null, undefined],
    ["none", "nonsense", undefined],
  ] as const)("%s of %j is %o", ([goal, amount, value]) => {
    expect(readTargetForm(target(goal, amount))).toEqual({ kind: "read", value });
  });

  test.for(["", "0", "-1", "abc", "1e9", "4,5", null, "0.0000001", "9".repeat(30)])(
    "an amount of %j is refused at its input",
    (amount) => {
      for (const goal of ["cpa", "roas"]) {
        const { kind, ...rest } = readTargetForm(target(goal, amount));
        expect(kind).toBe("faulty");
        expect(rest).toMatchObject({
          errors: { [FIELDS.targetAmount]: expect.stringContaining("as 40") as string },
        });
      }
    },
  );
});

describe("readSettingsForm", () => {
  test("reads a zone", () => {
    expect(readSettingsForm(state({ [FIELDS.settingsZone]: typed(" Europe/Berlin ") }))).toEqual({
      kind: "read",
      value: "Europe/Berlin",
    });
  });

  test.for(["", "+02:00", "Berlin", null])("refuses %j and says how a zone is written", (zone) => {
    expect(readSettingsForm(state({ [FIELDS.settingsZone]: typed(zone) }))).toEqual({
      kind: "faulty",
      errors: { [FIELDS.settingsZone]: expect.stringContaining("Europe/Berlin") as string },
    });
  });
});

describe("readImportForm", () => {
  test("reads all that is said about a file", () => {
    const values = state({
      [FIELDS.importFile]: { type: "file_input", files: [{ id: "F1", name: "a.csv" }] },
      [FIELDS.importAccount]: typed(" Main "),
      [FIELDS.importPlatform]: chosen("meta_ads"),
      [FIELDS.importCurrency]: typed("eur"),
      [FIELDS.importZone]: typed("Europe/Berlin"),
      [FIELDS.importPeriod]: typed("2026-10"),
    });

    expect(readImportForm(values, undefined)).toEqual({
      kind: "read",
      value: {
        uploadId: "F1",
        answers: {
          account: "Main",
          platform: "meta_ads",
          currency: "EUR",
          zone: "Europe/Berlin",
          period: { from: "2026-10-01", to: "2026-10-31" },
        },
      },
    });
  });

  test("what is left empty is left to the file", () => {
    const values = state({ [FIELDS.importAccount]: typed(null), [FIELDS.importZone]: typed(" ") });

    expect(readImportForm(values, "F7")).toEqual({
      kind: "read",
      value: { uploadId: "F7", answers: {} },
    });
  });

  test("names every wrong input at once", () => {
    const values = state({
      [FIELDS.importFile]: { type: "file_input", files: [] },
      [FIELDS.importCurrency]: typed("dollars"),
      [FIELDS.importZone]: typed("Berlin"),
      [FIELDS.importPeriod]: typed("last year"),
    });

    const reading = readImportForm(values, undefined);

    expect(reading).toMatchObject({ kind: "faulty" });
    expect(reading.kind === "faulty" ? Object.keys(reading.errors) : []).toEqual([
      FIELDS.importFile,
      FIELDS.importCurrency,
      FIELDS.importZone,
      FIELDS.importPeriod,
    ]);
  });

  test.for(["today", "7d", "last_month", "mtd"])(
    "the days that a file covers cannot be %s: they would move",
    (period) => {
      const reading = readImportForm(state({ [FIELDS.importPeriod]: typed(period) }), "F1");

      expect(reading).toMatchObject({
        kind: "faulty",
        errors: { [FIELDS.importPeriod]: expect.stringContaining("2026-10") as string },
      });
    },
  );
});

test("no form's state makes a reader throw", () => {
  const ids = fc.constantFrom(...Object.values(FIELDS));
  const input = fc.oneof(fc.jsonValue(), fc.record({ value: fc.string() }));
  fc.assert(
    fc.property(fc.dictionary(ids, fc.dictionary(ids, input)), (values) => {
      expect(readTargetForm(values).kind).toMatch(/^(read|faulty)$/);
      expect(readSettingsForm(values).kind).toMatch(/^(read|faulty)$/);
      expect(readImportForm(values, undefined).kind).toMatch(/^(read|faulty)$/);
    }),
  );
});
