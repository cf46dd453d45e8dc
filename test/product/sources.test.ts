import { describe, expect, test as base } from "vitest";

import { listAccounts } from "../../src/db/accounts.ts";
import { readSimulatedBudgets } from "../../src/db/simulated-budgets.ts";
import type { PageMessage } from "../../src/sandbox/page-api.ts";
import { retryWrites } from "../../src/usecases/budget/retry-writes.ts";
import { setAccountWrites } from "../../src/usecases/sources/change-source.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";
import { modalSaying } from "./alert-press.ts";
import { type AlertDesk, edited, heard, LONG, PATIENCE, tell, wordsOf } from "./alert-test.ts";
import { LEO, MAYA, press } from "./product-test.ts";

const HERE = "C0GROWTH";
/** Nobody listens there. */
const WAREHOUSE = "postgres://reader@127.0.0.1:1/warehouse";
const WRITE_META = "Write budgets: Demo Meta Ads";

const test = base.extend(
  "desk",
  { scope: "file" },
  async ({}, { onCleanup }): Promise<AlertDesk> => {
    const clock = { now: NOW };
    const workspace = await openLocalWorkspace({ now: () => clock.now, warehouseUrl: WAREHOUSE });
    onCleanup(() => workspace.stop());
    return { workspace, clock };
  },
);

test.beforeAll(async ({ desk }) => {
  await desk.workspace.product.scope("cli:test");
}, 240_000);

/** The settings as this person sees them, once they say all of the words. */
async function settings(
  desk: AlertDesk,
  words: readonly string[],
  user = MAYA,
): Promise<PageMessage> {
  let message = await tell(desk, "/perf settings", { channel: HERE, user });
  await expect
    .poll(
      async () => {
        const said = wordsOf(message);
        if (words.every((word) => said.includes(word))) return "";
        message = await tell(desk, "/perf settings", { channel: HERE, user });
        return said;
      },
      { ...PATIENCE, message: `settings that say “${words.join("” and “")}”` },
    )
    .toBe("");
  return message;
}

function field(name: string, value: object) {
  return { [`source.${name}`]: { [`source.${name}`]: value } };
}

/** The modal's inputs, of which some are wrong. */
function sqlForm(given: { readonly currency: string; readonly zone: string }) {
  const selected = (value: string) => ({
    selected_option: { value, text: { type: "plain_text", text: value } },
  });
  return {
    ...field("name", { value: "A warehouse" }),
    ...field("table", { value: "analytics.campaign_days" }),
    ...field("form", selected("plain")),
    ...field("account", { value: "1" }),
    ...field("accountName", { value: "Warehouse account" }),
    ...field("platform", selected("google_ads")),
    ...field("currency", { value: given.currency }),
    ...field("zone", { value: given.zone }),
  } as never;
}

/** Lets every account's budgets be written, or none's. */
async function letWrite(desk: AlertDesk, writes: boolean): Promise<void> {
  const { product } = desk.workspace;
  const { db } = product.database;
  const scope = await product.scope(`slack:${LEO}`);
  const person = { groups: [], administrator: true };
  for (const { accountId, name } of await listAccounts(db, scope.workspaceId)) {
    if (!name.startsWith("Demo ")) continue;
    await setAccountWrites(db, scope, { accountId, writes, person });
  }
}

/** Presses a button of the message as it stands: while it is being edited a press may come too late. */
async function pressNow(desk: AlertDesk, { channel, ts }: PageMessage, label: string) {
  const { sandbox } = desk.workspace;
  await expect
    .poll(async () => {
      const message = sandbox.messages(channel).find((one) => one.ts === ts);
      if (message === undefined) return "The message is gone.";
      return press(desk.workspace, message, { label, user: LEO }).then(() => "", String);
    }, PATIENCE)
    .toBe("");
}

describe("a live source", LONG, () => {
  test("is shown, paused, loaded at once, and resumed", async ({ desk }) => {
    const shown = await settings(desk, ["*Demo platforms*", "Last load", "Demo Meta Ads: dry run"]);
    await press(desk.workspace, shown, { label: "Pause" });
    const refused = await heard(desk, ["Only administrators"], { channel: HERE, user: MAYA });
    expect(wordsOf(refused)).toContain("pause and resume live sources");
    await press(desk.workspace, await settings(desk, ["✅ loads by itself"], LEO), {
      label: "Pause",
      user: LEO,
    });
    const paused = await settings(desk, ["⏸️ is paused"]);

    await press(desk.workspace, paused, { label: "Load now" });
    const message = await heard(desk, ["Demo platforms"], { channel: HERE, thread: null });
    await edited(desk, message, ["✅ Loaded Demo platforms", "rows of"]);
    const about = desk.workspace.sandbox
      .messages(HERE)
      .filter((one) => one.onlyFor === undefined && wordsOf(one).includes("Demo platforms"));
    expect(about).toHaveLength(1);

    await press(desk.workspace, await settings(desk, ["⏸️ is paused"], LEO), {
      label: "Load by itself again",
      user: LEO,
    });
    await settings(desk, ["✅ loads by itself"]);
  });

  test("has its budgets written once an administrator says so", async ({ desk }) => {
    const shown = await settings(desk, [WRITE_META]);
    await press(desk.workspace, shown, { label: WRITE_META, user: MAYA });
    const refused = await heard(desk, ["Only administrators", "change budgets"], {
      channel: HERE,
      user: MAYA,
    });
    expect(refused.onlyFor).toBe(MAYA);
    await settings(desk, ["Demo Meta Ads: dry run"]);

    const leos = await settings(desk, [WRITE_META], LEO);
    await press(desk.workspace, leos, { label: WRITE_META, user: LEO });
    await settings(desk, ["Demo Meta Ads: written by Trimtab", "anybody here may approve"]);
  });

  test("of a warehouse is added, and says what to do where it fails", async ({ desk }) => {
    const { sandbox } = desk.workspace;
    const shown = await settings(desk, ["Add a SQL source"], LEO);
    await press(desk.workspace, await settings(desk, ["Add a SQL source"]), {
      label: "Add a SQL source",
    });
    await heard(desk, ["Only administrators", "add live sources"], { channel: HERE, user: MAYA });

    await press(desk.workspace, shown, { label: "Add a SQL source", user: LEO });
    const view = await modalSaying(desk, "Account id", LEO);
    const submit = (state: never) => sandbox.submitView({ user: LEO, viewId: view.id, state });
    const wrong = await submit(sqlForm({ currency: "dollars", zone: "Mars/Crater" }));
    expect(Object.keys(wrong.errors)).toEqual(["source.currency"]);
    const stillWrong = await submit(sqlForm({ currency: "ZZZ", zone: "Mars/Crater" }));
    expect(Object.keys(stillWrong.errors).toSorted()).toEqual(["source.currency", "source.zone"]);
    const right = await submit(sqlForm({ currency: "usd", zone: "Europe/Berlin" }));
    expect(right).toEqual({ errors: {}, error: null });

    await settings(desk, ["*A warehouse*", "⚠️ fails", "What to do:"]);
  });

  test("takes an approved shift: first on dry run, then for good", async ({ desk }) => {
    const { product } = desk.workspace;
    const budgets = () => readSimulatedBudgets(product.database.db, 1);
    await letWrite(desk, false);
    await tell(desk, "/perf shift", { channel: HERE });
    const message = await heard(desk, ["🟦 Proposed", "a day"], { channel: HERE, thread: null });
    expect(wordsOf(message)).toContain("*dry run*");
    expect(wordsOf(message)).not.toContain("written to the platform, cuts before raises");

    await pressNow(desk, message, "Approve");
    const tried = await edited(desk, message, ["🧪", "*dry run*", "nothing was written"]);
    expect(wordsOf(tried)).not.toContain("reads back");
    await heard(desk, ["Dry run"], { channel: HERE, thread: message.ts });
    expect((await budgets()).size).toBe(0);

    await letWrite(desk, true);
    await pressNow(desk, message, "Try to write it again");
    await edited(desk, message, ["reads back so"]);
    await retryWrites(product.database.db, await product.scope(`slack:${LEO}`), { proposalId: 1 });
    const written = await edited(desk, message, ["✅ Applied", "reads back so", "written to"]);
    expect(wordsOf(written)).not.toContain("dry run");
    expect((await budgets()).size).toBeGreaterThan(0);
    await heard(desk, ["Carried out"], { channel: HERE, thread: message.ts });
  });
});
