import type { types } from "@slack/bolt";

import type { ChannelSettings } from "../../../domain/alerting/alert-notes.ts";
import { FIELDS } from "../../ids.ts";
import { channelWords } from "../actor-words.ts";
import { inputBlock, option, textInput } from "../inputs.ts";
import { modal } from "../modal.ts";
import { paragraph } from "../text-objects.ts";

export interface ChannelForm {
  /** The channel's id. */
  readonly channel: string;
  readonly settings: ChannelSettings;
}

const BROADCAST = [
  option("thread", "In the alert's thread alone"),
  option("channel", "In the thread, and in the channel too"),
] as const;

/** How a channel wants to hear of alerts. */
export function channelModal({ channel, settings }: ChannelForm): types.ModalView {
  const { broadcast, morningAt, timeZone } = settings;
  return modal({
    title: "Alerts in this channel",
    submit: "Save",
    form: { form: "channel.save", channel },
    blocks: [
      paragraph(`For ${channelWords(channel)}. Each alert is one message, kept up to date.`),
      inputBlock(
        {
          field: FIELDS.channelBroadcast,
          label: "Reminders and recoveries are said",
          hint: "Everybody may read a thread; the channel stays calmer without them.",
        },
        {
          type: "radio_buttons",
          action_id: FIELDS.channelBroadcast,
          options: [...BROADCAST],
          initial_option: BROADCAST[broadcast ? 1 : 0],
        },
      ),
      textInput({
        field: FIELDS.channelMorning,
        label: "Morning report at",
        hint: "What is open, and how yesterday went, as 08:30. Left empty: no report.",
        placeholder: "08:30",
        initial: morningAt,
        maxLength: 5,
        optional: true,
      }),
      textInput({
        field: FIELDS.channelZone,
        label: "Time zone of the report",
        hint: "Left empty, the workspace's.",
        placeholder: "America/New_York",
        initial: timeZone,
        maxLength: 64,
        optional: true,
      }),
    ],
  });
}
