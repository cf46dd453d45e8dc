import { describe, expect, test } from "vitest";

import type { AlertNote } from "../../../../src/domain/alerting/alert-notes.ts";
import {
  accountAlertView,
  accountOverView,
} from "../../../../src/slack/views/alerts/account-alert-view.ts";
import { alertMessageView } from "../../../../src/slack/views/alerts/alert-message-view.ts";
import { alertNoteView } from "../../../../src/slack/views/alerts/alert-note-view.ts";
import { alertView } from "../../../../src/slack/views/alerts/alert-view.ts";
import { alertsView } from "../../../../src/slack/views/alerts/alerts-view.ts";
import { channelLostView } from "../../../../src/slack/views/alerts/channel-lost-view.ts";
import { digestNoteView, digestView } from "../../../../src/slack/views/alerts/digest-view.ts";
import { morningView } from "../../../../src/slack/views/alerts/morning-view.ts";
import { written } from "../golden.ts";
import { currencyOf, NOW, period, ZONE } from "../samples.ts";
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
