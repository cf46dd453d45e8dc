import type { types } from "@slack/bolt";

import type { CampaignLock } from "../../../domain/budget/proposal/campaign-lock.ts";
import type { Approver, ShiftSettings } from "../../../domain/budget/proposal/shift-settings.ts";
import { decimalString } from "../../../domain/money.ts";
import { escapeMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { actorWords, channelWords, mentionWords } from "../actor-words.ts";
import { type ButtonInput, buttonOf, buttons } from "../buttons.ts";
import { counted, DEFAULT_LOCALE, formatPercent } from "../format.ts";
import { scheduleWords } from "../schedule-words.ts";
import type { MessageBlock, SlackMessage } from "../slack-message.ts";
import { header, mrkdwn, notes, paragraph } from "../text-objects.ts";
import { lockWords } from "./lock-words.ts";

export interface ShiftSettingsShown {
  readonly settings: ShiftSettings;
  readonly locks: readonly CampaignLock[];
}

const SHOWN_APPROVERS = 15;
const SHOWN_LOCKS = 10;

/** How budget shifts are made and approved, with all that can be changed about it. */
export function shiftSettingsView(
  { settings, locks }: ShiftSettingsShown,
  { locale }: { readonly locale?: string } = {},
): SlackMessage {
  const schedule = scheduleSentence(settings);
  return {
    text: `Budget shifts: ${schedule.replaceAll("*", "")} ${approversSentence(settings.approvers)}`,
    blocks: [
      header("Budget shifts: settings"),
      paragraph([schedule, ...planSentences(settings)].join("\n")),
      ...approverBlocks(settings.approvers),
      paragraph(secondSentence(settings)),
      ...lockBlocks(locks, locale),
      ...notes([administratorsSentence(settings)]),
      ...buttons([
        { label: "Change settings", press: { action: "shift.configure" }, style: "primary" },
        { label: "Add approver", press: { action: "shift.approver" } },
        { label: "Track record", press: { action: "shift.record" } },
        { label: "See a shift", press: { action: "shift.ask" } },
      ]),
    ],
  };
}

function scheduleSentence({ channel, schedule, timeZone }: ShiftSettings): string {
  if (channel === undefined) {
    return "*A shift is proposed only when somebody asks* with `/perf shift`: no channel is set for a regular one.";
  }
  const zone = timeZone === undefined ? "the workspace's time zone" : mrkdwnName(timeZone, 64);
  return `*A shift is proposed* ${escapeMrkdwn(scheduleWords(schedule))} (${zone}) in ${channelWords(channel)}, if there is one worth it.`;
}

function planSentences({ expiryHours, maxStep }: ShiftSettings): string[] {
  return [
    `It stands for ${counted(expiryHours, "hour")} at most, and never beyond the next one.`,
    `No budget changes by more than ${formatPercent(maxStep, DEFAULT_LOCALE, 1)} at once.`,
  ];
}

function approversSentence(approvers: readonly Approver[]): string {
  return approvers.length === 0
    ? "Everybody may approve: no approver is named."
    : `${counted(approvers.length, "approver")} may approve.`;
}

function approverBlocks(approvers: readonly Approver[]): MessageBlock[] {
  const left = approvers.length - SHOWN_APPROVERS;
  return [
    paragraph(`*Who may approve*  ${approversSentence(approvers)}`),
    ...approvers.slice(0, SHOWN_APPROVERS).map((approver) =>
      line(approverWords(approver), {
        label: "Change",
        press: { action: "shift.approver", approver: approver.id },
        says: "Change this approver",
      }),
    ),
    ...notes([left > 0 ? `and ${counted(left, "more approver")}` : undefined]),
  ];
}

function approverWords({ id, limitMicros }: Approver): string {
  const who = mentionWords([id]);
  const name = who === "" ? escapeMrkdwn(plainName(id, 40)) : who;
  return limitMicros === undefined
    ? `${name}: any amount`
    : `${name}: up to ${decimalString(limitMicros, 0)} moved in a day`;
}

function secondSentence({ secondAboveMicros, secondAboveShare }: ShiftSettings): string {
  const limits = [
    ...(secondAboveMicros === undefined
      ? []
      : [`more than ${decimalString(secondAboveMicros, 0)} in a day`]),
    ...(secondAboveShare === undefined
      ? []
      : [`more than ${formatPercent(secondAboveShare, DEFAULT_LOCALE, 1)} of all budgets`]),
  ];
  return limits.length === 0
    ? "*A second person*  is never needed."
    : `*A second person*  has to approve what moves ${limits.join(" or ")}; whoever edited such a plan cannot approve it alone.`;
}

function lockBlocks(locks: readonly CampaignLock[], locale: string | undefined): MessageBlock[] {
  if (locks.length === 0) return [paragraph("*Left alone*  No campaign is held back by anybody.")];
  const left = locks.length - SHOWN_LOCKS;
  return [
    paragraph("*Held back by a person*"),
    ...locks.slice(0, SHOWN_LOCKS).map((lock) =>
      line(`${lockWords(lock, locale)} (${actorWords(lock.by)})`, {
        label: "Lift",
        press: { action: "shift.unlock", campaignId: lock.campaign.id },
        says: `Lift: ${plainName(lock.campaign.name, 60)}`,
        confirm: {
          title: "Lift this?",
          sentence: `Plans may move ${plainName(lock.campaign.name, 60)} again.`,
          yes: "Lift",
          no: "Keep it",
        },
      }),
    ),
    ...notes([left > 0 ? `and ${counted(left, "more campaign")}` : undefined]),
  ];
}

function administratorsSentence({ administrators }: ShiftSettings): string {
  const named = mentionWords(administrators);
  return `These settings are changed by the administrators of this Slack workspace${named === "" ? "" : `, and by ${named}`}.`;
}

/** A line with a button beside it. */
function line(text: string, button: ButtonInput): types.SectionBlock {
  return { type: "section", text: mrkdwn(text), accessory: buttonOf(button) };
}
