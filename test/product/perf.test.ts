import { describe, expect } from "vitest";

import { ask, buttonOf, CHANNEL, MAYA, newMessage, press, test, typesOf } from "./product-test.ts";

describe("typing /perf", () => {
  test("shows every campaign in a table, with a chart", async ({ workspace }) => {
    const message = await ask(workspace, "/perf");

    expect(message.onlyFor).toBe(MAYA);
    expect(typesOf(message)).toContain("data_table");
    expect(typesOf(message)).toContain("data_visualization");
    expect(JSON.stringify(message.blocks)).toContain("Generic - Search - US");
  });

  test("answers for a part of a name, with the chart and its target", async ({ workspace }) => {
    const message = await ask(workspace, "/perf generic");

    expect(message.text).toContain("Generic - Search - US, last 7 days (17–23 Nov 2026)");
    expect(JSON.stringify(message.blocks)).toContain('"name":"Target"');
  });

  test("forgives a slip of the keyboard", async ({ workspace }) => {
    expect((await ask(workspace, "/perf lookalkie 30d")).text).toContain(
      "Prospecting - Lookalike 1%",
    );
  });

  test("offers a choice and never guesses; the choice answers", async ({ workspace }) => {
    const choices = await ask(workspace, "/perf prospecting");
    expect(choices.text).toContain("prospecting");
    expect(typesOf(choices)).not.toContain("data_visualization");
    const before = workspace.sandbox.messages(CHANNEL, MAYA).length;
    const label = JSON.stringify(choices.blocks).match(/Prospecting - Broad - US[^"]*/)?.[0] ?? "";

    await press(workspace, choices, { label });

    const summary = await newMessage(workspace.sandbox, { before });
    expect(summary.text).toContain("Prospecting - Broad - US");
  });

  test("puts another period into the same message", async ({ workspace }) => {
    const message = await ask(workspace, "/perf generic");
    const count = workspace.sandbox.messages(CHANNEL, MAYA).length;

    await press(workspace, message, { label: "30 days" });

    await expect
      .poll(() => workspace.sandbox.messages(CHANNEL, MAYA).map(({ text }) => text))
      .toContainEqual(expect.stringContaining("Generic - Search - US, last 30 days"));
    expect(workspace.sandbox.messages(CHANNEL, MAYA)).toHaveLength(count);
  });

  test("shares a summary with the channel, naming who did", async ({ workspace }) => {
    const message = await ask(workspace, "/perf brand");
    const before = workspace.sandbox.messages(CHANNEL).length;

    await press(workspace, message, { label: "Share to channel" });

    await expect.poll(() => workspace.sandbox.messages(CHANNEL).length).toBeGreaterThan(before);
    const shared = workspace.sandbox.messages(CHANNEL).at(-1);
    expect(shared?.onlyFor).toBeUndefined();
    expect(JSON.stringify(shared?.blocks)).toContain(`<@${MAYA}>`);
  });

  test.for([
    ["/perf top roas 30d", "ROAS"],
    ["/perf compare generic vs brand 14d", "Brand - Search - US"],
    ["/perf help", "/perf"],
    ["/perf settings", "America/New_York"],
    ["/perf zzzzqqqq", "zzzzqqqq"],
    ["/perf top nonsense", "nonsense"],
    ["/perf compare generic", "vs"],
    ["/perf alerts", "CPA over target"],
    ["/perf rules", "CPA over target"],
    ["/perf why generic", "CPA over target"],
    ["/perf last_month", "1–31 Oct 2026"],
  ])("answers %s", async ([text, expected], { workspace }) => {
    const message = await ask(workspace, text ?? "");

    expect(message.text + JSON.stringify(message.blocks)).toContain(expected);
  });

  test("sets a target in a modal, refusing one that is none", async ({ workspace }) => {
    const message = await ask(workspace, "/perf creators");
    expect(buttonOf(message, "Set target").action_id).toBe("perf.target");
    await press(workspace, message, { label: "Set target" });
    await expect.poll(() => workspace.sandbox.views(MAYA).length).toBe(1);
    const view = workspace.sandbox.views(MAYA)[0];
    const state = (amount: string) => ({
      "target.goal": {
        "target.goal": { type: "radio_buttons", selected_option: { value: "cpa" } },
      },
      "target.amount": { "target.amount": { type: "number_input", value: amount } },
    });

    const refused = await workspace.sandbox.submitView({
      user: MAYA,
      viewId: view?.id ?? "",
      state: state("0"),
    });
    expect(refused.errors["target.amount"]).toContain("above zero");
    const before = workspace.sandbox.messages(CHANNEL, MAYA).length;
    const saved = await workspace.sandbox.submitView({
      user: MAYA,
      viewId: view?.id ?? "",
      state: state("61.50"),
    });

    expect(saved).toEqual({ errors: {}, error: null });
    const summary = await newMessage(workspace.sandbox, { before });
    expect(JSON.stringify(summary.blocks)).toContain("$61.50 target");
  });
});

describe("when Slack is difficult", () => {
  test("sends plainer forms of what its blocks refuse", async ({ workspace }) => {
    workspace.sandbox.faults.next({
      method: "response_url",
      fault: { kind: "error", error: "invalid_blocks" },
      times: 2,
    });

    const message = await ask(workspace, "/perf generic");

    expect(typesOf(message)).not.toContain("data_visualization");
    expect(JSON.stringify(message.blocks)).toContain("$4,");
    expect(buttonOf(message, "30 days").action_id).toBe("perf.period");
  });

  test("falls back to a message of its own when the response address is dead", async ({
    workspace,
  }) => {
    workspace.sandbox.faults.next({
      method: "response_url",
      fault: { kind: "error", error: "expired_url" },
    });

    const message = await ask(workspace, "/perf generic");

    expect(message.onlyFor).toBe(MAYA);
    expect(message.text).toContain("Generic - Search - US");
  });

  test("opens the Home tab, which says how many alerts are open", async ({ workspace }) => {
    await workspace.sandbox.openHome(MAYA);

    await expect
      .poll(() => JSON.stringify(workspace.sandbox.home(MAYA) ?? null))
      .toContain("Generic - Search - US");
    const home = JSON.stringify(workspace.sandbox.home(MAYA));
    for (const words of ["*2 alerts* are open", "/perf alerts", "Open alerts", "Rules"]) {
      expect(home).toContain(words);
    }
  });
});
