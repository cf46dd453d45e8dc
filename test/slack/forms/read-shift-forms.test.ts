import { describe, expect, test } from "vitest";

import {
  readApproverForm,
  readEditForm,
  readRejectForm,
  readShiftSettingsForm,
} from "../../../src/slack/forms/read-shift-forms.ts";
import { moveFields, SHIFT_FIELDS } from "../../../src/slack/forms/shift-fields.ts";
import type { StateValues } from "../../../src/slack/forms/state-values.ts";

/** A form's state, by field. */
function valuesOf(fields: Readonly<Record<string, object>>): StateValues {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, { [field]: value }]),
  );
}

const option = (value: string) => ({ selected_option: { value } });
const taken = { selected_options: [{ value: "take" }] };
const left = { selected_options: [] };

const moves = [
  { from: 1, to: 2, amount: 40_000_000n },
  { from: 3, to: 2, amount: 20_000_000n },
  { from: null, to: 2, amount: 5_000_000n },
];
const [first, second] = [moveFields(0), moveFields(1)];

describe("an edited plan", () => {
  test("has its amounts, leaves out what is not taken, and keeps what has no inputs", () => {
    const values = valuesOf({
      [first.take]: taken,
      [first.amount]: { value: "12.5" },
      [second.take]: left,
      [second.amount]: { value: "not read" },
    });

    expect(readEditForm(values, moves)).toEqual({
      kind: "read",
      value: [12_500_000n, undefined, 5_000_000n],
    });
  });

  test.for([undefined, "", "0", "-3", "twelve", "1e3", "9".repeat(30)])(
    "is refused beside the amount of a move that is %j",
    (amount) => {
      const values = valuesOf({ [first.take]: taken, [first.amount]: { value: amount } });

      const read = readEditForm(values, moves);

      expect(Object.keys(read.kind === "faulty" ? read.errors : {})).toEqual([first.amount]);
    },
  );

  test("is refused when no move is left", () => {
    const values = valuesOf({ [first.take]: left });

    const read = readEditForm(values, moves.slice(0, 1));

    expect(Object.keys(read.kind === "faulty" ? read.errors : {})).toEqual([first.take]);
  });
});

describe("a rejection", () => {
  const campaign = option("7");

  test.for([
    ["none", {}, undefined],
    ["frozen", {}, { frozen: true, minMicros: undefined, maxMicros: undefined }],
    ["min", { value: "100" }, { frozen: false, minMicros: 100_000_000n, maxMicros: undefined }],
    ["max", { value: "99.5" }, { frozen: false, minMicros: undefined, maxMicros: 99_500_000n }],
  ] as const)("with %s asks for no more than that", ([kind, amount, expected]) => {
    const read = readRejectForm(
      valuesOf({
        [SHIFT_FIELDS.reason]: { value: " Promotion " },
        [SHIFT_FIELDS.lockKind]: option(kind),
        [SHIFT_FIELDS.lockCampaign]: campaign,
        [SHIFT_FIELDS.lockAmount]: amount,
        [SHIFT_FIELDS.lockUntil]: { selected_date: "2026-12-15" },
      }),
    );

    const lock = expected && { campaignId: 7, until: "2026-12-15", ...expected };
    expect(read).toEqual({ kind: "read", value: { reason: "Promotion", lock } });
  });

  test("needs no reason", () => {
    expect(readRejectForm({})).toEqual({
      kind: "read",
      value: { reason: undefined, lock: undefined },
    });
  });

  test("names what a lock lacks beside its inputs", () => {
    const read = readRejectForm(valuesOf({ [SHIFT_FIELDS.lockKind]: option("min") }));

    expect(Object.keys(read.kind === "faulty" ? read.errors : {}).toSorted()).toEqual(
      [SHIFT_FIELDS.lockCampaign, SHIFT_FIELDS.lockAmount].toSorted(),
    );
  });
});

describe("the settings", () => {
  const fine = {
    [SHIFT_FIELDS.schedule]: option("0 9 * * 1"),
    [SHIFT_FIELDS.channel]: { selected_conversation: "C0ALERTS" },
    [SHIFT_FIELDS.expiryHours]: { value: "48" },
    [SHIFT_FIELDS.maxStep]: { value: "12.5" },
  };

  test("are read in shares and micros", () => {
    const read = readShiftSettingsForm(
      valuesOf({
        ...fine,
        [SHIFT_FIELDS.secondAbove]: { value: "500" },
        [SHIFT_FIELDS.secondShare]: { value: "20" },
        [SHIFT_FIELDS.administrators]: { selected_users: ["U0MAYA"] },
      }),
    );

    expect(read).toEqual({
      kind: "read",
      value: {
        channel: "C0ALERTS",
        schedule: "0 9 * * 1",
        timeZone: undefined,
        expiryHours: 48,
        maxStep: 0.125,
        secondAboveMicros: 500_000_000n,
        secondAboveShare: 0.2,
        administrators: ["U0MAYA"],
      },
    });
  });

  test("that propose nothing unasked have no channel", () => {
    const read = readShiftSettingsForm(
      valuesOf({ ...fine, [SHIFT_FIELDS.schedule]: option("never") }),
    );

    expect(read).toMatchObject({ kind: "read", value: { channel: undefined } });
  });

  test.for([
    [SHIFT_FIELDS.channel, { selected_conversation: null }],
    [SHIFT_FIELDS.zone, { value: "Mars/Olympus" }],
    [SHIFT_FIELDS.expiryHours, { value: "0" }],
    [SHIFT_FIELDS.expiryHours, { value: "1.5" }],
    [SHIFT_FIELDS.expiryHours, { value: "337" }],
    [SHIFT_FIELDS.maxStep, { value: "0" }],
    [SHIFT_FIELDS.maxStep, { value: "101" }],
    [SHIFT_FIELDS.secondAbove, { value: "0" }],
    [SHIFT_FIELDS.secondShare, { value: "110" }],
  ] as const)("are refused beside %s when it is %o", ([field, value]) => {
    const read = readShiftSettingsForm(valuesOf({ ...fine, [field]: value }));

    expect(Object.keys(read.kind === "faulty" ? read.errors : {})).toEqual([field]);
  });
});

describe("an approver", () => {
  const person = { [SHIFT_FIELDS.approverPerson]: { selected_user: "U0LEO" } };
  const group = { [SHIFT_FIELDS.approverGroup]: { value: "S0BUYERS" } };

  test.for([
    [person, "U0LEO"],
    [group, "S0BUYERS"],
  ] as const)("is a person or a group: %o", ([fields, id]) => {
    const read = readApproverForm(
      valuesOf({ ...fields, [SHIFT_FIELDS.approverLimit]: { value: "200" } }),
      undefined,
    );

    expect(read).toEqual({
      kind: "read",
      value: { approver: { id, limitMicros: 200_000_000n }, remove: false },
    });
  });

  test("that is there already can be removed", () => {
    const values = valuesOf({
      [SHIFT_FIELDS.approverRemove]: { selected_options: [{ value: "remove" }] },
    });

    expect(readApproverForm(values, "S0BUYERS")).toEqual({
      kind: "read",
      value: { approver: { id: "S0BUYERS", limitMicros: undefined }, remove: true },
    });
  });

  test.for([
    [{}, SHIFT_FIELDS.approverPerson],
    [{ ...person, ...group }, SHIFT_FIELDS.approverGroup],
    [{ [SHIFT_FIELDS.approverGroup]: { value: "buyers" } }, SHIFT_FIELDS.approverGroup],
    [{ ...person, [SHIFT_FIELDS.approverLimit]: { value: "much" } }, SHIFT_FIELDS.approverLimit],
  ] as const)("is refused for %o beside %s", ([fields, field]) => {
    const read = readApproverForm(valuesOf(fields), undefined);

    expect(Object.keys(read.kind === "faulty" ? read.errors : {})).toEqual([field]);
  });
});
