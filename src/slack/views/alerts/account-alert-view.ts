import type { AccountAlert } from "../../../domain/alerting/alert.ts";
import { platformName } from "../../../domain/platform.ts";
import { dateMrkdwn, escapeMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { counted } from "../format.ts";
import { dayWords } from "../period-words.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { alertActions } from "./alert-actions.ts";
import { alertState } from "./alert-state.ts";

/** The one message of an account whose numbers cannot be judged, in its current state. */
export function accountAlertView(alert: AccountAlert, { now }: ViewOptions): SlackMessage {
  const { phase, handling, episodeId, account, trouble, freshness } = alert;
  if (phase === "resolved") return accountOverView(alert);
  const state = alertState({ phase, flapping: false, handling, over: undefined }, now);
  const title = `${TITLES[trouble]}: ${plainName(account.name, 80)}, ${platformName(account.platform)}`;
  // The trouble itself is the state that "Breaching" is for a campaign.
  const label = state.unattended ? "🔴 " : `${state.label} – `;
  const loaded = freshness.loadedAt;
  return {
    text: `${label}${TITLES[trouble]}: ${accountName(alert)}. ${meaning(alert)} ${NEXT[trouble]}`,
    blocks: [
      header(`${label}${title}`),
      paragraph([meaning(alert), state.sentence].filter((part) => part !== "").join("\n")),
      paragraph(`*What to do*  ${NEXT[trouble]}`),
      ...withheld(alert),
      ...notes([
        `Since ${dateMrkdwn(alert.firedAt)} · days in ${escapeMrkdwn(account.zone)}`,
        loaded === undefined ? undefined : `Numbers last loaded ${dateMrkdwn(loaded)}.`,
      ]),
      ...alertActions({
        episodeId,
        subject: `the trouble of ${account.name}`,
        acknowledge: handling.acknowledged === undefined,
        snooze: true,
        more: [{ label: "Import a file", press: { action: "import.open" } }],
      }),
    ],
  };
}

/** What stands in the message, and in its thread, once the account can be judged again. */
export function accountOverView(alert: AccountAlert): SlackMessage {
  const { account, trouble, resolvedAt, firedAt } = alert;
  const back =
    trouble === "tracking_broken" ? "Tracking works again" : "Numbers are up to date again";
  const what =
    trouble === "tracking_broken"
      ? "Conversions are being counted again, and the rules judge this account's campaigns again."
      : "New numbers have been loaded, and the rules judge this account's campaigns again.";
  const dates = `It began ${dateMrkdwn(firedAt)}${resolvedAt === undefined ? "" : ` and was over ${dateMrkdwn(resolvedAt)}`}.`;
  return {
    text: `🟢 ${back}: ${accountName(alert)}. ${what}`,
    blocks: [
      header(`🟢 ${back}: ${plainName(account.name, 80)}, ${platformName(account.platform)}`),
      paragraph(what),
      ...notes([dates, `Days in ${escapeMrkdwn(account.zone)}`]),
    ],
  };
}

/** `Main (Google Ads): tracking looks broken since 19 Nov 2026`, for lists. */
export function accountLine(alert: AccountAlert, now: number): string {
  const { phase, handling, trouble, day } = alert;
  const state = alertState({ phase, flapping: false, handling, over: undefined }, now);
  const words = trouble === "tracking_broken" ? "tracking looks broken" : "numbers are late";
  const since = trouble === "tracking_broken" ? "since" : "last day:";
  const label = state.unattended ? "🔴 Open" : state.label;
  return `${label}: ${accountName(alert)}, ${words}${day === undefined ? "" : `, ${since} ${dayWords(day)}`}`;
}

const TITLES = {
  tracking_broken: "Tracking looks broken",
  stale_data: "Data is stale",
} as const;

const NEXT = {
  tracking_broken:
    "Check the conversion tag and the consent banner on the site, then the platform's own conversion report. Once conversions count again, load a newer export.",
  stale_data:
    "Load a newer export: drop the file into this conversation, or type `/perf import`. If a connection should have done it, ask whoever runs Trimtab.",
} as const;

function meaning({ trouble, day }: AccountAlert): string {
  if (trouble === "tracking_broken") {
    const since = day === undefined ? "" : ` since ${dayWords(day)}`;
    return `Money is being spent as usual, but not one conversion has been counted${since}. That is too few to be chance, so CPA and ROAS say nothing now.`;
  }
  return day === undefined
    ? "There are no numbers for this account yet, so nothing can be judged."
    : `The newest numbers are of ${dayWords(day)}. Later days are missing, so nothing can be judged by them.`;
}

const NAMED_RULES = 8;

function withheld({ rules }: AccountAlert) {
  if (rules.length === 0) return [];
  const named = rules.slice(0, NAMED_RULES).map((name) => mrkdwnName(name, 80));
  const more = rules.length - named.length;
  const list = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return notes([
    `${counted(rules.length, "rule")} ${rules.length === 1 ? "is" : "are"} silent about this account until then: ${list}. Open alerts stay as they are.`,
  ]);
}

function accountName({ account }: AccountAlert): string {
  return `${mrkdwnName(account.name, 80)} (${platformName(account.platform)})`;
}
