import type { AlertDigest, DigestNote } from "../../../domain/alerting/alert-notes.ts";
import type { AlertLine } from "../../../domain/alerting/alert.ts";
import { dateMrkdwn, mrkdwnName } from "../../mrkdwn.ts";
import { buttons } from "../buttons.ts";
import { counted, numberStyle } from "../format.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { alertState } from "./alert-state.ts";
import { alertTable, openSelect, worstFirst } from "./alert-table.ts";
import { readingWords } from "./reading-words.ts";
import { countByState, stakeWords } from "./stake-words.ts";

/** Many alerts of one channel in one message, redrawn as each of them changes. */
export function digestView(digest: AlertDigest, options: ViewOptions): SlackMessage {
  const alerts = worstFirst(digest.alerts);
  const open = alerts.filter(({ phase }) => phase === "firing");
  const sentence = summary(alerts, open, options);
  const label = open.length === 0 ? "🟢 All recovered or ended" : "🔴 Several alerts at once";
  return {
    text: `${label}: ${sentence.replaceAll("*", "")}`,
    blocks: [
      header(`${label}: ${counted(alerts.length, "alert")}`),
      paragraph(sentence),
      ...alertTable(alerts, { ...options, caption: "Alerts, the most daily spend first" }),
      ...notes([`Fired together ${dateMrkdwn(digest.at)}`]),
      ...actions(digest, alerts),
    ],
  };
}

function summary(
  alerts: readonly AlertLine[],
  open: readonly AlertLine[],
  { now, locale }: ViewOptions,
): string {
  const states = alerts
    .map((line) => alertState(line, now))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ label }) => label);
  const count = `*${counted(alerts.length, "alert")} fired together*${states.length === 0 ? "" : `: ${countByState(states)}`}.`;
  if (open.length === 0) return `${count} Nothing is open any more.`;
  return `${count} The open ones spend about ${stakeWords(open, locale)} a day.`;
}

function actions(digest: AlertDigest, alerts: readonly AlertLine[]): MessageBlock[] {
  const waiting = alerts.some(
    ({ phase, handling }) => phase === "firing" && handling.acknowledged === undefined,
  );
  const all = buttons(
    waiting
      ? [
          {
            label: "Acknowledge all",
            press: { action: "alert.acknowledgeAll", digestKey: digest.key },
            style: "primary",
            says: "Acknowledge all open alerts of this message",
          },
        ]
      : [],
  ).flatMap(({ elements }) => elements);
  const elements = [...all, ...openSelect(alerts)];
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

const NAMED = 10;

/** What has changed among the alerts of a digest, for its thread. Pings nobody. */
export function digestNoteView(note: DigestNote, { locale }: ViewOptions): SlackMessage {
  const { recovered, reminded } = note;
  const parts = [
    part("🟢 Recovered", recovered, locale),
    part("⏰ Still breaching", reminded, locale),
  ].filter((one) => one !== "");
  const counts = [
    recovered.length === 0 ? "" : `${counted(recovered.length, "alert")} recovered`,
    reminded.length === 0 ? "" : `${counted(reminded.length, "alert")} still breaching`,
  ].filter((one) => one !== "");
  const text = counts.length === 0 ? "Nothing has changed." : `${counts.join(", ")}.`;
  return { text, blocks: (parts.length === 0 ? [text] : parts).map(paragraph) };
}

function part(label: string, lines: readonly AlertLine[], locale: string | undefined): string {
  if (lines.length === 0) return "";
  const named = lines.slice(0, NAMED).map((line) => {
    const figures = readingWords(
      { rule: line.rule, reading: line.latest },
      numberStyle(line.currency, locale),
    );
    return `• ${mrkdwnName(line.campaign.name, 80)}: ${figures} (${mrkdwnName(line.ruleName, 60)})`;
  });
  const more = lines.length - named.length;
  return [
    `*${label}* (${lines.length})`,
    ...named,
    ...(more > 0 ? [`and ${counted(more, "more alert")}`] : []),
  ].join("\n");
}
