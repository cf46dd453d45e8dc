import { describe, expect, test } from "vitest";

import type { Proposal } from "../../../../src/domain/budget/proposal/proposal.ts";
import { SCORECARD_VERDICTS } from "../../../../src/domain/budget/scorecard/scorecard.ts";
import { proposalNoteView } from "../../../../src/slack/views/budget/proposal-note-view.ts";
import { proposalView } from "../../../../src/slack/views/budget/proposal-view.ts";
import type { SlackMessage } from "../../../../src/slack/views/slack-message.ts";
import { NOW } from "../samples.ts";
import {
  APPLIED,
  APPROVED,
  LEO,
  NOISY,
  NONBRAND,
  PLAN,
  progressOf,
  proposalOf,
} from "./samples.ts";

const options = { now: NOW };

function pressesOf({ blocks }: SlackMessage): string[] {
  const found = JSON.stringify(blocks).matchAll(/"action_id":"([^":]+)/g);
  return [...found].map(([, id = ""]) => id);
}

const open = ["shift.approve", "shift.edit", "shift.reject", "shift.numbers"];
const line = ["shift.done", "shift.skip"];

const states: readonly [string, Proposal, readonly string[]][] = [
  ["🟦 Proposed", proposalOf(), open],
  ["🟡 Waits for a second approval", proposalOf({ firstApproval: LEO }), open],
  [
    "✅ Approved, changes to make (1 of 3 done)",
    APPROVED,
    [...line, ...line, "shift.allDone", "shift.undo", "shift.numbers"],
  ],
  ["✅ Applied in part (2 of 3)", APPLIED, ["shift.undo", "shift.numbers"]],
  ["↩️ Undone", { ...APPLIED, undone: true }, ["shift.numbers"]],
  ["⚪ Rejected", proposalOf({ state: "rejected" }), ["shift.numbers"]],
  ["⌛ Expired", proposalOf({ state: "expired" }), ["shift.numbers"]],
  ["⚪ Replaced", proposalOf({ state: "replaced" }), ["shift.numbers"]],
];

describe("a proposal's message", () => {
  test.for(states)("%s says so in words, and offers what can be done", ([words, one, presses]) => {
    const message = proposalView(one, options);

    expect(message.text.startsWith(`${words}: `)).toBe(true);
    expect(JSON.stringify(message.blocks[0])).toContain(words);
    expect(pressesOf(message)).toEqual(presses);
  });

  test("has nothing to undo while no change has been made", () => {
    const progress = APPROVED.progress.map((one) => ({ ...one, state: "todo" as const }));

    expect(pressesOf(proposalView({ ...APPROVED, progress }, options))).not.toContain("shift.undo");
  });

  test("asks about the changes before an approval counts, and what follows", () => {
    const blocks = JSON.stringify(proposalView(proposalOf(), options).blocks);

    expect(blocks).toContain("Nonbrand $300 → $360, Prospecting $455 → $415");
    expect(blocks).toContain("Nothing changes by itself");
  });

  test("of hundreds of changes gives buttons to the first and room to the next as they are made", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...progressOf(0, { state: "todo" }),
      campaign: { ...NONBRAND, id: index + 1 },
    }));
    const idsOf = (progress: Proposal["progress"]) =>
      [
        ...JSON.stringify(proposalView({ ...APPROVED, progress }, options).blocks).matchAll(
          /shift\.done\\",\\"proposalId\\":7,\\"campaignId\\":(\d+)/g,
        ),
      ].map(([, id]) => Number(id));
    const first = idsOf(many);
    const rest = many.map((one) =>
      first.includes(one.campaign.id) ? { ...one, state: "done" as const } : one,
    );

    expect(first[0]).toBe(1);
    expect(idsOf(rest)[0]).toBe(first.length + 1);
  });

  test("names two campaigns of one name so that they are told apart", () => {
    const changes = PLAN.changes.map((one) => ({
      ...one,
      campaign: { ...one.campaign, name: NONBRAND.name },
    }));
    const { blocks } = proposalView(proposalOf({ plan: { ...PLAN, changes } }), options);

    expect(JSON.stringify(blocks)).toContain(
      "Nonbrand (Meta Ads, Main) → Nonbrand (Google Ads, Main)",
    );
  });

  test("says once that no budget change is on record, where there is none", () => {
    const changes = PLAN.changes.map((one) => ({
      ...one,
      reason: one.reason && { ...one.reason, budgetChanges: 0 },
    }));
    const { blocks } = proposalView(proposalOf({ plan: { ...PLAN, changes } }), options);

    expect(JSON.stringify(blocks).match(/No budget change/g)).toHaveLength(1);
    expect(JSON.stringify(blocks)).not.toContain("; from");
    expect(JSON.stringify(proposalView(proposalOf(), options))).not.toContain("No budget change");
  });

  test("says where a load has another budget than was said to be set", () => {
    const { blocks } = proposalView(APPLIED, options);

    expect(JSON.stringify(blocks)).toContain("but the load has $455 instead");
  });

  test.for([
    ["test", "Its purpose is to learn"],
    ["undo", "Back to where the budgets were"],
  ] as const)("of a %s says what it is for", ([kind, words]) => {
    expect(proposalView(proposalOf({ kind }), options).text).toContain(words);
  });
});

describe("a scorecard", () => {
  test.for(SCORECARD_VERDICTS)(
    "%s is one of four words, without an arrow or a colour",
    (verdict) => {
      const card = { ...NOISY, verdict };
      const message = proposalNoteView({ kind: "scorecard", card }, APPLIED, options);

      expect(message.text).toMatch(
        /Day 14: (?:better|worse|too early to tell|too noisy to tell)\./,
      );
      expect(JSON.stringify(message)).not.toMatch(/[▲▼↑↓🔴🟢🟡📈📉✅]/u);
    },
  );
});

describe("a note", () => {
  test("pings nobody for what he has just done", () => {
    const note = proposalNoteView({ kind: "approved", by: LEO.by }, APPROVED, options);

    expect(JSON.stringify(note)).not.toContain("U0LEO");
  });
});
