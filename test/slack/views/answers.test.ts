import { describe, expect, test } from "vitest";

import type { CampaignLabel } from "../../../src/domain/campaign.ts";
import type { LoadReport } from "../../../src/domain/load.ts";
import { measure } from "../../../src/domain/summary.ts";
import { parseForm, parsePress } from "../../../src/slack/ids.ts";
import { choicesView } from "../../../src/slack/views/choices-view.ts";
import { compareView } from "../../../src/slack/views/compare-view.ts";
import { importModal } from "../../../src/slack/views/import-modal.ts";
import { importPreviewView } from "../../../src/slack/views/import-preview-view.ts";
import { importReportView } from "../../../src/slack/views/import-report-view.ts";
import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";
import { targetModal } from "../../../src/slack/views/target-modal.ts";
import { directionWords, topView } from "../../../src/slack/views/top-view.ts";
import { currencyOf, NOW, reportOf, summaryOf } from "./samples.ts";

const now = { now: NOW };
const read = (message: SlackMessage): string => JSON.stringify(message.blocks);

interface Seen {
  readonly label: string;
  readonly press: ReturnType<typeof parsePress>;
}

/** Every button of a message as the edge would read it. */
function buttonsOf(message: SlackMessage): Seen[] {
  return message.blocks.flatMap((block) =>
    block.type === "actions"
      ? block.elements.flatMap((one) =>
          one.type === "button"
            ? [{ label: one.text.text, press: parsePress(one.action_id ?? "", one.value) }]
            : [],
        )
      : [],
  );
}

describe("a file before it is stored", () => {
  const preview = (change: Partial<LoadReport>): Seen[] =>
    buttonsOf(importPreviewView(reportOf({ outcome: "preview", ...change }), { uploadId: "F1" }));

  test.for([
    ["that can be read", {}, ["Import", "Change settings", "Cancel"]],
    [
      "with unreadable rows",
      { rows: { read: 3, accepted: 2, rejected: 1 } },
      ["Load without bad rows", "Change settings", "Cancel"],
    ],
    ["that is imported already", { alreadyImported: true }, ["Change settings", "Cancel"]],
    [
      "that is imported already, with another currency for its account",
      { alreadyImported: true, accountChanged: true },
      ["Change the account", "Change settings", "Cancel"],
    ],
    [
      "with nothing readable",
      { rows: { read: 3, accepted: 0, rejected: 3 } },
      ["Change settings", "Cancel"],
    ],
  ] as const)("%s offers %o", ([, change, labels]) => {
    expect(preview(change).map(({ label }) => label)).toEqual(labels);
  });

  test("asks for the import of exactly this file", () => {
    expect(preview({})[0]?.press).toEqual({ action: "import.confirm", uploadId: "F1" });
  });
});

describe("what a load did", () => {
  const fault = { line: null, column: null, message: "The file is empty. Export it again." };

  test.for([
    ["stored", {}, "Loaded 1,200 rows of 12 campaigns. 36 campaign-days had other numbers"],
    ["stored before", { alreadyImported: true }, "in the database already. Nothing was changed."],
    [
      "stored before in an account that changes",
      { alreadyImported: true, accountChanged: true },
      "the account has changed as noted below",
    ],
    ["refused as a whole", { outcome: "refused", errors: [fault] }, "The file is empty."],
    ["of unknown currency", { currency: undefined }, "*Spend*\\n12,345.67"],
  ] as const)("%s is said", ([, change, words]) => {
    expect(read(importReportView(reportOf(change)))).toContain(words);
  });

  test("lists the first ten faults and counts the rest", () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({ ...fault, line: index + 2 }));
    const message = importReportView(reportOf({ outcome: "refused", errors }));
    const table = message.blocks.find((block) => block.type === "table");

    expect(table?.rows).toHaveLength(11);
    expect(read(message)).toContain("2 more faults like these.");
  });

  test("sets the rows' sum beside the platform's own total", () => {
    const same = { spendMicros: 5_000_000n, differenceMicros: 0n };

    expect(read(importReportView(reportOf()))).toContain("the rows add up to $0.01 less.");
    expect(read(importReportView(reportOf({ platformTotal: same })))).toContain(
      "Google Ads itself gives $5.00 as the total spend, the same as the sum of the rows.",
    );
  });
});

describe("several campaigns that fit", () => {
  const label = (id: number, account: string): CampaignLabel => ({
    id,
    name: "x".repeat(200),
    platform: "meta_ads",
    account,
    status: "active",
  });
  const offer = (campaigns: readonly CampaignLabel[], total = campaigns.length): SlackMessage =>
    choicesView({
      query: "x",
      kind: "several",
      total,
      choices: campaigns.map((campaign) => ({
        campaign,
        press: { action: "perf.show", campaignId: campaign.id, period: "7d" },
      })),
    });

  test("are told apart by their account where their names are alike", () => {
    const labels = buttonsOf(offer([label(1, "North"), label(2, "South")])).map(
      (button) => button.label,
    );

    expect(labels[0]).toMatch(/… · Meta Ads, North$/);
    expect(labels[1]).toMatch(/… · Meta Ads, South$/);
  });

  test("are told apart by the platform's id where their accounts are alike too", () => {
    const message = choicesView({
      query: "x",
      kind: "several",
      total: 3,
      choices: [label(1, "North"), label(2, "North"), label(3, "South")].map((campaign) => ({
        campaign,
        externalId: `12${campaign.id}`,
        press: { action: "perf.show", campaignId: campaign.id, period: "7d" },
      })),
    });

    const ends = buttonsOf(message).map((button) => button.label.replace(/^.*… · /, ""));
    expect(ends).toEqual(["Meta Ads, North · 121", "Meta Ads, North · 122", "Meta Ads, South"]);
  });

  test("are numbered where even that is alike", () => {
    const labels = buttonsOf(offer([label(1, "North"), label(2, "North")])).map((button) =>
      button.label.slice(0, 3),
    );

    expect(labels).toEqual(["1. ", "2. "]);
  });

  test("are offered ten at a time, each button for its own campaign", () => {
    const campaigns = Array.from({ length: 14 }, (_, index) => label(index + 1, `A${index}`));
    const message = offer(campaigns, 30);

    expect(buttonsOf(message).map(({ press }) => press)).toEqual(
      campaigns
        .slice(0, 10)
        .map(({ id }) => ({ action: "perf.show", campaignId: id, period: "7d" })),
    );
    expect(read(message)).toContain("20 more campaigns: type more of the name.");
  });
});

describe("two campaigns side by side", () => {
  const a = summaryOf();
  const kindsOf = (message: SlackMessage): string[] => message.blocks.map(({ type }) => type);

  test("in one currency share a chart, whatever their names", () => {
    const message = compareView({ a, b: a }, now);
    const chart = message.blocks.find((block) => block.type === "data_visualization");

    expect(chart?.chart.series.map(({ name }) => name)).toEqual([
      "A Brand Search US",
      "B Brand Search US",
    ]);
  });

  test.for([
    ["in two currencies", { currency: "EUR" }, "No chart: USD and EUR do not fit one axis."],
    [
      "cut into other days",
      { period: { ...a.period, to: "2026-11-22", from: "2026-11-16" } },
      "No chart: the period is other days in each account's zone.",
    ],
    [
      "of which one has no conversion",
      { daily: [], current: measure([]) },
      "No chart: fewer than two days on which both have a CPA.",
    ],
  ] as const)("%s have no chart, and it is said why", ([, change, words]) => {
    const message = compareView({ a, b: { ...a, ...change } }, now);

    expect(kindsOf(message)).not.toContain("data_visualization");
    expect(read(message)).toContain(words);
  });
});

describe("a ranking", () => {
  test("says its direction: less first where less is better", () => {
    expect(directionWords("cpa")).toBe("lowest first");
    expect(directionWords("roas")).toBe("highest first");
    expect(directionWords("spend")).toBe("highest first");
  });

  test("keeps its metric when it switches the period", () => {
    const presses = buttonsOf(topView({ metric: "ctr", currencies: [currencyOf()] }, now));

    expect(presses.at(-1)?.press).toEqual({ action: "perf.top", metric: "ctr", period: "mtd" });
  });
});

describe("a modal", () => {
  test("remembers what it was opened for", () => {
    const target = targetModal({
      campaign: summaryOf().campaign,
      currency: "USD",
      target: undefined,
      period: "30d",
    });
    const upload = importModal({ upload: { id: "F1", file: "a.csv" }, channel: "C1" });

    expect(parseForm(target.callback_id ?? "", target.private_metadata)).toEqual({
      form: "target.save",
      campaignId: 7,
      period: "30d",
    });
    expect(parseForm(upload.callback_id ?? "", upload.private_metadata)).toEqual({
      form: "import.submit",
      uploadId: "F1",
      channel: "C1",
    });
    expect(JSON.stringify(upload.blocks)).not.toContain("file_input");
  });
});
