import type { AccountAlert } from "../../../domain/alerting/alert.ts";
import { platformName } from "../../../domain/platform.ts";
import { dateMrkdwn, escapeMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { counted } from "../format.ts";
import { dayWords } from "../period-words.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { alertActions } from "./alert-actions.ts";
import { alertState } from "./alert-state.ts";
import { gapWords } from "./gap-words.ts";

/** The one message of an account whose numbers cannot be judged, or not trusted, in its current state. */
export function accountAlertView(alert: AccountAlert, { now }: ViewOptions): SlackMessage {
  const { phase, handling, episodeId, account, trouble, freshness } = alert;
  if (phase === "resolved") return accountOverView(alert);
  const state = alertState({ phase, flapping: false, handling, over: undefined }, now);
  const title = `${TITLES[trouble]}: ${plainName(account.name, 80)}, ${platformName(account.platform)}`;
  // The trouble itself is the state that "Breaching" is for a campaign.
  const label = state.unattended ? "🔴 " : `${state.label} – `;
  const loaded = freshness.loadedAt;
  return {
    text: `${label}${TITLES[trouble]}: ${accountName(alert)}. ${meaning(alert)} ${nextWords(alert)}`,
    blocks: [
      header(`${label}${title}`),
      paragraph([meaning(alert), state.sentence].filter((part) => part !== "").join("\n")),
      paragraph(`*What to do*  ${nextWords(alert)}`),
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
  const { back, what } = OVER[trouble];
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
  const { words, since } = LINES[trouble];
  const label = state.unattended ? "🔴 Open" : state.label;
  return `${label}: ${accountName(alert)}, ${words}${day === undefined ? "" : `, ${since} ${dayWords(day)}`}`;
}

/** `1 account cannot be judged. 2 accounts are counted differently by their platform and your own tracking.`; empty for none. */
export function troubleWords(accounts: readonly Pick<AccountAlert, "trouble">[]): string {
  const gaps = accounts.filter(({ trouble }) => trouble === "tracking_gap").length;
  const unjudged = accounts.length - gaps;
  const are = gaps === 1 ? "is" : "are";
  return [
    unjudged === 0 ? "" : `${counted(unjudged, "account")} cannot be judged.`,
    gaps === 0
      ? ""
      : `${counted(gaps, "account")} ${are} counted differently by platform and your own tracking.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const LINES = {
  tracking_broken: { words: "tracking looks broken", since: "since" },
  stale_data: { words: "numbers are late", since: "last day:" },
  tracking_gap: { words: "platform and first-party conversions differ", since: "seen up to" },
} as const;

const OVER = {
  tracking_broken: {
    back: "Tracking works again",
    what: "Conversions are being counted again, and the rules judge this account's campaigns again.",
  },
  stale_data: {
    back: "Numbers are up to date again",
    what: "New numbers have been loaded, and the rules judge this account's campaigns again.",
  },
  tracking_gap: {
    back: "The tracking gap has closed",
    what: "The platform and your own tracking count about the same conversions again.",
  },
} as const;

const TITLES = {
  tracking_broken: "Tracking looks broken",
  stale_data: "Data is stale",
  tracking_gap: "Tracking gap",
} as const;

const NEXT = {
  tracking_broken:
    "Check the conversion tag and the consent banner on the site, then the platform's own conversion report. Once conversions count again, load a newer export.",
  stale_data:
    "Load a newer export: drop the file into this conversation, or type `/perf import`. If a connection should have done it, ask whoever runs Trimtab.",
  tracking_gap:
    "Compare the platform's conversion report with your tracker's for these days: a missing tag, a postback that is not sent, or an event that is counted twice. `/perf settings` lists conversions that belong to no campaign.",
} as const;

/** Where a live source ought to bring the numbers, its own trouble is what is to be mended. */
function nextWords({ trouble, source }: AccountAlert): string {
  if (trouble !== "stale_data" || source === undefined) return NEXT[trouble];
  const name = mrkdwnName(source.name, 80);
  const { fault } = source;
  return fault === undefined
    ? `The live source “${name}” loads this account and has brought nothing newer: look on the platform whether anything ran. \`/perf settings\` shows its loads.`
    : `The live source “${name}” fails: ${mrkdwnName(fault.message, 300)} ${mrkdwnName(fault.next, 300)} \`/perf settings\` shows how it is.`;
}

function meaning({ trouble, day, gap }: AccountAlert): string {
  if (trouble === "tracking_gap") return gapWords(gap);
  if (trouble === "tracking_broken") {
    const since = day === undefined ? "" : ` since ${dayWords(day)}`;
    return `Money is being spent as usual, but not one conversion has been counted${since}. That is too few to be chance, so CPA and ROAS say nothing now.`;
  }
  return day === undefined
    ? "There are no numbers for this account yet, so nothing can be judged."
    : `The newest numbers are of ${dayWords(day)}. Later days are missing, so nothing can be judged by them.`;
}

const NAMED_RULES = 8;

function withheld({ rules, trouble }: AccountAlert) {
  if (trouble === "tracking_gap") {
    return notes(["The rules go on judging this account, by the platform's numbers."]);
  }
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
