import { describe, expect } from "vitest";

import { moveFields, SHIFT_FIELDS } from "../../../src/slack/forms/shift-fields.ts";
import { ANA, askedFor, MAYA, modalSaying, press, test, told, type } from "../shift-workspace.ts";
import { APPROVED, PLAN } from "../views/budget/samples.ts";

/** The state of one input. */
function input(field: string, value: object) {
  return { [field]: { [field]: value } };
}

describe("Edit", () => {
  const [first, second] = [moveFields(0), moveFields(1)];
  const smaller = {
    ...input(first.amount, { value: "12.5" }),
    ...input(second.take, { selected_options: [] }),
  };

  test("shows what an edit comes to, and saves it", async ({ shifts }) => {
    await press(shifts, await shifts.post(), { label: "Edit" });
    const view = await modalSaying(shifts, "Expected *+$44 a day*");
    shifts.desk.weighed = {
      plan: { ...PLAN, expected: { gain: 11, low: -2, high: 30, probability: 0.8 } },
      faults: [],
    };

    const { error } = await shifts.sandbox.click({
      user: MAYA,
      viewId: view.id,
      blockId: first.amount,
      actionId: first.amount,
      change: { value: "12.5" },
      state: smaller,
    });

    expect(error).toBeNull();
    await modalSaying(shifts, "Expected *+$11 a day*");
    await shifts.sandbox.submitView({ user: MAYA, viewId: view.id, state: smaller });
    const edited = { proposalId: 7, version: 1, amounts: [12_500_000n, undefined] };
    expect(await askedFor(shifts, "edit")).toEqual([`slack:${MAYA}`, edited]);
    await told(shifts, "The plan is changed as you said");
  });

  test("refuses what breaks a limit in words, beside its input", async ({ shifts }) => {
    await press(shifts, await shifts.post(), { label: "Edit" });
    const view = await modalSaying(shifts, "Make this move");
    const message = "Nonbrand may get $360 a day at most in one step.";
    shifts.desk.weighed = { plan: undefined, faults: [{ move: 1, message }] };

    const { errors } = await shifts.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: smaller,
    });

    expect(errors).toEqual({ [second.amount]: message });
    expect(shifts.desk.asked.map(([verb]) => verb)).not.toContain("edit");
  });

  test("of a plan that is decided shows what has become of it", async ({ shifts }) => {
    const message = await shifts.post();
    shifts.desk.proposal = APPROVED;

    await press(shifts, message, { label: "Edit" });

    await told(shifts, "✅ Approved");
  });
});

test("Reject sends the reason, and what is to hold from now on", async ({ shifts }) => {
  await press(shifts, await shifts.post(), { label: "Reject" });
  const view = await modalSaying(shifts, "And from now on");
  const kind = "Leave a campaign alone";

  await shifts.sandbox.submitView({
    user: MAYA,
    viewId: view.id,
    state: {
      ...input(SHIFT_FIELDS.reason, { value: "Promotion" }),
      ...input(SHIFT_FIELDS.lockKind, {
        selected_option: { text: { type: "plain_text", text: kind }, value: "frozen" },
      }),
      ...input(SHIFT_FIELDS.lockCampaign, {
        selected_option: { text: { type: "plain_text", text: "Nonbrand" }, value: "2" },
      }),
      ...input(SHIFT_FIELDS.lockUntil, { selected_date: "2026-12-15" }),
    },
  });

  const [, rejected] = await askedFor(shifts, "reject");
  expect(rejected).toMatchObject({
    proposalId: 7,
    version: 1,
    reason: "Promotion",
    lock: { campaignId: 2, frozen: true, until: "2026-12-15" },
  });
  await told(shifts, "Later plans keep to what you said");
});

describe("the settings", () => {
  test("are changed in a form", async ({ shifts }) => {
    await type(shifts, "shift settings");
    await press(shifts, await told(shifts, "Who may approve"), { label: "Change settings" });
    const view = await modalSaying(shifts, "Propose a shift unasked");

    await shifts.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: input(SHIFT_FIELDS.maxStep, { value: "10" }),
    });

    const [, set] = await askedFor(shifts, "set");
    expect(set).toMatchObject({
      person: { administrator: false },
      settings: { channel: "C0ALERTS", maxStep: 0.1, secondAboveMicros: 500_000_000n },
    });
  });

  test("take another approver", async ({ shifts }) => {
    await type(shifts, "shift settings");
    await press(shifts, await told(shifts, "Who may approve"), { label: "Add approver" });
    const view = await modalSaying(shifts, "A person");

    await shifts.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: input(SHIFT_FIELDS.approverPerson, { selected_user: ANA }),
    });

    const [, set] = await askedFor(shifts, "setApprover");
    expect(set).toMatchObject({ approver: { id: ANA, limitMicros: undefined }, remove: false });
  });

  test("change one who is named", async ({ shifts }) => {
    await type(shifts, "shift settings");

    await press(shifts, await told(shifts, "Who may approve"), { label: "Change" });

    await modalSaying(shifts, "May not approve any more");
  });
});
