import { describe, expect, test } from "vitest";

import type { ProposalNote } from "../../../../src/domain/budget/proposal/proposal-notes.ts";
import { approverModal } from "../../../../src/slack/views/budget/approver-modal.ts";
import { editModal } from "../../../../src/slack/views/budget/edit-modal.ts";
import { noShiftView } from "../../../../src/slack/views/budget/no-shift-view.ts";
import { numbersView } from "../../../../src/slack/views/budget/numbers-view.ts";
import { proposalMessageView } from "../../../../src/slack/views/budget/proposal-message-view.ts";
import { proposalNoteView } from "../../../../src/slack/views/budget/proposal-note-view.ts";
import { proposalView } from "../../../../src/slack/views/budget/proposal-view.ts";
import { recordView } from "../../../../src/slack/views/budget/record-view.ts";
import { rejectModal } from "../../../../src/slack/views/budget/reject-modal.ts";
import { shiftAnswerView } from "../../../../src/slack/views/budget/shift-answer-view.ts";
import { shiftSettingsModal } from "../../../../src/slack/views/budget/shift-settings-modal.ts";
import { shiftSettingsView } from "../../../../src/slack/views/budget/shift-settings-view.ts";
import { ladderOf } from "../../../../src/slack/views/degrade.ts";
import { written } from "../golden.ts";
import { NOW } from "../samples.ts";
import {
  APPLIED,
  APPROVED,
  CONVERSIONS,
  LEAST,
  LEO,
  LOCK,
  MAYA,
  NOISY,
  NONBRAND,
  nothingOf,
  PLAN,
  progressOf,
  PROSPECTING,
  proposalOf,
  RECORD,
  SETTINGS,
  TEST_SHIFT,
} from "./samples.ts";
import { HELD, STUCK, WRITTEN } from "./written-sample.ts";

const now = { now: NOW };
const open = proposalOf();
const stale = proposalOf({
  version: 2,
  differences: [
    {
      campaign: NONBRAND,
      thenMicros: 300_000_000n,
      nowMicros: 330_000_000n,
      proposedMicros: 360_000_000n,
      stopped: false,
    },
    {
      campaign: PROSPECTING,
      thenMicros: 455_000_000n,
      nowMicros: 0n,
      proposedMicros: undefined,
      stopped: true,
    },
  ],
});
const { by } = LEO;

const proposals = {
  proposal: open,
  "proposal-conversions": proposalOf({ plan: CONVERSIONS, createdBy: "slack:U0MAYA" }),
  "proposal-first-approval": proposalOf({ firstApproval: LEO, editedBy: MAYA.by }),
  "proposal-stale": stale,
  "proposal-test": proposalOf({ kind: "test", plan: { ...PLAN, expected: undefined } }),
  "proposal-undo": proposalOf({
    kind: "undo",
    undoOf: 6,
    plan: {
      ...PLAN,
      expected: undefined,
      incompleteDays: 0,
      changes: PLAN.changes.map((one) => ({ ...one, reason: undefined, binds: undefined })),
    },
  }),
  "proposal-approved": APPROVED,
  "proposal-written": WRITTEN,
  "proposal-held": HELD,
  "proposal-stuck": STUCK,
  "proposal-to-write": proposalOf({ writing: { written: 2, dryRun: 1, byHand: 0 } }),
  "proposal-applied": APPLIED,
  "proposal-undone": { ...APPLIED, undone: true },
  "proposal-rejected": proposalOf({
    state: "rejected",
    decision: { ...LEO, reason: "Brand has a promotion" },
  }),
  "proposal-expired": proposalOf({ state: "expired" }),
  "proposal-replaced": proposalOf({ state: "replaced" }),
};

const notes: Readonly<Record<string, ProposalNote>> = {
  "note-first-approval": { kind: "first-approval", by },
  "note-approved": { kind: "approved", by },
  "note-stale": { kind: "stale", by },
  "note-edited": { kind: "edited", by },
  "note-rejected": { kind: "rejected", by, reason: "Brand has a promotion", lock: LOCK },
  "note-rejected-plain": { kind: "rejected", by: "cli:maria", reason: undefined, lock: LEAST },
  "note-expired": { kind: "expired" },
  "note-applied": { kind: "applied" },
  "note-differs": {
    kind: "differs",
    change: progressOf(1, { state: "done", seenMicros: 430_000_000n }),
  },
  "note-not-written": {
    kind: "not-written",
    change: WRITTEN.progress[1] ?? progressOf(1, { state: "todo" }),
  },
  "note-dry-run": { kind: "dry-run" },
  "note-undone": { kind: "undone", by },
  "note-taken-back": { kind: "taken-back" },
  "note-scorecard": { kind: "scorecard", card: NOISY },
};

const weighed = {
  plan: undefined,
  faults: [{ move: 0, message: "Nonbrand may get $360 a day at most in one step." }],
};

const views = {
  ...Object.fromEntries(
    Object.entries(proposals).map(([name, one]) => [name, proposalView(one, now)]),
  ),
  ...Object.fromEntries(
    Object.entries(notes).map(([name, one]) => [name, proposalNoteView(one, APPLIED, now)]),
  ),
  "proposal-repeat": proposalMessageView(
    { kind: "proposal", proposal: open },
    { ...now, possiblyRepeated: true },
  ),
  "proposal-text": ladderOf(proposalView(stale, now))[2],
  numbers: numbersView(open, now),
  "numbers-conversions": numbersView(proposalOf({ plan: CONVERSIONS }), now),
  "no-shift-test": noShiftView(nothingOf(TEST_SHIFT), now),
  "no-shift-balanced": noShiftView(nothingOf({ kind: "already-balanced", probability: 0.83 }), now),
  "answer-proposed": shiftAnswerView({ kind: "proposed", proposal: open }, now),
  "answer-standing": shiftAnswerView({ kind: "standing", proposal: APPROVED }, now),
  record: recordView([RECORD, { ...RECORD, goal: "conversions", shifts: 2, measured: 1 }]),
  "record-unmeasured": recordView([{ ...RECORD, measured: 0 }]),
  "record-none": recordView([]),
  settings: shiftSettingsView({ settings: SETTINGS, locks: [LOCK, LEAST] }),
  "settings-usual": shiftSettingsView({
    settings: { ...SETTINGS, channel: undefined, approvers: [], secondAboveMicros: undefined },
    locks: [],
  }),
  "edit-modal": editModal({ proposal: open, channel: "C0ALERTS" }),
  "edit-modal-fault": editModal({ proposal: open, weighed }),
  "edit-modal-working": editModal({ proposal: open, weighed: "working" }),
  "edit-modal-weak": editModal({
    proposal: open,
    weighed: { plan: { ...PLAN, passes: false }, faults: [] },
  }),
  "reject-modal": rejectModal({ proposal: open, channel: "C0ALERTS" }),
  "settings-modal": shiftSettingsModal({ settings: SETTINGS, channel: "C0ALERTS" }),
  "approver-modal": approverModal({ channel: "C0ALERTS" }),
  "approver-modal-change": approverModal({ approver: { id: "S0BUYERS", limitMicros: 5_000_000n } }),
};

describe("what people read of budget shifts", () => {
  test.for(Object.entries(views))("%s", async ([name, view]) => {
    await expect(written(view)).toMatchFileSnapshot(`golden/${name}.json`);
  });
});
