import type { AlertNote } from "../../../domain/alerting/alert-notes.ts";
import type { Alert, Reading } from "../../../domain/alerting/alert.ts";
import { FLAP_CHANGES, FLAP_EVALUATIONS } from "../../../domain/alerting/episode.ts";
import { dateMrkdwn, mrkdwnName } from "../../mrkdwn.ts";
import { mentionWords, unpingedActor } from "../actor-words.ts";
import { numberStyle } from "../format.ts";
import { unitWords } from "../provenance.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { notes, paragraph } from "../text-objects.ts";
import { alertState } from "./alert-state.ts";
import { readingWords } from "./reading-words.ts";
import { rangeDays } from "./window-words.ts";

/**
 * A reply in an alert's thread. Whoever acknowledged or snoozed it is not named here, as the name of a Slack user would
 * ping him; it stands in the alert's own message, which is edited.
 */
export function alertNoteView(note: AlertNote, alert: Alert, options: ViewOptions): SlackMessage {
  const name = mrkdwnName(alert.campaign.name, 100);
  const { label, rest } = words(note, alert, options);
  const mentions = pinged(note, alert, options.now);
  const reading = "reading" in note ? note.reading : undefined;
  return {
    text: `${label}: ${name}, ${rest}${mentions === "" ? "" : ` ${mentions}`}`,
    blocks: [
      paragraph(`*${label}*: ${name}, ${rest}${mentions === "" ? "" : `\n${mentions}`}`),
      ...(reading === undefined ? [] : notes([origin(reading, alert)])),
    ],
  };
}

function words(
  note: AlertNote,
  alert: Alert,
  { locale }: ViewOptions,
): { readonly label: string; readonly rest: string } {
  const read = (reading: Reading): string =>
    readingWords({ rule: alert.rule, reading }, numberStyle(alert.currency, locale));
  switch (note.kind) {
    case "reminder":
      return {
        label: "⏰ Still breaching",
        rest: `${read(note.reading)}. It fired ${dateMrkdwn(note.firedAt)}.`,
      };
    case "recovered":
      return { label: "🟢 Recovered", rest: `${read(note.reading)}.` };
    case "ended":
      return {
        label: "⚪ Ended",
        rest: "not because it recovered: its rule was removed, the campaign, its target or its budget is gone, or no conversion value is tracked. Type `/perf why` with its name to see what is still judged.",
      };
    case "flapping":
      return {
        label: "🌊 Flapping",
        rest:
          `${read(note.reading)}. It has crossed its limit at least ${FLAP_CHANGES} times in ${FLAP_EVALUATIONS} checks, ` +
          "so the alert stays open, and you hear of it again when it has calmed down. A wider margin for recovery, or more checks before it fires, makes the rule calmer.",
      };
    case "acknowledged":
      return {
        label: "🟡 Acknowledged",
        rest: `somebody is looking into it${unpingedActor(note.by)}.`,
      };
    case "snoozed":
      return {
        label: "💤 Snoozed",
        rest: `quiet until ${dateMrkdwn(note.until)}${unpingedActor(note.by)}.`,
      };
  }
}

/** Only a reminder of a critical alert that nobody has taken pings anybody. */
function pinged(note: AlertNote, alert: Alert, now: number): string {
  const due = note.kind === "reminder" && alert.rule.severity === "critical";
  return due && alertState(alert, now).unattended ? mentionWords(alert.rule.mention) : "";
}

function origin({ range }: Reading, { currency, zone, rule }: Alert): string {
  return `${rangeDays(range)} · ${unitWords(currency, zone)} · ${mrkdwnName(rule.name, 100)}`;
}
