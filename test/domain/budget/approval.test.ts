import { describe, expect, test } from "vitest";

import { type Approvable, mayApprove } from "../../../src/domain/budget/approval.ts";
import type { ShiftSettings } from "../../../src/domain/budget/shift-settings.ts";

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

describe("whether somebody may approve", () => {
  test.each<[string, Partial<Who>, Partial<Approvable>, string]>([
    ["where nobody is named, everybody", {}, {}, "decides"],
    ["others are named", { approvers: [approver("U0LEO")] }, {}, "not-an-approver"],
    ["named, without a limit", { approvers: [approver("U0MAYA")] }, {}, "decides"],
    ["named, at the limit", { approvers: [approver("U0MAYA", 100n)] }, {}, "decides"],
    ["named, over the limit", { approvers: [approver("U0MAYA", 99n)] }, {}, "over-limit"],
    ["by a group", { approvers: [approver("S0LEADS", 100n)] }, {}, "decides"],
    [
      "a person's own limit counts before a group's",
      { approvers: [approver("S0LEADS"), approver("U0MAYA", 50n)] },
      {},
      "over-limit",
    ],
    ["at the amount for two", { secondAboveMicros: 100n }, {}, "decides"],
    ["above the amount for two", { secondAboveMicros: 99n }, {}, "first-of-two"],
    ["at the share for two", { secondAboveShare: 0.1 }, {}, "decides"],
    ["above the share for two", { secondAboveShare: 0.0999 }, {}, "first-of-two"],
    ["as the second", { secondAboveMicros: 1n }, { firstBy: "slack:U0LEO" }, "decides"],
    [
      "as the first again",
      { secondAboveMicros: 1n },
      { firstBy: "slack:U0MAYA" },
      "said-so-already",
    ],
    [
      "an edit of one's own, large",
      { secondAboveMicros: 1n },
      { editedBy: "slack:U0MAYA" },
      "own-edit",
    ],
    ["an edit of one's own, small", {}, { editedBy: "slack:U0MAYA" }, "decides"],
    [
      "somebody else's edit",
      { secondAboveMicros: 1n },
      { editedBy: "slack:U0LEO" },
      "first-of-two",
    ],
  ])("%s", (_, settings, plan, kind) => {
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
