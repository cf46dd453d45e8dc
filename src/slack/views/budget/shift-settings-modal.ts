import type { types } from "@slack/bolt";

import type { ShiftSettings } from "../../../domain/budget/proposal/shift-settings.ts";
import { decimalString } from "../../../domain/money.ts";
import { SHIFT_FIELDS } from "../../forms/shift-fields.ts";
import { plainName } from "../../mrkdwn.ts";
import { percentText } from "../decimal-text.ts";
import { inputBlock, numberInput, option, textInput } from "../inputs.ts";
import { modal } from "../modal.ts";
import { scheduleWords } from "../schedule-words.ts";
import { plain } from "../text-objects.ts";

export interface ShiftSettingsForm {
  readonly settings: ShiftSettings;
  readonly channel?: string;
}

/** The value of a schedule that proposes nothing unasked. */
export const NEVER = "never";

const SCHEDULES = [
  "0 9 * * 1",
  "0 8 * * 1",
  "0 10 * * 1",
  "0 9 * * 2",
  "0 9 * * 3",
  "0 9 * * 4",
  "0 9 * * 5",
  "0 9 * * 1,4",
] as const;

/** How budget shifts are made and when they need two people. */
export function shiftSettingsModal({ settings, channel }: ShiftSettingsForm): types.ModalView {
  const { timeZone, expiryHours, maxStep, secondAboveMicros, secondAboveShare } = settings;
  return modal({
    title: "Budget shifts",
    submit: "Save",
    form: { form: "shift.setup", ...(channel === undefined ? {} : { channel }) },
    blocks: [
      scheduleInput(settings),
      channelInput(settings.channel ?? channel),
      textInput({
        field: SHIFT_FIELDS.zone,
        label: "Time zone of the schedule",
        hint: "Left empty, the workspace's.",
        placeholder: "America/New_York",
        initial: timeZone,
        maxLength: 64,
        optional: true,
      }),
      numberInput({
        field: SHIFT_FIELDS.expiryHours,
        label: "A proposal stands for so many hours",
        hint: "1 to 336, and never beyond the next one.",
        initial: String(expiryHours),
      }),
      numberInput({
        field: SHIFT_FIELDS.maxStep,
        label: "Largest change of one budget (percent)",
        hint: "20 is usual: larger steps throw platforms back into learning.",
        initial: percentText(maxStep),
        decimals: true,
      }),
      numberInput({
        field: SHIFT_FIELDS.secondAbove,
        label: "A second person approves what moves more than this in a day",
        hint: "In the plan's own currency. Left empty: no such limit.",
        initial: secondAboveMicros === undefined ? "" : decimalString(secondAboveMicros, 0),
        decimals: true,
        optional: true,
      }),
      numberInput({
        field: SHIFT_FIELDS.secondShare,
        label: "… or more than this part of all budgets (percent)",
        initial: secondAboveShare === undefined ? "" : percentText(secondAboveShare),
        decimals: true,
        optional: true,
      }),
      administratorsInput(settings.administrators),
    ],
  });
}

function scheduleInput({ channel, schedule }: ShiftSettings): types.InputBlock {
  const known: readonly string[] = SCHEDULES;
  const fits = schedule !== "" && schedule.length <= 75;
  const kept = known.includes(schedule) || !fits ? [] : [schedule];
  const options = [
    option(NEVER, "Only when somebody asks"),
    ...[...known, ...kept].map((cron) => option(cron, plainName(capital(scheduleWords(cron)), 75))),
  ];
  const initial = options.find(({ value }) => value === (channel === undefined ? NEVER : schedule));
  return inputBlock(
    { field: SHIFT_FIELDS.schedule, label: "Propose a shift unasked" },
    {
      type: "static_select",
      action_id: SHIFT_FIELDS.schedule,
      placeholder: plain("Choose a schedule"),
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function channelInput(channel: string | undefined): types.InputBlock {
  const known = channel !== undefined && /^[CG][A-Z0-9]{1,30}$/.test(channel);
  return inputBlock(
    {
      field: SHIFT_FIELDS.channel,
      label: "In this channel",
      hint: "I must be a member of it: type /invite and my name there.",
      optional: true,
    },
    {
      type: "conversations_select",
      action_id: SHIFT_FIELDS.channel,
      placeholder: plain("Choose a channel"),
      filter: { include: ["public", "private"], exclude_bot_users: true },
      ...(known ? { initial_conversation: channel } : {}),
    },
  );
}

const MAX_PEOPLE = 20;

function administratorsInput(administrators: readonly string[]): types.InputBlock {
  const ids = administrators.filter((id) => /^[UW][A-Z0-9]{2,30}$/.test(id)).slice(0, MAX_PEOPLE);
  return inputBlock(
    {
      field: SHIFT_FIELDS.administrators,
      label: "People who may change these settings",
      hint: "Beside the administrators of the Slack workspace.",
      optional: true,
    },
    {
      type: "multi_users_select",
      action_id: SHIFT_FIELDS.administrators,
      placeholder: plain("Nobody else"),
      max_selected_items: MAX_PEOPLE,
      ...(ids.length === 0 ? {} : { initial_users: ids }),
    },
  );
}
