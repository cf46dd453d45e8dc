import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  choiceValue,
  FORM_PATTERN,
  type Form,
  formMetadata,
  parseChoice,
  parseForm,
  parsePress,
  type Press,
  PRESS_PATTERN,
  pressId,
  pressOfInput,
  pressValue,
  RULE_FIELDS,
  SNOOZE_HOURS,
} from "../../src/slack/ids.ts";

const presses: Press[] = [
  { action: "perf.show", campaignId: 7, period: "7d" },
  { action: "perf.period", campaignId: 7, period: "2026-10-01..2026-10-31" },
  { action: "perf.compare", campaignIds: [1, 2], period: "mtd" },
  { action: "perf.top", metric: "roas", period: "30d" },
  { action: "import.skip", uploadId: "F0123-a_b" },
  { action: "settings.open" },
  { action: "alert.acknowledge", episodeId: 12 },
  { action: "alert.acknowledgeAll", digestKey: "2026-11-22T14:00Z C0ALERTS" },
  { action: "alert.snooze", episodeId: 12, hours: 168 },
  { action: "rule.list", offset: 12 },
  { action: "rule.preview" },
  { action: "channel.settings", channel: "C0ALERTS" },
  { action: "shift.ask" },
  { action: "shift.approve", proposalId: 7, version: 2 },
  { action: "shift.done", proposalId: 7, campaignId: 12 },
  { action: "shift.approver", approver: "S0BUYERS" },
];

describe("a button's value", () => {
  test.for(presses)("comes back as it was: $action", (press) => {
    expect(parsePress(pressId(press), pressValue(press))).toEqual(press);
    expect(parsePress(pressId(press, 3), pressValue(press))).toEqual(press);
    expect(pressId(press)).toMatch(PRESS_PATTERN);
    expect(pressValue(press).length).toBeLessThan(200);
  });

  test.for([
    ["nothing", undefined],
    ["no JSON", "{"],
    ["another app's", '{"x":1}'],
    ["null", "null"],
    ["another action's", '{"action":"perf.share","campaignId":7,"period":"7d"}'],
    ["a campaign of no such number", '{"action":"perf.show","campaignId":-1,"period":"7d"}'],
    ["a snooze of hours that nobody offered", '{"action":"alert.snooze","episodeId":1,"hours":9}'],
    ["a period that is none", '{"action":"perf.show","campaignId":7,"period":"7 d; drop"}'],
  ] as const)("is refused without a throw when it is %s", ([, value]) => {
    expect(parsePress("perf.show", value)).toBeUndefined();
  });
});

describe("the value of a select's option", () => {
  test("comes back as it was, and fits an option whatever the number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom(...SNOOZE_HOURS),
        (id, hours) => {
          const choices = [
            { action: "alert.snooze", episodeId: id, hours } as const,
            { action: "alert.open", episodeId: id } as const,
            { action: "rule.unmute", ruleId: id } as const,
          ];
          for (const choice of choices) {
            expect(choiceValue(choice).length).toBeLessThanOrEqual(75);
            expect(parseChoice(choiceValue(choice))).toEqual(choice);
          }
        },
      ),
    );
  });

  test.for([undefined, "", "cpa", '{"action":"alert.snooze","episodeId":1,"hours":2}'])(
    "is refused without a throw: %s",
    (value) => {
      expect(parseChoice(value)).toBeUndefined();
    },
  );
});

describe("a changed input", () => {
  test("asks for a preview in the rule's modal, and for nothing elsewhere", () => {
    expect(pressOfInput(RULE_FIELDS.metric)).toEqual({ action: "rule.preview" });
    expect(pressOfInput("target.goal")).toBeUndefined();
  });
});

describe("a modal's metadata", () => {
  const form: Form = { form: "target.save", campaignId: 7, period: "7d", channel: "C024BE91L" };

  test("comes back as it was", () => {
    expect(parseForm("target.save", formMetadata(form))).toEqual(form);
    expect(form.form).toMatch(FORM_PATTERN);
  });

  test.for(["", "{}", '{"form":"target.save"}'])("is refused without a throw: %s", (metadata) => {
    expect(parseForm("target.save", metadata)).toBeUndefined();
  });

  test("is refused under another callback id", () => {
    expect(parseForm("settings.save", formMetadata(form))).toBeUndefined();
  });
});
