import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { METRICS } from "../../../src/domain/kpi.ts";
import { validateBlocks, validateView } from "../../../src/sandbox/block-kit/validate-blocks.ts";
import { choicesView } from "../../../src/slack/views/choices-view.ts";
import { compareView } from "../../../src/slack/views/compare-view.ts";
import { ladderOf } from "../../../src/slack/views/degrade.ts";
import { errorView } from "../../../src/slack/views/error-view.ts";
import { helpView } from "../../../src/slack/views/help-view.ts";
import { homeView } from "../../../src/slack/views/home-view.ts";
import { importModal } from "../../../src/slack/views/import-modal.ts";
import { importPreviewView } from "../../../src/slack/views/import-preview-view.ts";
import { importProgressView } from "../../../src/slack/views/import-progress-view.ts";
import { importReportView } from "../../../src/slack/views/import-report-view.ts";
import { notFoundView } from "../../../src/slack/views/not-found-view.ts";
import { overviewView } from "../../../src/slack/views/overview-view.ts";
import { settingsModal } from "../../../src/slack/views/settings-modal.ts";
import { settingsView } from "../../../src/slack/views/settings-view.ts";
import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";
import { summaryView } from "../../../src/slack/views/summary-view.ts";
import { targetModal } from "../../../src/slack/views/target-modal.ts";
import { topView } from "../../../src/slack/views/top-view.ts";
import { draws } from "../../support/draws.ts";
import { campaignSummary, currencySummary, hostileName, loadReport, now } from "./arbitraries.ts";
import { actionsOf, figuresOf, markupOf, textOf } from "./parts.ts";
import { sourceStatus } from "./source-arbitraries.ts";

const RUNS = draws(50);

const currencies = fc.array(currencySummary, { maxLength: 7 });
const locale = fc.constantFrom("en-US", "de-DE", "ar-EG", "hi-IN", "no such locale");
const options = fc.record({ locale, now });

const messages: Readonly<Record<string, fc.Arbitrary<SlackMessage>>> = {
  summary: fc.tuple(campaignSummary, options).map(([one, how]) => summaryView(one, how)),
  overview: fc.tuple(currencies, options).map(([all, how]) => overviewView(all, how)),
  top: fc
    .tuple(fc.constantFrom(...METRICS), currencies, options)
    .map(([metric, all, how]) => topView({ metric, currencies: all }, how)),
  compare: fc
    .tuple(campaignSummary, campaignSummary, fc.boolean(), options)
    .map(([a, b, same, how]) =>
      compareView({ a, b: same ? { ...b, period: a.period, daily: a.daily } : b }, how),
    ),
  choices: fc
    .record({
      query: hostileName,
      kind: fc.constantFrom("several" as const, "similar" as const),
      campaigns: fc.array(campaignSummary, { minLength: 1, maxLength: 14 }),
      more: fc.nat(50),
    })
    .map(({ query, kind, campaigns, more }) =>
      choicesView({
        query,
        kind,
        total: campaigns.length + more,
        choices: campaigns.map(({ campaign }) => ({
          campaign,
          externalId: query,
          press: { action: "perf.show", campaignId: campaign.id, period: "7d" },
        })),
      }),
    ),
  "not found": hostileName.map((query) => notFoundView({ query, period: "7d" })),
  help: hostileName.map((unknown) => helpView({ unknown })),
  error: fc
    .tuple(hostileName, hostileName)
    .map(([message, logId]) => errorView({ message, next: "Try again.", logId })),
  preview: fc
    .tuple(loadReport, locale)
    .map(([report, how]) => importPreviewView(report, { uploadId: "F1", locale: how })),
  progress: fc
    .record({ file: hostileName, rows: fc.nat(), bytesRead: fc.nat(), bytes: fc.nat() })
    .map(importProgressView),
  report: fc
    .tuple(loadReport, locale)
    .map(([report, how]) => importReportView(report, { locale: how })),
  settings: fc
    .tuple(
      fc.array(currencySummary, { maxLength: 20 }),
      fc.constantFrom(1, 12),
      fc.array(sourceStatus, { maxLength: 9 }),
      fc.array(hostileName, { maxLength: 5 }),
    )
    .map(([all, times, sources, names]) =>
      settingsView({
        sources,
        canAddSource: true,
        anybodyApproves: true,
        zone: "Europe/Berlin",
        zoneChosen: false,
        unplaced: {
          orphans: 100,
          refs: names.map((ref) => ({ ref, conversions: 1 })),
          foreign: names.map((account) => ({
            account,
            accountCurrency: "USD",
            currency: "EUR",
            conversions: 3,
          })),
        },
        strange: {
          lookedAt: 1_000,
          calls: 100,
          reasons: names.map((reason) => ({ reason, calls: 20 })),
        },
        accounts: Array.from({ length: times }, () => all)
          .flat()
          .flatMap(({ accounts, currency }) =>
            accounts.map((one) => ({ ...one, currency, lastDay: one.freshness.lastDay })),
          ),
      }),
    ),
};

describe.each(Object.entries(messages))("the %s message, whatever the data", (_, message) => {
  test("keeps Slack's limits on every rung of the ladder", () => {
    fc.assert(
      fc.property(message, (built) => {
        for (const rung of ladderOf(built)) {
          expect(validateBlocks(rung.blocks, "message")).toEqual([]);
          expect(rung.text).not.toBe("");
          expect(rung.text.length).toBeLessThan(4000);
        }
      }),
      RUNS,
    );
  });

  test("pings nobody", () => {
    fc.assert(
      fc.property(message, (built) => {
        for (const rung of ladderOf(built)) {
          expect(markupOf(rung)).not.toMatch(/<(?!!date\^)/);
        }
      }),
      RUNS,
    );
  });

  test("has the same buttons on every rung, and the figures of its tables and charts", () => {
    fc.assert(
      fc.property(message, (built) => {
        const [, table, text] = ladderOf(built);
        const figures = figuresOf(built.blocks);
        for (const rung of [table, text]) {
          expect(actionsOf(rung)).toEqual(actionsOf(built));
          const all = textOf(rung.blocks);
          expect(figures.filter((figure) => !all.includes(figure))).toEqual([]);
        }
        expect(JSON.stringify(text.blocks)).not.toMatch(/"type":"(data_|table)/);
      }),
      RUNS,
    );
  });
});

describe("the views that are no message, whatever the data", () => {
  test("the Home tab keeps its limits", () => {
    fc.assert(
      fc.property(currencies, options, (all, how) => {
        expect(validateView(homeView(all, how))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("the modals keep theirs", () => {
    fc.assert(
      fc.property(campaignSummary, hostileName, (summary, text) => {
        const { campaign, currency, target } = summary;
        const views = [
          targetModal({ campaign, currency, target, period: "7d", channel: "C1" }),
          importModal({ account: text, currency: text, zone: text, period: text }),
          importModal({ upload: { id: "F1", file: text }, platform: "meta_ads", channel: "C1" }),
          settingsModal({ zone: text }),
        ];
        for (const view of views) {
          expect(validateView(view)).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});
