import { describe, expect, test } from "vitest";

import {
  FORM_PATTERN,
  type Form,
  formMetadata,
  parseForm,
  parsePress,
  type Press,
  PRESS_PATTERN,
  pressId,
  pressValue,
} from "../../src/slack/ids.ts";

const presses: Press[] = [
  { action: "perf.show", campaignId: 7, period: "7d" },
  { action: "perf.period", campaignId: 7, period: "2026-10-01..2026-10-31" },
  { action: "perf.compare", campaignIds: [1, 2], period: "mtd" },
  { action: "perf.top", metric: "roas", period: "30d" },
  { action: "import.skip", uploadId: "F0123-a_b" },
  { action: "settings.open" },
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
    ["a period that is none", '{"action":"perf.show","campaignId":7,"period":"7 d; drop"}'],
  ] as const)("is refused without a throw when it is %s", ([, value]) => {
    expect(parsePress("perf.show", value)).toBeUndefined();
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
