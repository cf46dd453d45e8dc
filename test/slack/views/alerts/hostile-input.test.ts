import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AlertMessage } from "../../../../src/domain/alerting/alert-notes.ts";
import { validateBlocks, validateView } from "../../../../src/sandbox/block-kit/validate-blocks.ts";
import { alertMessageView } from "../../../../src/slack/views/alerts/alert-message-view.ts";
import { alertsView } from "../../../../src/slack/views/alerts/alerts-view.ts";
import { channelModal } from "../../../../src/slack/views/alerts/channel-modal.ts";
import { quietView } from "../../../../src/slack/views/alerts/quiet-view.ts";
import { NEW_RULE } from "../../../../src/slack/views/alerts/rule-draft.ts";
import { ruleModal } from "../../../../src/slack/views/alerts/rule-modal.ts";
import { rulesView } from "../../../../src/slack/views/alerts/rules-view.ts";
import { seeWhyView } from "../../../../src/slack/views/alerts/see-why-view.ts";
import { ladderOf } from "../../../../src/slack/views/degrade.ts";
import type { SlackMessage } from "../../../../src/slack/views/slack-message.ts";
import { draws } from "../../../support/draws.ts";
import { currencySummary, day, hostileName, zone } from "../arbitraries.ts";
import { actionsOf, figuresOf, markupOf, textOf } from "../parts.ts";
import { accountAlert, alert, alertLines, note, options, quietReasons } from "./arbitraries.ts";
import { instant, preview, rule, ruleLines } from "./rule-arbitraries.ts";

const RUNS = draws(40);

/** What the samples mention by intent: a person or a group of a rule, who did something, a channel. */
const MEANT = /<(?:!date\^|@(?:U0MAYA|W0ANA)>|!subteam\^S0BUYERS>|#C0ALERTS>)/g;

const messages: Readonly<Record<string, fc.Arbitrary<SlackMessage>>> = {
  alert: message(alert.map((one) => ({ kind: "alert", alert: one }))),
  account: message(accountAlert.map((one) => ({ kind: "account", alert: one }))),
  "account over": message(accountAlert.map((one) => ({ kind: "account-over", alert: one }))),
  note: message(fc.record({ kind: fc.constant("note"), note, alert })),
  digest: message(
    fc.record({ key: fc.constant("k"), at: instant, alerts: alertLines }).map((digest) => ({
      kind: "digest",
      digest,
    })),
  ),
  "digest note": message(
    fc.record({ recovered: alertLines, reminded: alertLines }).map((changed) => ({
      kind: "digest-note",
      note: changed,
    })),
  ),
  morning: message(
    fc
      .record({
        day,
        zone,
        open: alertLines,
        accounts: fc.array(accountAlert, { maxLength: 14 }),
        yesterday: fc.array(currencySummary, { maxLength: 5 }),
      })
      .map((morning) => ({ kind: "morning", morning })),
  ),
  "lost channel": message(
    fc.record({
      kind: fc.constant("channel-lost"),
      channel: fc.oneof(fc.constant("C0ALERTS"), hostileName),
      reason: fc.oneof(fc.constantFrom("is_archived", "not_in_channel"), hostileName),
      rules: fc.array(hostileName, { maxLength: 30 }),
    }),
  ),
  alerts: fc
    .tuple(alertLines, fc.array(accountAlert, { maxLength: 14 }), options)
    .map(([lines, accounts, how]) => alertsView(lines, accounts, how)),
  quiet: fc.tuple(quietReasons, options).map(([reasons, how]) => quietView(reasons, how)),
  "see why": fc.tuple(alert, options).map(([one, how]) => seeWhyView(one, how)),
  rules: fc
    .tuple(ruleLines, options, fc.nat(600))
    .map(([lines, how, offset]) => rulesView(lines, { ...how, offset })),
};

function message(one: fc.Arbitrary<AlertMessage>): fc.Arbitrary<SlackMessage> {
  return fc
    .tuple(one, options, fc.boolean())
    .map(([said, how, possiblyRepeated]) => alertMessageView(said, { ...how, possiblyRepeated }));
}

test("the modals keep their limits, whatever the rule, the preview and the draft", () => {
  fc.assert(
    fc.property(
      rule,
      preview,
      fc.array(fc.record({ field: hostileName, message: hostileName }), { maxLength: 20 }),
      (one, seen, faults) => {
        const texts = Object.fromEntries(
          Object.keys(NEW_RULE).map((key) => [key, key === "people" ? one.mention : one.name]),
        );
        const views = [
          ruleModal({ ruleId: Number.MAX_SAFE_INTEGER, rule: one, preview: seen, faults }),
          ruleModal({ draft: { ...NEW_RULE, ...texts }, channel: "C0ALERTS", preview: "working" }),
          channelModal({
            channel: "C0ALERTS",
            settings: { broadcast: true, morningAt: one.name, timeZone: one.name },
          }),
        ];
        for (const view of views) {
          expect(validateView(view)).toEqual([]);
          const markup = markupOf({ text: "", blocks: view.blocks as SlackMessage["blocks"] });
          expect(markup.replaceAll(MEANT, "")).not.toContain("<");
        }
      },
    ),
    RUNS,
  );
});

describe.each(Object.entries(messages))("the %s message, whatever the data", (_, message) => {
  test("keeps Slack's limits on every rung, pings nobody by accident, loses no figure and no button", () => {
    fc.assert(
      fc.property(message, (built) => {
        const figures = figuresOf(built.blocks);
        expect(proseOf(built).length).toBeLessThan(MOST_PROSE);
        for (const rung of ladderOf(built)) {
          expect(validateBlocks(rung.blocks, "message")).toEqual([]);
          expect(rung.text).not.toBe("");
          expect(rung.text.length).toBeLessThan(4000);
          expect(markupOf(rung).replaceAll(MEANT, "")).not.toContain("<");
          expect(actionsOf(rung)).toEqual(actionsOf(built));
          if (rung === built) continue;
          const all = textOf(rung.blocks);
          expect(figures.filter((figure) => !all.includes(figure))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});

/** Slack names no number; messages of more have been refused. */
const MOST_PROSE = 12_000;

/** All text of a message but what tables and charts hold. */
function proseOf({ blocks }: SlackMessage): string {
  return textOf(blocks.filter(({ type }) => !type.startsWith("data_")));
}
