import { describe, expect } from "vitest";

import type { PageView } from "../../src/sandbox/page-api.ts";
import { listRuleLines } from "../../src/usecases/alerting/list-rules.ts";
import { removeRule } from "../../src/usecases/alerting/save-rule.ts";
import { modalSaying, pressNear, ruleListWith, typed } from "./alert-press.ts";
import {
  type AlertDesk,
  check,
  edited,
  heard,
  labelsOf,
  LONG,
  tell,
  startDesk,
  test,
  watch,
  wordsOf,
} from "./alert-test.ts";
import { MAYA, press } from "./product-test.ts";

startDesk();

const HERE = "C0GROWTH";

function picked(field: string, value: string) {
  return { [`rule.input.${field}`]: { [`rule.input.${field}`]: { selected_option: { value } } } };
}

/** Changes an input of the modal that tells at once, with the others as they are. */
async function change(
  { workspace }: AlertDesk,
  view: PageView,
  input: {
    readonly field: string;
    readonly change: Record<string, unknown>;
    readonly state: object;
  },
): Promise<void> {
  const id = `rule.input.${input.field}`;
  const { error } = await workspace.sandbox.click({
    user: MAYA,
    viewId: view.id,
    blockId: id,
    actionId: id,
    change: input.change,
    state: { ...input.state } as never,
  });
  expect(error).toBeNull();
}

describe("making a rule", LONG, () => {
  test("shows what it would have done before it is saved, and lists it then", async ({ desk }) => {
    const list = await tell(desk, "/perf rules", { channel: HERE });
    await press(desk.workspace, list, { label: "New rule" });
    const view = await modalSaying(desk, "Name of the rule");
    await change(desk, view, {
      field: "when",
      change: {
        selected_option: optionOf(view, "rule.input.when", "above"),
      },
      state: picked("when", "above"),
    });
    const fixed = await modalSaying(desk, "An amount in the account's currency");
    await change(desk, fixed, {
      field: "limit",
      change: { value: "60" },
      state: { ...picked("when", "above"), ...typed("limit", "60") },
    });

    const shown = await modalSaying(desk, "this would have *fired");
    expect(JSON.stringify(shown.blocks)).toMatch(/fired (?:once|\d+ times) on \d+ campaigns?/);
    expect(JSON.stringify(shown.blocks)).toContain("Generic - Search - US");

    const refused = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: shown.id,
      state: { ...typed("limit", "60"), ...typed("name", "Dear"), ...typed("quietFrom", "late") },
    });
    expect(Object.keys(refused.errors)).toContain("rule.input.quietFrom");
    const saved = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: shown.id,
      state: { ...typed("limit", "60"), ...typed("name", "Dear conversions") },
    });

    expect(saved).toEqual({ errors: {}, error: null });
    const told = await heard(desk, ["*Dear conversions*"], { channel: HERE, user: MAYA });
    expect(wordsOf(told)).toContain("CPA over 60");
  });

  test("keeps what was there when it is edited", async ({ desk }) => {
    await watch(desk, {
      name: "Kept",
      scope: { campaigns: ["Spark Ads - Creators"] },
      when: { above: 12.5 },
      severity: "critical",
      channel: HERE,
    });
    const list = await ruleListWith(desk, "Kept");
    await pressNear(desk, list, { rule: "Kept", label: "Edit" });
    const view = await modalSaying(desk, "Kept");
    const said = JSON.stringify(view.blocks);
    expect(said).toContain('"initial_value":"12.5"');
    expect(said).toContain(`"initial_conversation":"${HERE}"`);

    const saved = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: typed("name", "Kept and renamed") as never,
    });

    expect(saved).toEqual({ errors: {}, error: null });
    const told = await heard(desk, ["*Kept and renamed*"], { channel: HERE, user: MAYA });
    expect(wordsOf(told)).toContain("over 12.5");
    expect(wordsOf(told)).toContain("Critical");
  });

  test("removed, after a question, ends its alerts", async ({ desk }) => {
    const ruleId = await watch(desk, {
      name: "Short-lived",
      scope: { campaigns: ["Retargeting - 30d"] },
      channel: HERE,
    });
    await check(desk, [ruleId]);
    const alert = await heard(desk, ["🔴 Breaching", "Short-lived"], { channel: HERE });
    const list = await ruleListWith(desk, "Short-lived");
    expect(wordsOf(list)).toContain("Remove this rule?");
    expect(wordsOf(list)).toContain("its 1 open alert ended");

    await pressNear(desk, list, { rule: "Short-lived", label: "Remove" });

    await edited(desk, alert, ["⚪ Ended", "its rule was removed"]);
    expect(wordsOf(await ruleListWith(desk, "Kept and renamed"))).not.toContain("Short-lived");
  });
});

/** The option of a select that has this value, as Slack sends it back. */
function optionOf(view: PageView, blockId: string, value: string): unknown {
  const blocks = view.blocks as readonly {
    readonly block_id: string;
    readonly element?: { readonly options?: readonly { readonly value: string }[] };
  }[];
  const block = blocks.find((one) => one.block_id === blockId);
  return block?.element?.options?.find((one) => one.value === value);
}

describe("asking why a campaign is quiet", LONG, () => {
  test.for([
    ["Generic - Search - US", "CPA over target"],
    ["generic", "CPA over target"],
    ["prospecting", "Prospecting - Broad - US"],
    ["zzzzqqqq", "zzzzqqqq"],
  ])("/perf why %s", async ([name, expected], { desk }) => {
    const answer = await tell(desk, `/perf why ${name}`);

    expect(answer.onlyFor).toBe(MAYA);
    expect(wordsOf(answer)).toContain(expected);
  });

  test("goes on from a choice", async ({ desk }) => {
    const choices = await tell(desk, "/perf why prospecting");
    const label = labelsOf(choices).find((one) => one.includes("Prospecting - Broad")) ?? "";
    await press(desk.workspace, choices, { label });

    const why = await heard(desk, ["Prospecting - Broad - US", "look at it"], {
      channel: "C0GENERAL",
      user: MAYA,
    });
    expect(wordsOf(why)).toContain("CPA over target");
  });
});

describe("a workspace without rules", LONG, () => {
  test("is offered those that most teams want, once", async ({ desk }) => {
    const { product } = desk.workspace;
    const scope = await product.scope(`slack:${MAYA}`);
    for (const { ruleId } of await listRuleLines(product.database.db, scope)) {
      await removeRule(product.database.db, scope, ruleId);
    }
    expect(wordsOf(await tell(desk, "/perf alerts"))).toContain("No alert is open");
    const none = await tell(desk, "/perf rules");
    expect(wordsOf(none)).toContain("There is no alert rule yet");

    await press(desk.workspace, none, { label: "Add the ready-made rules" });

    const list = await heard(desk, ["Alert rules: 7 rules"], {
      channel: "C0GENERAL",
      user: MAYA,
    });
    expect(labelsOf(list)).toContain("Channel settings");
    expect(await listRuleLines(product.database.db, scope)).toHaveLength(7);
  });
});
