import { describe, expect, test } from "vitest";

import type {
  AlertNote,
  RuleLine,
  RulePreview,
} from "../../../../src/domain/alerting/alert-notes.ts";
import {
  accountAlertView,
  accountOverView,
} from "../../../../src/slack/views/alerts/account-alert-view.ts";
import { alertMessageView } from "../../../../src/slack/views/alerts/alert-message-view.ts";
import { alertNoteView } from "../../../../src/slack/views/alerts/alert-note-view.ts";
import { alertView } from "../../../../src/slack/views/alerts/alert-view.ts";
import { alertsView } from "../../../../src/slack/views/alerts/alerts-view.ts";
import { channelLostView } from "../../../../src/slack/views/alerts/channel-lost-view.ts";
import { channelModal } from "../../../../src/slack/views/alerts/channel-modal.ts";
import { digestNoteView, digestView } from "../../../../src/slack/views/alerts/digest-view.ts";
import { morningView } from "../../../../src/slack/views/alerts/morning-view.ts";
import { quietView } from "../../../../src/slack/views/alerts/quiet-view.ts";
import { NEW_RULE } from "../../../../src/slack/views/alerts/rule-draft.ts";
import { ruleModal } from "../../../../src/slack/views/alerts/rule-modal.ts";
import { rulesView } from "../../../../src/slack/views/alerts/rules-view.ts";
import { seeWhyView } from "../../../../src/slack/views/alerts/see-why-view.ts";
import { written } from "../golden.ts";
import { currencyOf, lineOf, NOW, period, ZONE } from "../samples.ts";
import { quietRules } from "./quiet-samples.ts";
import {
  accountAlertOf,
  alertLineOf,
  alertOf,
  DAY,
  HOUR,
  readingOf,
  RULE,
  UNTOUCHED,
} from "./samples.ts";

const now = { now: NOW };
const acknowledged = { by: "slack:U0MAYA", at: NOW - 2 * HOUR };

const lines = [
  alertLineOf(0),
  alertLineOf(1, { handling: { ...UNTOUCHED, acknowledged } }),
  alertLineOf(2, { currency: "EUR" }),
  alertLineOf(3, { phase: "resolved", over: { at: NOW, how: "recovered" } }),
];

function note(one: AlertNote) {
  return alertNoteView(one, alertOf(), now);
}

const preview: RulePreview = {
  from: "2026-10-24",
  to: "2026-11-22",
  evaluations: 30,
  notifications: 7,
  fired: [0, 1, 2, 0].map((index, nth) => ({
    at: NOW - (20 - nth * 5) * DAY,
    campaign: lineOf(index).campaign.name,
    currency: "USD",
    value: index === 2 ? undefined : 88.1 + nth,
  })),
};

const ruleLine: RuleLine = {
  ruleId: 5,
  rule: RULE,
  zone: ZONE,
  muted: undefined,
  nextTick: NOW + 20 * HOUR,
  open: 2,
  channelTrouble: undefined,
};

const views = {
  alert: alertView(alertOf(), now),
  "alert-acknowledged": alertView(alertOf({ handling: { ...UNTOUCHED, acknowledged } }), now),
  "alert-snoozed": alertView(
    alertOf({
      handling: {
        ...UNTOUCHED,
        snoozed: { by: "cli:maria", at: NOW - HOUR, until: NOW + DAY },
      },
    }),
    now,
  ),
  "alert-recovered": alertView(
    alertOf({
      phase: "resolved",
      over: { at: NOW, how: "recovered" },
      latest: readingOf({ totals: { ...readingOf().totals, conversions: 18 }, chance: undefined }),
    }),
    now,
  ),
  "alert-no-conversion": alertView(
    alertOf({
      latest: readingOf({ totals: { ...readingOf().totals, conversions: 0 }, chance: 0.0004 }),
      rule: { ...RULE, mention: [] },
      why: undefined,
      movers: [],
      flapping: true,
    }),
    now,
  ),
  "account-tracking": accountAlertView(accountAlertOf(), now),
  "account-stale": accountAlertView(
    accountAlertOf({
      trouble: "stale_data",
      day: "2026-11-18",
      handling: { ...UNTOUCHED, acknowledged },
    }),
    now,
  ),
  "account-source-fails": accountAlertView(
    accountAlertOf({
      trouble: "stale_data",
      day: "2026-11-18",
      source: {
        name: "Google",
        fault: {
          message: "Google Ads does not accept the refresh token any more.",
          next: "Make a new one, and add the source anew.",
        },
      },
    }),
    now,
  ),
  "account-gap": accountAlertView(
    accountAlertOf({
      trouble: "tracking_gap",
      day: "2026-11-19",
      gap: {
        range: { from: "2026-11-13", to: "2026-11-19" },
        platform: 420,
        firstParty: 290,
        share: 130 / 420,
      },
    }),
    now,
  ),
  "account-over": accountOverView(accountAlertOf({ phase: "resolved", resolvedAt: NOW })),
  "note-reminder": note({ kind: "reminder", reading: readingOf(), firedAt: NOW - 3 * DAY }),
  "note-recovered": note({ kind: "recovered", reading: readingOf({ limit: 90 }) }),
  "note-ended": note({ kind: "ended" }),
  "note-flapping": note({ kind: "flapping", reading: readingOf() }),
  "note-acknowledged": note({ kind: "acknowledged", by: "slack:U0MAYA" }),
  "note-snoozed": note({ kind: "snoozed", by: "cli:maria", until: NOW + DAY }),
  digest: digestView({ key: "k1", at: NOW, alerts: lines }, now),
  "digest-note": digestNoteView(
    { recovered: [alertLineOf(3)], reminded: [alertLineOf(2), alertLineOf(1)] },
    now,
  ),
  morning: morningView(
    {
      day: "2026-11-22",
      zone: ZONE,
      open: lines.slice(0, 2),
      accounts: [accountAlertOf()],
      yesterday: [currencyOf({ period: period("yesterday") })],
    },
    now,
  ),
  "morning-all-clear": morningView(
    { day: "2026-11-22", zone: ZONE, open: [], accounts: [], yesterday: [] },
    now,
  ),
  alerts: alertsView(lines, [accountAlertOf()], now),
  "alerts-none": alertsView([], [], now),
  "channel-lost": channelLostView({
    channel: "C0ALERTS",
    reason: "is_archived",
    rules: ["CPA over target", "ROAS under 2"],
  }),
  rules: rulesView(
    [
      ruleLine,
      {
        ...ruleLine,
        ruleId: 6,
        rule: { ...RULE, name: "ROAS under 2", severity: "info", channel: "C0ALERTS" },
        muted: { by: "slack:U0LEO", at: NOW - HOUR, until: undefined },
        open: 0,
        channelTrouble: "it is archived",
      },
    ],
    now,
  ),
  "rules-page": rulesView(
    Array.from({ length: 30 }, (_, index) => ({ ...ruleLine, ruleId: index + 1 })).slice(0, 20),
    { ...now, offset: 8 },
  ),
  "rules-none": rulesView([], now),
  "rule-modal-new": ruleModal({ channel: "C0ALERTS", zone: ZONE }),
  "rule-modal-edit": ruleModal({ ruleId: 5, rule: RULE, preview, zone: ZONE }),
  "rule-modal-faulty": ruleModal({
    draft: {
      ...NEW_RULE,
      metric: "ctr",
      when: "overPace",
      scope: "campaigns",
      schedule: "custom",
    },
    faults: [
      { field: "when", message: "Only spend is held against a budget. Set the metric to spend." },
    ],
    preview: { fault: "the rule is not complete yet." },
  }),
  quiet: quietView(
    {
      campaign: lineOf(0).campaign,
      currency: "USD",
      zone: ZONE,
      lastDay: "2026-11-21",
      rules: quietRules,
      elsewhere: ["Spend on pace, Meta"],
    },
    now,
  ),
  "quiet-no-rule": quietView(
    {
      campaign: lineOf(0).campaign,
      currency: "USD",
      zone: ZONE,
      lastDay: undefined,
      rules: [],
      elsewhere: [],
    },
    now,
  ),
  "see-why": seeWhyView(alertOf(), now),
  "channel-modal": channelModal({
    channel: "C0ALERTS",
    settings: { broadcast: false, morningAt: "08:30", timeZone: undefined },
  }),
  repeated: alertMessageView(
    { kind: "account", alert: accountAlertOf() },
    { ...now, possiblyRepeated: true },
  ),
};

describe("what people read of alerts", () => {
  test.for(Object.entries(views))("%s", async ([name, view]) => {
    await expect(written(view)).toMatchFileSnapshot(`golden/${name}.json`);
  });
});
