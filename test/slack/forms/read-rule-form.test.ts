import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { validateView } from "../../../src/sandbox/block-kit/validate-blocks.ts";
import { formState } from "../../../src/sandbox/interactions/form-state.ts";
import { blockOfField, readRuleForm } from "../../../src/slack/forms/read-rule-form.ts";
import { RULE_FIELDS } from "../../../src/slack/ids.ts";
import { ruleModal } from "../../../src/slack/views/alerts/rule-modal.ts";
import { draws } from "../../support/draws.ts";
import { fileableRule, fileOf } from "../rule-files.ts";
import { RULE } from "../views/alerts/samples.ts";

describe("a rule in its modal", () => {
  test("comes out as it went in", () => {
    fc.assert(
      fc.property(fileableRule, (one) => {
        const view = ruleModal({ ruleId: 5, rule: one });
        expect(validateView(view)).toEqual([]);
        const { json, errors } = readRuleForm(formState(view.blocks, {}), one);
        expect(errors).toEqual({});
        expect(json).toEqual(fileOf(one));
      }),
      draws(200),
    );
  });

  test("keeps a scope that no input can hold, and lets go of it for another", () => {
    const names = Array.from({ length: 500 }, (_, index) => `Campaign number ${index}`);
    const before = { ...RULE, scope: { kind: "campaigns", names } as const };
    const view = ruleModal({ ruleId: 5, rule: before });
    const state = formState(view.blocks, {});
    expect(JSON.stringify(view.blocks)).toContain("As it is: 500 campaigns by name");
    expect(readRuleForm(state, before).json).toMatchObject({ scope: { campaigns: names } });
    const other = { ...state, [RULE_FIELDS.scope]: chosen(RULE_FIELDS.scope, "all") };
    expect(readRuleForm(other, before).json).toMatchObject({ scope: { all: true } });
  });

  test("is drawn again from what the inputs hold, with the inputs that the choice asks for", () => {
    const state = formState(ruleModal({ channel: "C0ALERTS" }).blocks, {});
    const changed = {
      ...state,
      [RULE_FIELDS.name]: typed(RULE_FIELDS.name, "Spend on pace"),
      [RULE_FIELDS.metric]: chosen(RULE_FIELDS.metric, "spend"),
      [RULE_FIELDS.when]: chosen(RULE_FIELDS.when, "overPace"),
      [RULE_FIELDS.scope]: chosen(RULE_FIELDS.scope, "campaigns"),
      [RULE_FIELDS.schedule]: chosen(RULE_FIELDS.schedule, "custom"),
    };
    const { draft } = readRuleForm(changed);
    const again = ruleModal({ draft, channel: "C0ALERTS", preview: "working" });
    expect(validateView(again)).toEqual([]);
    const ids = again.blocks.map(({ block_id: id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([RULE_FIELDS.endBand, RULE_FIELDS.scopeText, RULE_FIELDS.cron]),
    );
    expect(ids).not.toContain(RULE_FIELDS.factor);
    expect(readRuleForm(formState(again.blocks, {})).draft).toEqual(draft);
  });
});

describe("a new rule", () => {
  const state = formState(ruleModal({}).blocks, {});

  test("lacks what only a person can say", () => {
    const { errors, json } = readRuleForm(state);
    expect(errors).toEqual({ [RULE_FIELDS.channel]: "Choose the channel that gets the alerts." });
    expect(json).toMatchObject({ name: "", channel: "" });
  });

  test.for([
    ["days", "", "days"],
    ["days", "x", "days"],
    ["remind", "soon", "remind"],
    ["factor", "", "factor"],
  ] as const)("%s of %j is refused at its input", ([field, value, block]) => {
    const id = RULE_FIELDS[field];
    const { errors } = readRuleForm({ ...state, [id]: typed(id, value) });
    expect(Object.keys(errors)).toContain(RULE_FIELDS[block]);
  });

  test("takes a channel's name without its #", () => {
    const id = RULE_FIELDS.channelName;
    expect(readRuleForm({ ...state, [id]: typed(id, "perf-alerts") }).json).toMatchObject({
      channel: "#perf-alerts",
    });
  });
});

describe("a fault of the rule", () => {
  const { fieldBlocks } = readRuleForm(formState(ruleModal({ rule: RULE }).blocks, {}));
  test.for([
    ["window.days", RULE_FIELDS.days],
    ["guards.minSpend", RULE_FIELDS.minSpend],
    ["when.above", RULE_FIELDS.when],
    ["mention.0", RULE_FIELDS.people],
    ["mention.1", RULE_FIELDS.groups],
    ["channel", RULE_FIELDS.channelName],
    ["schedule", RULE_FIELDS.schedule],
    ["quietHours.to", RULE_FIELDS.quietTo],
    ["rule", RULE_FIELDS.name],
    ["something.new", RULE_FIELDS.name],
  ] as const)("%s is said beside its input", ([field, block]) => {
    expect(blockOfField(fieldBlocks, field)).toBe(block);
  });

  test("never names a block that the modal does not have", () => {
    fc.assert(
      fc.property(fileableRule, (one) => {
        const { blocks } = ruleModal({ rule: one });
        const ids = blocks.map(({ block_id: id }) => id);
        const reading = readRuleForm(formState(blocks, {}), one);
        for (const block of Object.values(reading.fieldBlocks)) expect(ids).toContain(block);
      }),
      draws(50),
    );
  });
});

function typed(field: string, value: string) {
  return { [field]: { type: "plain_text_input", value } };
}

function chosen(field: string, value: string) {
  return { [field]: { type: "static_select", selected_option: { value } } };
}
