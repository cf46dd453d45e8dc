import { describe, expect } from "vitest";

import type { PageMessage } from "../../src/sandbox/page-api.ts";
import { loadDemo } from "../../src/trial/load-demo.ts";
import { judgeDueScorecards } from "../../src/usecases/budget/judge-scorecards.ts";
import { markChange } from "../../src/usecases/budget/mark-change.ts";
import { setApprover } from "../../src/usecases/budget/shift-settings.ts";
import { modalSaying } from "./alert-press.ts";
import {
  type AlertDesk,
  edited,
  heard,
  labelsOf,
  LONG,
  repliesTo,
  startDesk,
  tell,
  test,
  wordsOf,
} from "./alert-test.ts";
import { buttonOf, LEO, MAYA, press } from "./product-test.ts";

startDesk();

const HERE = "C0GROWTH";
const DAY_MS = 86_400_000;

async function proposed(desk: AlertDesk): Promise<PageMessage> {
  await tell(desk, "/perf shift", { channel: HERE });
  return heard(desk, ["🟦 Proposed", "a day"], { channel: HERE, thread: null });
}

/** The message as it stands now. */
function now(desk: AlertDesk, { channel, ts }: PageMessage): PageMessage {
  const found = desk.workspace.sandbox.messages(channel).find((one) => one.ts === ts);
  if (found === undefined) throw new Error("The message stands.");
  return found;
}

describe("a budget shift", LONG, () => {
  test("goes to whoever asked, alone, where the app may not speak", async ({ desk }) => {
    await tell(desk, "/perf shift", { channel: "C0RANDOM" });

    const message = await heard(desk, ["🟦 Proposed"], { channel: "D0MAYA", user: MAYA });
    await press(desk.workspace, message, { label: "Reject", user: MAYA });
    const view = await modalSaying(desk, "Why");
    await desk.workspace.sandbox.submitView({ user: MAYA, viewId: view.id, state: {} as never });
    await edited(desk, message, ["⚪ Rejected"]);
  });

  test("takes a reason why not, which later plans keep to", async ({ desk }) => {
    const message = await proposed(desk);
    await press(desk.workspace, message, { label: "Reject", user: MAYA });
    const view = await modalSaying(desk, "Why");
    const sent = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: { "shift.reason": { "shift.reason": { value: "Not before the sale." } } } as never,
    });
    expect(sent).toEqual({ errors: {}, error: null });

    const rejected = await edited(desk, message, ["⚪ Rejected", `<@${MAYA}>`]);
    expect(labelsOf(rejected)).not.toContain("Approve");
    expect(wordsOf(rejected)).toContain("Not before the sale.");
  });

  test("is for those to approve whom administrators have named", async ({ desk }) => {
    const settings = await tell(desk, "/perf shift settings", { channel: HERE, user: LEO });
    expect(buttonOf(settings, "Add approver").action_id).toBe("shift.approver");
    const { product, sandbox } = desk.workspace;
    const { db } = product.database;
    const scope = await product.scope(`slack:${LEO}`);
    await press(desk.workspace, settings, { label: "Add approver", user: LEO });
    const view = await modalSaying(desk, "May approve what moves", LEO);
    const sent = await sandbox.submitView({
      user: LEO,
      viewId: view.id,
      state: {
        "shift.approverPerson": { "shift.approverPerson": { selected_user: LEO } },
      } as never,
    });
    expect(sent).toEqual({ errors: {}, error: null });
    await heard(desk, [`<@${LEO}>`], { channel: HERE, user: LEO, only: true });

    const message = await proposed(desk);
    await press(desk.workspace, message, { label: "Approve", user: MAYA });
    const told = await heard(desk, ["not among those that count"], { channel: HERE, user: MAYA });
    expect(told.onlyFor).toBe(MAYA);
    expect(wordsOf(now(desk, message))).toContain("🟦 Proposed");
    await press(desk.workspace, message, { label: "Approve", user: LEO });
    await edited(desk, message, ["Approved", "to do"]);
    await markChange(db, scope, { proposalId: 3, as: "skipped" });
    await setApprover(db, scope, {
      person: { groups: [], administrator: true },
      approver: { id: LEO, limitMicros: undefined },
      remove: true,
    });
  });

  test("is edited, approved once by two at once, carried out, judged and taken back", async ({
    desk,
  }) => {
    const first = await proposed(desk);
    expect(labelsOf(first)).toEqual(["Approve", "Edit", "Reject", "See the numbers"]);
    const again = await tell(desk, "/perf shift", { channel: HERE, user: LEO });
    expect(wordsOf(again)).toContain("stands");

    await press(desk.workspace, first, { label: "Edit" });
    const view = await modalSaying(desk, "Expected");
    const saved = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: {
        "shift.input.amount.0": { "shift.input.amount.0": { value: "9999" } },
      } as never,
    });
    expect(JSON.stringify(saved.errors)).toMatch(/may go (?:up|down) to/);
    const kept = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: { "shift.input.amount.0": { "shift.input.amount.0": { value: "20" } } } as never,
    });
    expect(kept).toEqual({ errors: {}, error: null });
    const changed = await edited(desk, first, ["Edited by", `<@${MAYA}>`, "$20"]);

    await Promise.all([
      press(desk.workspace, changed, { label: "Approve", user: LEO }),
      press(desk.workspace, changed, { label: "Approve", user: MAYA }),
    ]);
    const approved = await edited(desk, first, ["Approved", "to do"]);
    const winner = wordsOf(approved).includes(`Approved by <@${LEO}>`) ? LEO : MAYA;
    const loser = winner === LEO ? MAYA : LEO;
    await heard(desk, ["approved already", `<@${winner}> was first`], {
      channel: HERE,
      user: loser,
    });

    await press(desk.workspace, now(desk, first), { label: "Done", user: LEO });
    const partly = await edited(desk, first, [`done by <@${LEO}>`]);
    await press(desk.workspace, partly, { label: "All done", user: LEO });
    const applied = await edited(desk, first, ["✅ Applied"]);
    expect(labelsOf(applied)).not.toContain("Done");

    desk.clock.now += 9 * DAY_MS;
    const { product } = desk.workspace;
    await loadDemo(product);
    await judgeDueScorecards(product.database.db, await product.scope("job:shifts"));
    const card = await heard(desk, ["Day 7", "Promised"], { channel: HERE, thread: first.ts });
    expect(wordsOf(card)).toMatch(/too early to tell|too noisy to tell|better|worse/);
    const record = await tell(desk, "/perf shift record", { channel: HERE });
    expect(wordsOf(record)).toContain("1 shift");
    expect(repliesTo(desk, first).length).toBeGreaterThanOrEqual(4);
  });
});
