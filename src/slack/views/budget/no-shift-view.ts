import { silenceSentence } from "../../../domain/budget/plan/silence-sentence.ts";
import type { Silence, TestShift } from "../../../domain/budget/plan/suggestion.ts";
import type { NoShift } from "../../../domain/budget/proposal/proposal-notes.ts";
import { escapeMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { type ButtonInput, buttons } from "../buttons.ts";
import { formatBudget, formatPercent, type NumberStyle, numberStyle } from "../format.ts";
import { freshnessWords, unitWords } from "../provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { withheldLines } from "./withheld-words.ts";

/** Why no shift is proposed, what was left alone, and what can be done about it. */
export function noShiftView(nothing: NoShift, { now, locale }: ViewOptions): SlackMessage {
  const { silence, asOf, currency, zone, freshness } = nothing;
  const style = numberStyle(currency, locale);
  const sentence = escapeMrkdwn(plainName(silenceSentence(silence, currency), 900));
  return {
    text: `No budget shift: ${sentence}`,
    blocks: [
      header("No budget shift now"),
      paragraph(sentence),
      ...testBlocks(silence, style),
      ...withheldBlocks(nothing),
      ...notes([
        freshnessWords({ range: { from: asOf, to: asOf }, zone, freshness, now }),
        unitWords(currency, zone),
      ]),
      ...buttons([...actionOf(silence), ...MORE]),
    ],
  };
}

function testBlocks(silence: Silence, style: NumberStyle): MessageBlock[] {
  const test = testOf(silence);
  if (test === undefined) return [];
  const moves = test.moves.slice(0, 4).map(({ from, to, amount }) => {
    const money = `${formatBudget(amount, style)} a day`;
    const name = (id: string | null) => (id === null ? "elsewhere" : mrkdwnName(id, 60));
    return `• ${name(from)} → ${name(to)}, ${money}`;
  });
  return [
    paragraph(
      [
        `*A test shift would tell.* Its purpose is to learn; it is small (${formatPercent(test.share, style.locale, 0)} of each budget) and reversible:`,
        ...moves,
      ].join("\n"),
    ),
  ];
}

function withheldBlocks({ withheld }: NoShift): MessageBlock[] {
  const lines = withheldLines(withheld);
  return lines.length === 0
    ? []
    : [paragraph(["*Left alone*", ...lines].join("\n").slice(0, 3_000))];
}

const MORE: readonly ButtonInput[] = [
  { label: "Track record", press: { action: "shift.record" } },
  { label: "Shift settings", press: { action: "shift.settings" } },
];

/** What helps against this reason, where a press can do it. */
function actionOf(silence: Silence): ButtonInput[] {
  if (testOf(silence) !== undefined) {
    return [
      {
        label: "Propose a test shift",
        press: { action: "shift.test" },
        style: "primary",
        says: "Propose a test shift in this channel",
      },
    ];
  }
  if (silence.kind === "data-unsettled") {
    return [{ label: "Import a file", press: { action: "import.open" }, style: "primary" }];
  }
  return [];
}

function testOf(silence: Silence): TestShift | undefined {
  return silence.kind === "too-little-information" ? silence.testShift : undefined;
}
