import type { RuleLine } from "../../../domain/alerting/alert-notes.ts";
import { dateMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { actorWords, channelWords } from "../actor-words.ts";
import { type ButtonInput, buttons } from "../buttons.ts";
import { counted } from "../format.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, paragraph } from "../text-objects.ts";
import { activeMute } from "./alert-state.ts";
import { ruleWords, severityWords } from "./rule-words.ts";

export interface RulesOptions extends ViewOptions {
  /** Rules before this one are on earlier pages. */
  readonly offset?: number;
}

/** Two blocks a rule; their text stays below the 12,000 characters that Slack takes of a message. */
export const RULES_A_PAGE = 7;

/** The `offset` of the page that a rule is on. */
export function pageOf(lines: readonly RuleLine[], ruleId: number): number {
  const at = lines.findIndex((line) => line.ruleId === ruleId);
  return Math.max(0, at - (at % RULES_A_PAGE));
}

/** The alert rules, each in plain words and with what can be done about it. */
export function rulesView(lines: readonly RuleLine[], options: RulesOptions): SlackMessage {
  if (lines.length === 0) return noRules();
  const asked = options.offset ?? 0;
  const offset = asked < lines.length ? asked : lastPage(lines.length);
  const page = lines.slice(offset, offset + RULES_A_PAGE);
  const end = offset + page.length;
  const open = lines.reduce((sum, line) => sum + line.open, 0);
  const which =
    page.length === lines.length ? "" : ` Shown: ${offset + 1} to ${end} of ${lines.length}.`;
  const sentence = `${counted(lines.length, "rule")}, ${counted(open, "open alert")}.${which}`;
  return {
    text: `Alert rules: ${sentence} ${page.map(({ rule }) => mrkdwnName(rule.name, 60)).join(", ")}`,
    blocks: [
      header("Alert rules"),
      paragraph(sentence),
      ...page.flatMap((line) => ruleBlocks(line, options)),
      ...buttons([
        ...(offset > 0 ? [pageButton("Earlier rules", Math.max(0, offset - RULES_A_PAGE))] : []),
        ...(end < lines.length ? [pageButton("More rules", end)] : []),
        { label: "New rule", press: { action: "rule.new" }, style: "primary" },
        { label: "Open alerts", press: { action: "alert.list" } },
        {
          label: "Channel settings",
          press: { action: "channel.settings" },
          says: "How this channel hears of alerts",
        },
      ]),
    ],
  };
}

/** What was on a page further on has been removed. */
function lastPage(rules: number): number {
  return rules - 1 - ((rules - 1) % RULES_A_PAGE);
}

function noRules(): SlackMessage {
  const sentence =
    "There is no alert rule yet, so nothing is watched. Begin with the ready-made rules, each of which can be edited or removed, or write your own.";
  return {
    text: sentence,
    blocks: [
      header("Alert rules"),
      paragraph(sentence),
      ...buttons([
        {
          label: "Add the ready-made rules",
          press: { action: "rule.presets" },
          style: "primary",
        },
        { label: "New rule", press: { action: "rule.new" } },
      ]),
    ],
  };
}

function ruleBlocks(line: RuleLine, { now, locale }: ViewOptions): MessageBlock[] {
  const { rule, zone } = line;
  const open = line.open === 0 ? "no open alert" : counted(line.open, "open alert");
  const text = [
    `*${mrkdwnName(rule.name, 100)}*  ${severityWords(rule.severity)} · ${open}`,
    ruleWords(rule, { zone, locale }),
    stateWords(line, now),
  ].join("\n");
  return [paragraph(text), ...buttons(ruleButtons(line, now))];
}

function stateWords(line: RuleLine, now: number): string {
  const { rule, channelTrouble, nextTick } = line;
  const muted = activeMute(line, now);
  const next = nextTick === undefined ? "No next check." : `Next check ${dateMrkdwn(nextTick)}.`;
  const parts = [
    muted === undefined
      ? ""
      : `🔕 Muted by ${actorWords(muted.by)}${muted.until === undefined ? "" : ` until ${dateMrkdwn(muted.until)}`}.`,
    channelTrouble === undefined
      ? ""
      : `⚠️ ${channelWords(rule.channel)} cannot be reached: ${mrkdwnName(channelTrouble, 100)}. Edit the rule to pick another channel.`,
    next,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function ruleButtons(line: RuleLine, now: number): ButtonInput[] {
  const { ruleId, rule } = line;
  const name = plainName(rule.name, 50);
  const muted = activeMute(line, now) !== undefined;
  return [
    { label: "Edit", press: { action: "rule.edit", ruleId }, says: `Edit ${name}` },
    muted
      ? { label: "Unmute", press: { action: "rule.unmute", ruleId }, says: `Unmute ${name}` }
      : { label: "Mute", press: { action: "rule.mute", ruleId }, says: `Mute ${name}` },
    {
      label: "Remove",
      press: { action: "rule.remove", ruleId },
      style: "danger",
      says: `Remove ${name}`,
      confirm: {
        title: "Remove this rule?",
        sentence: `“${plainName(rule.name, 60)}” is removed for everybody${line.open === 0 ? "" : `, and its ${counted(line.open, "open alert")} ended`}. To silence it for a while, mute it instead.`,
        yes: "Remove rule",
        no: "Keep it",
      },
    },
  ];
}

function pageButton(label: string, offset: number): ButtonInput {
  return { label, press: { action: "rule.list", offset } };
}
