import { describe, expect } from "vitest";

import { Conflict, Forbidden } from "../../../src/usecases/errors.ts";
import { ANA, askedFor, CHANNEL, LEO, MAYA, press, test, told, type } from "../shift-workspace.ts";
import { APPLIED, APPROVED, nothingOf, proposalOf, TEST_SHIFT } from "../views/budget/samples.ts";

describe("/perf shift", () => {
  test("has a shift proposed in the channel, and tells the asker alone", async ({ shifts }) => {
    await type(shifts, "shift");

    await told(shifts, "on its way to this channel");
    expect(await askedFor(shifts, "ask")).toEqual([`slack:${MAYA}`, { channel: CHANNEL }]);
  });

  test("says why there is none, and offers a test shift where it would tell", async ({
    shifts,
  }) => {
    shifts.desk.answer = { kind: "nothing", nothing: nothingOf(TEST_SHIFT) };
    await type(shifts, "shift");

    await press(shifts, await told(shifts, "Budgets have hardly varied"), {
      label: "Propose a test shift",
    });

    await expect.poll(() => shifts.desk.asked.length).toBe(2);
    expect(shifts.desk.asked[1]?.[2]).toEqual({ channel: CHANNEL, test: true });
  });

  test("shows one that stands already", async ({ shifts }) => {
    shifts.desk.answer = { kind: "standing", proposal: proposalOf() };
    await type(shifts, "shift");

    await press(shifts, await told(shifts, "A proposal stands already"), { label: "Show it" });

    await told(shifts, "🟦 Proposed");
  });

  test("record and settings are answered to the asker", async ({ shifts }) => {
    await type(shifts, "shift record");
    await told(shifts, "11 shifts");
    await type(shifts, "shift settings");
    await told(shifts, "Who may approve");
  });
});

describe("Approve", () => {
  test.for([
    [MAYA, { administrator: false, groups: ["S0BUYERS"] }],
    [LEO, { administrator: true, groups: ["S0BUYERS"] }],
    [ANA, { administrator: false, groups: [] }],
  ] as const)(
    "of %s comes with what Slack says of the person",
    async ([user, person], { shifts }) => {
      await press(shifts, await shifts.post(), { label: "Approve", user });

      const approved = [`slack:${user}`, { proposalId: 7, version: 1, person }];
      expect(await askedFor(shifts, "approve")).toEqual(approved);
    },
  );

  test.for(["users.info", "usergroups.users.list"])(
    "counts without the rights that %s does not tell",
    async (method, { shifts }) => {
      const message = await shifts.post();
      shifts.sandbox.faults.next({ method, fault: { kind: "error", error: "missing_scope" } });

      await press(shifts, message, { label: "Approve", user: LEO });

      const [, asked] = await askedFor(shifts, "approve");
      expect(asked).toMatchObject({
        person: {
          administrator: method !== "users.info",
          groups: method === "users.info" ? ["S0BUYERS"] : [],
        },
      });
    },
  );

  test.for([
    ["waits", "a second person has to approve it too"],
    ["stale", "The plan has been worked out anew"],
    ["withdrawn", "It is withdrawn, and nothing was changed"],
  ] as const)("that %s says so to whoever pressed", async ([outcome, words], { shifts }) => {
    shifts.desk.outcome = outcome;

    await press(shifts, await shifts.post(), { label: "Approve" });

    await told(shifts, words);
  });

  test.for([
    [new Forbidden("Only those who are named may approve."), "Only those who are named"],
    [new Conflict("It has been approved already.", `slack:${LEO}`), `<@${LEO}> was first`],
  ] as const)("that is refused is answered politely: %s", async ([failure, words], { shifts }) => {
    shifts.desk.failure = failure;

    await press(shifts, await shifts.post(), { label: "Approve" });

    await told(shifts, words);
  });
});

describe("an approved proposal", () => {
  test.for([
    ["Done", "markChange", { proposalId: 7, campaignId: 2, as: "done" }],
    ["Skip", "markChange", { proposalId: 7, campaignId: 2, as: "skipped" }],
    ["All done", "markAllDone", { proposalId: 7 }],
    ["Undo", "undo", { proposalId: 7 }],
  ] as const)("is carried out with %s", async ([label, verb, expected], { shifts }) => {
    shifts.desk.proposal = APPROVED;

    await press(shifts, await shifts.post(), { label });

    expect(await askedFor(shifts, verb)).toEqual([`slack:${MAYA}`, expected]);
  });

  test("shows its numbers to whoever asks", async ({ shifts }) => {
    shifts.desk.proposal = APPLIED;

    await press(shifts, await shifts.post(), { label: "See the numbers" });

    await told(shifts, "The numbers behind it");
  });
});
