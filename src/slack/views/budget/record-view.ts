import { SCORECARD_VERDICTS } from "../../../domain/budget/scorecard/scorecard.ts";
import type { TrackRecord } from "../../../domain/budget/scorecard/track-record.ts";
import { escapeMrkdwn } from "../../mrkdwn.ts";
import { buttons } from "../buttons.ts";
import {
  counted,
  formatCount,
  formatDistance,
  formatPercent,
  type NumberStyle,
  numberStyle,
} from "../format.ts";
import type { SlackMessage } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { gainWords, probabilityWords, signedPercent } from "./gain-words.ts";
import { VERDICT_WORDS } from "./scorecard-words.ts";

/** Fewer say nothing of how much promises are worth. */
const FEW = 5;
const SHOWN = 12;

/** What approved shifts promised beside what came of them. */
export function recordView(
  records: readonly TrackRecord[],
  { locale }: { readonly locale?: string } = {},
): SlackMessage {
  const told = records.filter(({ shifts }) => shifts > 0).slice(0, SHOWN);
  const lines = told.map((record) => recordWords(record, numberStyle(record.currency, locale)));
  const lead = lines.length === 0 ? NONE : (lines[0] ?? NONE);
  return {
    text: `Budget shifts so far: ${lead.replaceAll("*", "").replaceAll("\n", " ")}`,
    blocks: [
      header("Budget shifts: the track record"),
      ...(lines.length === 0 ? [NONE] : lines).map(paragraph),
      ...notes([lines.length === 0 ? undefined : METHOD]),
      ...buttons([
        { label: "See a shift", press: { action: "shift.ask" } },
        { label: "Shift settings", press: { action: "shift.settings" } },
      ]),
    ],
  };
}

const NONE =
  "No shift has been carried out yet, so there is nothing to measure. The first figures come 7 days after one.";

const METHOD =
  "Measured on settled days against what the old budgets would have brought, with the campaigns that were left alone as control. One shift alone is mostly noise; the sum says more.";

function recordWords(record: TrackRecord, style: NumberStyle): string {
  const { shifts, measured, goal } = record;
  const lead = `*${counted(shifts, "shift")} for more ${goal}* (${escapeMrkdwn(record.currency)})`;
  if (measured === 0) {
    return `${lead}, none of which can be measured yet: the first figures come 7 days after a shift.`;
  }
  return [
    `${lead}, ${measured === shifts ? "all" : formatCount(measured, style.locale)} measured: ${gains(record, style)}.`,
    `Said to gain with ${probabilityWords(record.statedProbability, style.locale)} probability on average; ${formatPercent(record.cameTrue, style.locale, 0)} of them did.`,
    `Verdicts: ${verdictCounts(record)}.`,
    `What is promised now: ${formatPercent(record.haircut, style.locale, 0)} of the model's mean, its range widened ${formatCount(Number(record.widened.toFixed(2)), style.locale)} times.`,
    ...(measured < FEW ? [`Too few to judge by: ${counted(measured, "shift")} can be luck.`] : []),
  ].join("\n");
}

/** `promised +4.1%, measured +3.2% ± 2.4%, four times in five`; in figures where there is nothing to be a percentage of. */
function gains(record: TrackRecord, style: NumberStyle): string {
  const { promisedGain, measuredGain, low, high, valueNow, goal } = record;
  const spread = (high - low) / 2;
  if (valueNow > 0) {
    const share = (gain: number) => signedPercent(gain / valueNow, style.locale);
    return `promised ${share(promisedGain)}, measured ${share(measuredGain)} ± ${formatDistance(spread / valueNow, style.locale)}, four times in five`;
  }
  const words = (gain: number) => gainWords(gain, { goal, style });
  return `promised ${words(promisedGain)} a day, measured ${words(measuredGain)} (${words(low)} … ${words(high)}), four times in five`;
}

function verdictCounts({ verdicts }: TrackRecord): string {
  return SCORECARD_VERDICTS.map((verdict) => `${verdicts[verdict]} ${VERDICT_WORDS[verdict]}`).join(
    ", ",
  );
}
