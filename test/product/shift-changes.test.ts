import { describe, expect } from "vitest";

import { findProposal, openProposal } from "../../src/db/proposals.ts";
import type { ProposedChange } from "../../src/domain/budget/proposal/proposal.ts";
import type { PageMessage } from "../../src/sandbox/page-api.ts";
import { planFrom } from "../../src/usecases/budget/stored-plan.ts";
import { verifyChanges } from "../../src/usecases/budget/verify-changes.ts";
import { loadDays } from "../support/load-days.ts";
import {
  type AlertDesk,
  edited,
  heard,
  LONG,
  startDesk,
  tell,
  test,
  wordsOf,
} from "./alert-test.ts";
import { LEO, MAYA, press } from "./product-test.ts";

startDesk();

const HERE = "C0GROWTH";
const WORKSPACE = 1;

/** The ad platform's next export, in which the campaign has another budget. */
async function exportWith(desk: AlertDesk, change: ProposedChange, budgetMicros: bigint) {
  const { product } = desk.workspace;
  const { name, account, platform } = change.campaign;
  desk.clock.now += 60_000;
  const day = {
    day: "2026-11-23",
    spendMicros: change.beforeMicros,
    impressions: 1_000 + (desk.clock.now % 1_000_000),
    clicks: 400,
    conversions: 12,
    valueMicros: 1_000_000_000n,
  };
  await loadDays(product.importing, await product.scope("cli:test"), {
    account,
    platform,
    campaigns: [{ name, budgetMicros, daily: [day] }],
  });
}

async function changesNow(desk: AlertDesk): Promise<readonly ProposedChange[]> {
  const { db } = desk.workspace.product.database;
  const row = await openProposal(db, WORKSPACE);
  return planFrom(row?.plan).changes;
}

function now(desk: AlertDesk, { channel, ts }: PageMessage): PageMessage {
  const found = desk.workspace.sandbox.messages(channel).find((one) => one.ts === ts);
  if (found === undefined) throw new Error("The message stands.");
  return found;
}

describe("a budget shift whose budgets change under it", LONG, () => {
  test("is asked again, then carried out, confirmed by a load, and taken back", async ({
    desk,
  }) => {
    await tell(desk, "/perf shift", { channel: HERE });
    const message = await heard(desk, ["🟦 Proposed"], { channel: HERE, thread: null });
    const [moved] = await changesNow(desk);
    if (moved === undefined) throw new Error("Something moves.");
    await exportWith(desk, moved, moved.beforeMicros + 50_000_000n);

    await press(desk.workspace, message, { label: "Approve", user: LEO });

    const told = await heard(desk, ["worked out anew"], { channel: HERE, user: LEO, only: true });
    expect(told.onlyFor).toBe(LEO);
    const anew = await edited(desk, message, ["🟦 Proposed", "Then"]);
    expect(wordsOf(anew)).toContain(moved.campaign.name);

    const changes = await changesNow(desk);
    await press(desk.workspace, anew, { label: "Approve", user: LEO });
    const approved = await edited(desk, message, ["to do"]);
    await press(desk.workspace, approved, { label: "All done", user: LEO });
    await edited(desk, message, ["✅ Applied", "not seen in a load yet"]);

    for (const change of changes) await exportWith(desk, change, change.afterMicros);
    const { db } = desk.workspace.product.database;
    await verifyChanges(db, desk.clock.now);
    const confirmed = await edited(desk, message, ["and the load has it"]);

    await press(desk.workspace, confirmed, { label: "Undo", user: MAYA });
    const back = await heard(desk, ["🟦 Proposed", "back"], { channel: HERE, thread: null });
    expect(back.ts).not.toBe(message.ts);
    await press(desk.workspace, now(desk, back), { label: "Approve", user: LEO });
    await edited(desk, message, ["↩️ Undone"]);
    expect(await findProposal(db, { workspaceId: WORKSPACE, proposalId: 2 })).toMatchObject({
      kind: "undo",
      state: "approved",
      undoOf: 1,
    });
  });
});
