import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { validateBlocks, validateView } from "../../../../src/sandbox/block-kit/validate-blocks.ts";
import { approverModal } from "../../../../src/slack/views/budget/approver-modal.ts";
import { editModal } from "../../../../src/slack/views/budget/edit-modal.ts";
import { numbersView } from "../../../../src/slack/views/budget/numbers-view.ts";
import { proposalMessageView } from "../../../../src/slack/views/budget/proposal-message-view.ts";
import { recordView } from "../../../../src/slack/views/budget/record-view.ts";
import { rejectModal } from "../../../../src/slack/views/budget/reject-modal.ts";
import { shiftAnswerView } from "../../../../src/slack/views/budget/shift-answer-view.ts";
import { shiftSettingsModal } from "../../../../src/slack/views/budget/shift-settings-modal.ts";
import { shiftSettingsView } from "../../../../src/slack/views/budget/shift-settings-view.ts";
import { ladderOf } from "../../../../src/slack/views/degrade.ts";
import type { SlackMessage } from "../../../../src/slack/views/slack-message.ts";
import { draws } from "../../../support/draws.ts";
import { now } from "../arbitraries.ts";
import { actionsOf, figuresOf, markupOf, textOf } from "../parts.ts";
import { locks, note, nothing, proposal, weighed } from "./arbitraries.ts";
import { record, settings } from "./settings-arbitraries.ts";

const RUNS = draws(40);

/** What is mentioned by intent: whoever did something, who may approve, a channel. */
const MEANT = /<(?:!date\^|@(?:U0MAYA|W0ANA)>|!subteam\^S0BUYERS>|#C0ALERTS>)/g;

const locale = fc.constantFrom("en-US", "de-DE", "ar-EG", "hi-IN", "no such locale");
const options = fc.record({ locale, now });

const messages: Readonly<Record<string, fc.Arbitrary<SlackMessage>>> = {
  proposal: fc
    .tuple(proposal, options, fc.boolean())
    .map(([one, how, possiblyRepeated]) =>
      proposalMessageView({ kind: "proposal", proposal: one }, { ...how, possiblyRepeated }),
    ),
  note: fc
    .tuple(note, proposal, options)
    .map(([said, one, how]) =>
      proposalMessageView({ kind: "proposal-note", proposal: one, note: said }, how),
    ),
  numbers: fc.tuple(proposal, options).map(([one, how]) => numbersView(one, how)),
  "no shift": fc
    .tuple(nothing, options)
    .map(([one, how]) => shiftAnswerView({ kind: "nothing", nothing: one }, how)),
  answer: fc
    .tuple(fc.constantFrom("proposed" as const, "standing" as const), proposal, options)
    .map(([kind, one, how]) => shiftAnswerView({ kind, proposal: one }, how)),
  record: fc
    .tuple(fc.array(record, { maxLength: 20 }), locale)
    .map(([records, how]) => recordView(records, { locale: how })),
  settings: fc
    .tuple(settings, locks, locale)
    .map(([one, held, how]) => shiftSettingsView({ settings: one, locks: held }, { locale: how })),
};

describe.each(Object.entries(messages))("the %s message, whatever the data", (_, message) => {
  test("keeps Slack's limits on every rung, pings nobody by accident, loses no figure and no button", () => {
    fc.assert(
      fc.property(message, (built) => {
        const figures = figuresOf(built.blocks);
        for (const rung of ladderOf(built)) {
          expect(validateBlocks(rung.blocks, "message")).toEqual([]);
          expect(proseOf(rung).length).toBeLessThan(MOST_PROSE);
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

test("the modals keep their limits, whatever the plan, the edit and the settings", () => {
  fc.assert(
    fc.property(proposal, weighed, settings, (one, edit, set) => {
      const [approver] = set.approvers;
      const views = [
        editModal({ proposal: one, channel: "C0ALERTS" }),
        editModal({ proposal: one, weighed: edit }),
        editModal({ proposal: one, weighed: { fault: set.schedule } }),
        rejectModal({ proposal: one, channel: "C0ALERTS" }),
        shiftSettingsModal({ settings: set, channel: "C0ALERTS" }),
        approverModal(approver === undefined ? {} : { approver }),
      ];
      for (const view of views) {
        expect(validateView(view)).toEqual([]);
        const markup = markupOf({ text: "", blocks: view.blocks as SlackMessage["blocks"] });
        expect(markup.replaceAll(MEANT, "")).not.toContain("<");
      }
    }),
    RUNS,
  );
});

/** Slack names no number; messages of more have been refused. */
const MOST_PROSE = 12_000;

/** All text of a message but what tables and charts hold. */
function proseOf({ blocks }: SlackMessage): string {
  return textOf(blocks.filter(({ type }) => !type.startsWith("data_")));
}
