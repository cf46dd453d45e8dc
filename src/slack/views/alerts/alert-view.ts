import type { Alert } from "../../../domain/alerting/alert.ts";
import { type Day, dayAt, daysFrom } from "../../../domain/day.ts";
import { platformName } from "../../../domain/platform.ts";
import { dateMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { mentionWords } from "../actor-words.ts";
import type { ButtonInput } from "../buttons.ts";
import { counted, formatFigure, formatMoney, type NumberStyle, numberStyle } from "../format.ts";
import { beforeWords } from "../period-words.ts";
import { freshnessWords, unitWords } from "../provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { fields, header, notes, paragraph, plainNote } from "../text-objects.ts";
import { alertActions } from "./alert-actions.ts";
import { activeMute, type AlertState, alertState } from "./alert-state.ts";
import { causeWords, moverWords } from "./cause-words.ts";
import { limitChart } from "./limit-chart.ts";
import { chanceWords, firedWith, limitOrigin, readingWords } from "./reading-words.ts";
import { severityWords } from "./rule-words.ts";
import { capital, rangeDays } from "./window-words.ts";

/** The one message of an alert's whole life, in the state in which the alert is at `now`. */
export function alertView(alert: Alert, options: ViewOptions): SlackMessage {
  const style = numberStyle(alert.currency, options.locale);
  const state = alertState(alert, options.now);
  const mentions = state.unattended ? mentionWords(alert.rule.mention) : "";
  const chart = limitChart(chartInput(alert), style);
  const { zone, currency, freshness, latest } = alert;
  return {
    text: `${sentenceOf(alert, state, style)}${mentions === "" ? "" : ` ${mentions}`}`,
    blocks: [
      header(`${state.label}: ${plainName(alert.campaign.name, 120)}`),
      paragraph(leadOf(alert, state, style)),
      ...(mentions === "" ? [] : [paragraph(`For ${mentions}`)]),
      plainNote(identity(alert)),
      ...fields(figures(alert, style)),
      ...reasons(alert, style),
      ...chart.blocks,
      ...notes([
        chart.note,
        unitWords(currency, zone),
        freshnessWords({ range: latest.range, zone, freshness, now: options.now }),
      ]),
      ...actions(alert, options.now),
    ],
  };
}

function sentenceOf(alert: Alert, state: AlertState, style: NumberStyle): string {
  const { campaign, rule, latest, currency, zone } = alert;
  const where = `${platformName(campaign.platform)}, ${mrkdwnName(campaign.account, 80)}`;
  const figures = readingWords({ rule, reading: latest }, style);
  return (
    `${state.label}: ${mrkdwnName(campaign.name, 100)} (${where}), ${figures}. ` +
    `${rangeDays(latest.range)}, ${unitWords(currency, zone)}. Rule: ${mrkdwnName(rule.name, 100)}.`
  );
}

function leadOf(alert: Alert, state: AlertState, style: NumberStyle): string {
  const { rule, latest, over, target } = alert;
  const origin = limitOrigin({ when: rule.when, range: latest.range, target }, style);
  const figures = `*${capital(readingWords({ rule, reading: latest }, style))}*`;
  const lead = `${figures}${origin === "" ? "" : ` (${origin})`}.`;
  const ending =
    over?.how === "ended"
      ? "It has not recovered: there is nothing left to judge, because its rule was removed, the campaign, its target or its budget is gone, or no conversion value is tracked. Type `/perf why` with its name to see what is still judged."
      : "";
  return [lead, state.sentence, flappingWords(alert, state), ending]
    .filter((part) => part !== "")
    .join("\n");
}

function flappingWords({ flapping, phase }: Alert, { unattended }: AlertState): string {
  if (!flapping || phase !== "firing") return "";
  const what = "it keeps crossing its limit, so it stays open until it has been calm for a while.";
  return unattended ? `Flapping: ${what}` : `It is also flapping: ${what}`;
}

function identity({ rule, campaign }: Alert): string[] {
  return [
    `Rule: ${plainName(rule.name, 100)}`,
    severityWords(rule.severity),
    platformName(campaign.platform),
    plainName(campaign.account, 100),
  ];
}

function figures(alert: Alert, style: NumberStyle): string[] {
  const { rule, firing, latest, firedAt, over, spendPerDayMicros } = alert;
  const changed = firedWith(alert, style);
  const limits = firing.limit === latest.limit;
  const fired = limits
    ? `fired at ${changed?.fired ?? ""}`
    : `fired at ${changed?.fired ?? ""} against ${formatFigure(rule.metric, firing.limit, style)}`;
  return [
    over === undefined
      ? `*Since*\n${dateMrkdwn(firedAt)}; breaching for ${lastedWords(alert, latest.at)}`
      : `*${over.how === "recovered" ? "Recovered" : "Ended"}*\n${dateMrkdwn(over.at)}, after ${lastedWords(alert, over.at)}; fired ${dateMrkdwn(firedAt)}`,
    `*Days looked at*\n${rangeDays(latest.range)}`,
    ...(changed === undefined ? [] : [`*Then and now*\n${fired}, now ${changed.now}`]),
    ...(over === undefined
      ? [`*Spend at stake*\n${formatMoney(spendPerDayMicros, style)} a day`]
      : []),
  ];
}

/** In days of the account; up to the last evaluation, so that the words do not age by themselves. */
function lastedWords({ firedAt, zone }: Alert, until: number): string {
  const [from, to]: [Day, Day] = [dayAt(firedAt, zone), dayAt(until, zone)];
  const days = daysFrom(from, to);
  return days <= 0 ? "less than a day" : counted(days, "day");
}

function reasons(alert: Alert, style: NumberStyle): MessageBlock[] {
  const { rule, latest, why, movers } = alert;
  if (alert.phase === "resolved") return [];
  const metric = rule.metric === "roas" ? "roas" : "cpa";
  const chance = chanceWords(rule.metric, latest, style);
  const moved = moverWords(metric, movers, style);
  const lines = [
    why === undefined
      ? ""
      : `*Why*  Against ${beforeWords(latest.range)}: ${causeWords(why, style)}.`,
    moved === "" ? "" : `*In the account*  ${moved}.`,
    chance === undefined ? "" : `*How sure*  ${chance}`,
  ].filter((line) => line !== "");
  return lines.length === 0 ? [] : [paragraph(lines.join("\n"))];
}

function chartInput({ rule, daily, chartRange, latest, campaign }: Alert) {
  return {
    rule,
    daily,
    range: chartRange,
    limit: latest.limit,
    window: latest.range,
    subject: campaign.name,
  };
}

function actions(alert: Alert, now: number): MessageBlock[] {
  const { episodeId, campaign, phase } = alert;
  const firing = phase === "firing";
  const why: ButtonInput = {
    label: "See why",
    press: { action: "alert.why", episodeId },
    says: `See why: ${plainName(campaign.name, 50)}`,
  };
  return alertActions({
    episodeId,
    subject: `the alert of ${campaign.name}`,
    acknowledge: firing && alert.handling.acknowledged === undefined,
    snooze: firing,
    more: firing ? [why, ...shiftButton(alert), muteButton(alert, now)] : [why],
  });
}

/** Money may do better elsewhere. */
function shiftButton({ rule }: Alert): ButtonInput[] {
  if (rule.metric !== "cpa" && rule.metric !== "roas") return [];
  return [
    {
      label: "See a shift",
      press: { action: "shift.ask" },
      says: "See whether budgets are better shifted",
    },
  ];
}

function muteButton({ rule, ruleId, handling }: Alert, now: number): ButtonInput {
  if (activeMute(handling, now) !== undefined) {
    return { label: "Unmute rule", press: { action: "rule.unmute", ruleId } };
  }
  return {
    label: "Mute rule",
    press: { action: "rule.mute", ruleId },
    confirm: {
      title: "Mute this rule?",
      sentence: `“${plainName(rule.name, 100)}” goes on checking, but says nothing of any campaign until somebody unmutes it.`,
      yes: "Mute rule",
      no: "Keep it",
    },
  };
}
