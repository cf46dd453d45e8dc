import { describe, expect, test } from "vitest";

import { type Approvable, mayApprove } from "../../../../src/domain/budget/proposal/approval.ts";
import type { ShiftSettings } from "../../../../src/domain/budget/proposal/shift-settings.ts";

type Who = Pick<ShiftSettings, "approvers" | "secondAboveMicros" | "secondAboveShare">;

const NOBODY_NAMED: Who = {
  approvers: [],
  secondAboveMicros: undefined,
  secondAboveShare: undefined,
};

const PLAN: Approvable = {
  movedMicros: 100n,
  totalMicros: 1_000n,
  editedBy: undefined,
  firstBy: undefined,
};

const MAYA = { actor: "slack:U0MAYA", groups: ["S0LEADS"] };

function approver(id: string, limitMicros?: bigint) {
  return { id, limitMicros };
}

interface Case {
  readonly settings?: Partial<Who>;
  readonly plan?: Partial<Approvable>;
  readonly kind: string;
}

const FOR_TWO = { secondAboveMicros: 1n };

describe("whether somebody may approve", () => {
  test.each<[string, Case]>([
    ["where nobody is named, everybody", { kind: "decides" }],
    ["others are named", { settings: { approvers: [approver("U0LEO")] }, kind: "not-an-approver" }],
    ["named, without a limit", { settings: { approvers: [approver("U0MAYA")] }, kind: "decides" }],
    [
      "named, at the limit",
      { settings: { approvers: [approver("U0MAYA", 100n)] }, kind: "decides" },
    ],
    [
      "named, over the limit",
      { settings: { approvers: [approver("U0MAYA", 99n)] }, kind: "over-limit" },
    ],
    ["by a group", { settings: { approvers: [approver("S0LEADS", 100n)] }, kind: "decides" }],
    [
      "a person's own limit counts before a group's",
      {
        settings: { approvers: [approver("S0LEADS"), approver("U0MAYA", 50n)] },
        kind: "over-limit",
      },
    ],
    ["at the amount for two", { settings: { secondAboveMicros: 100n }, kind: "decides" }],
    ["above the amount for two", { settings: { secondAboveMicros: 99n }, kind: "first-of-two" }],
    ["at the share for two", { settings: { secondAboveShare: 0.1 }, kind: "decides" }],
    ["above the share for two", { settings: { secondAboveShare: 0.0999 }, kind: "first-of-two" }],
    ["as the second", { settings: FOR_TWO, plan: { firstBy: "slack:U0LEO" }, kind: "decides" }],
    [
      "as the first again",
      { settings: FOR_TWO, plan: { firstBy: "slack:U0MAYA" }, kind: "said-so-already" },
    ],
    [
      "an edit of one's own, large",
      { settings: FOR_TWO, plan: { editedBy: "slack:U0MAYA" }, kind: "own-edit" },
    ],
    ["an edit of one's own, small", { plan: { editedBy: "slack:U0MAYA" }, kind: "decides" }],
    [
      "somebody else's edit",
      { settings: FOR_TWO, plan: { editedBy: "slack:U0LEO" }, kind: "first-of-two" },
    ],
  ])("%s", (_, { settings = {}, plan = {}, kind }) => {
    const found = mayApprove(MAYA, { ...PLAN, ...plan }, { ...NOBODY_NAMED, ...settings });
    expect(found.kind).toBe(kind);
  });

  test("goes by the higher limit of two groups", () => {
    const voter = { actor: "slack:U0MAYA", groups: ["S1", "S2"] };
    const approvers = [approver("S1", 10n), approver("S2", 40n)];
    expect(mayApprove(voter, PLAN, { ...NOBODY_NAMED, approvers })).toEqual({
      kind: "over-limit",
      limitMicros: 40n,
    });
  });
});
