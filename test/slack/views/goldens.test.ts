import { describe, expect, test } from "vitest";

import type { SourceStatus } from "../../../src/domain/source/source-status.ts";
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
import { sourceLoadView } from "../../../src/slack/views/source-load-view.ts";
import { sqlSourceModal } from "../../../src/slack/views/sql-source-modal.ts";
import { summaryView } from "../../../src/slack/views/summary-view.ts";
import { targetModal } from "../../../src/slack/views/target-modal.ts";
import { topView } from "../../../src/slack/views/top-view.ts";
import { written } from "./golden.ts";
import { currencyOf, NOW, period, reportOf, summaryOf, ZONE } from "./samples.ts";

const now = { now: NOW };
const a = summaryOf("30d");
const b = summaryOf("30d", {
  scale: 0.5,
  campaign: { ...a.campaign, id: 8, name: "Brand Search UK" },
});
const faults = [
  {
    line: 14,
    column: "Cost",
    message: "“n/a” is no amount. Put a number there, or delete the row.",
  },
  { line: 20, column: null, message: "The row has 9 cells, the header 12." },
];

const SOURCE: SourceStatus = {
  sourceId: 1,
  kind: "google_ads",
  name: "Google",
  state: "ok",
  schedule: "20 */3 * * *",
  timeZone: undefined,
  accounts: [
    {
      accountId: 1,
      name: "Main",
      platform: "google_ads",
      currency: "USD",
      externalId: "123",
      writes: false,
    },
  ],
  lastLoad: {
    at: Date.UTC(2026, 10, 24, 9, 20),
    rows: 3412,
    revised: 12,
    days: { from: "2026-10-27", to: "2026-11-24" },
  },
  nextAt: Date.UTC(2026, 10, 24, 12, 20),
  progress: undefined,
  fault: undefined,
};

const SOURCES: readonly SourceStatus[] = [
  SOURCE,
  {
    ...SOURCE,
    sourceId: 2,
    kind: "meta_ads",
    name: "Meta",
    state: "failing",
    fault: {
      message: "Meta does not accept the access token any more.",
      next: "Make a new system user token, and add the source anew.",
      at: Date.UTC(2026, 10, 24, 9),
      failures: 3,
    },
  },
  {
    ...SOURCE,
    sourceId: 3,
    kind: "sql",
    name: "Warehouse",
    state: "loading",
    progress: { days: "2026-10-01 to 2026-10-31", rows: 45_000 },
  },
];

const views = {
  summary: summaryView(summaryOf(), now),
  "summary-text": ladderOf(summaryView(summaryOf(), now))[2],
  overview: overviewView([currencyOf(), currencyOf({ currency: "EUR" })], now),
  "overview-empty": overviewView([], now),
  top: topView({ metric: "cpa", currencies: [currencyOf()] }, now),
  compare: compareView({ a, b }, now),
  choices: choicesView({
    query: "brand search",
    kind: "several",
    total: 2,
    choices: [a, b].map(({ campaign }) => ({
      campaign,
      press: { action: "perf.show", campaignId: campaign.id, period: "7d" },
    })),
  }),
  "not-found": notFoundView({ query: "brnad", period: "7d" }),
  help: helpView(),
  error: errorView({
    message: "The numbers could not be read.",
    next: "Try again in a minute.",
    logId: "k3x9",
  }),
  "import-preview": importPreviewView(
    reportOf({
      outcome: "preview",
      errors: faults,
      rows: { read: 1203, accepted: 1201, rejected: 2 },
    }),
    { uploadId: "F1" },
  ),
  "import-progress": importProgressView({
    file: "big.csv",
    rows: 420_000,
    bytesRead: 42,
    bytes: 100,
  }),
  "import-report": importReportView(reportOf()),
  "import-modal": importModal({ channel: "C1", zone: ZONE }),
  "target-modal": targetModal({
    campaign: a.campaign,
    currency: "USD",
    target: a.target,
    period: "7d",
  }),
  settings: settingsView({
    zone: ZONE,
    zoneChosen: false,
    accounts: [
      { name: "Main", platform: "google_ads", currency: "USD", zone: ZONE, lastDay: "2026-11-21" },
    ],
    sources: SOURCES,
    anybodyApproves: true,
    canAddSource: true,
  }),
  "sql-source-modal": sqlSourceModal({ channel: "C1" }),
  "source-loaded": sourceLoadView({
    name: "Google",
    end: {
      kind: "loaded",
      rows: 3412,
      revised: 12,
      days: { from: "2026-10-27", to: "2026-11-24" },
    },
  }),
  "source-failed": sourceLoadView({
    name: "Google",
    end: {
      kind: "failed",
      message: "Google Ads does not accept the refresh token any more.",
      next: "Make a new one, and add the source anew.",
    },
  }),
  "settings-orphans": settingsView({
    zone: ZONE,
    zoneChosen: true,
    accounts: [],
    sources: [],
    anybodyApproves: true,
    canAddSource: false,
    unplaced: {
      orphans: 41,
      refs: [
        { ref: "{campaignid}", conversions: 30 },
        { ref: undefined, conversions: 8 },
      ],
      foreign: [{ account: "Main", accountCurrency: "USD", currency: "EUR", conversions: 2 }],
    },
    strange: {
      lookedAt: 1_000,
      calls: 12,
      reasons: [
        { reason: 'The status "odd" is not known: send lead, sale or rejected.', calls: 12 },
      ],
    },
  }),
  "campaign-first-party": summaryView(
    summaryOf("7d", { firstParty: { conversions: 31, valueMicros: 930_000_000n, uncounted: 2 } }),
    { now: NOW },
  ),
  "settings-modal": settingsModal({ zone: ZONE }),
  home: homeView([currencyOf({ period: period("7d") })], now),
};

describe("what people read", () => {
  test.for(Object.entries(views))("%s", async ([name, view]) => {
    await expect(written(view)).toMatchFileSnapshot(`golden/${name}.json`);
  });
});
