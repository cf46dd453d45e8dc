import type { types } from "@slack/bolt";

import { RULE_FIELDS } from "../../ids.ts";
import { inputBlock, textInput } from "../inputs.ts";
import { plain } from "../text-objects.ts";
import { CUSTOM_SCHEDULE, optionsOf, SCHEDULES, SEVERITY_CHOICES } from "./rule-choices.ts";
import { isSelectable, type RuleDraft } from "./rule-draft.ts";
import { ruleNumber, ruleSelect } from "./rule-fields.ts";

/** Whom to tell, and when. */
export function tellingInputs(draft: RuleDraft): types.KnownBlock[] {
  return [
    ruleSelect(
      { field: RULE_FIELDS.severity, label: "Severity" },
      draft.severity,
      optionsOf(SEVERITY_CHOICES),
    ),
    channelInput(draft),
    peopleInput(draft),
    textInput({
      field: RULE_FIELDS.groups,
      label: "User groups to mention",
      hint: "Their ids (S…), parted by blanks: in Slack, a group's profile → ⋮ → Copy group ID.",
      placeholder: "S0123ABCD",
      initial: draft.groups,
      maxLength: 700,
      optional: true,
    }),
    ruleNumber(
      {
        field: "remind",
        label: "Remind every so many hours",
        hint: "While it is breaching. Left empty: never.",
        decimals: true,
      },
      draft,
    ),
    ...scheduleInputs(draft),
    textInput({
      field: RULE_FIELDS.zone,
      label: "Time zone of the schedule",
      hint: "Left empty, the workspace's.",
      placeholder: "America/New_York",
      initial: draft.zone,
      maxLength: 64,
      optional: true,
    }),
    clock("quietFrom", "Quiet from", draft),
    clock("quietTo", "Quiet until", draft),
  ];
}

function channelInput({ channel, channelName }: RuleDraft): types.InputBlock {
  if (channelName !== "") {
    return textInput({
      field: RULE_FIELDS.channelName,
      label: "Channel",
      placeholder: "#perf-alerts",
      initial: channelName,
      maxLength: 82,
    });
  }
  return inputBlock(
    {
      field: RULE_FIELDS.channel,
      label: "Channel",
      hint: "I must be a member of it: type /invite and my name there.",
    },
    {
      type: "conversations_select",
      action_id: RULE_FIELDS.channel,
      placeholder: plain("Choose a channel"),
      filter: { include: ["public", "private"], exclude_bot_users: true },
      ...(isSelectable(channel) ? { initial_conversation: channel } : {}),
    },
  );
}

const MAX_PEOPLE = 20;

function peopleInput({ people }: RuleDraft): types.InputBlock {
  const ids = people.filter((id) => /^[UW][A-Z0-9]{2,30}$/.test(id)).slice(0, MAX_PEOPLE);
  return inputBlock(
    {
      field: RULE_FIELDS.people,
      label: "People to mention",
      hint: "Only while nobody has acknowledged the alert.",
      optional: true,
    },
    {
      type: "multi_users_select",
      action_id: RULE_FIELDS.people,
      placeholder: plain("Nobody"),
      max_selected_items: MAX_PEOPLE,
      ...(ids.length === 0 ? {} : { initial_users: ids }),
    },
  );
}

function scheduleInputs({ schedule, cron }: RuleDraft): types.KnownBlock[] {
  const options = optionsOf([...SCHEDULES, CUSTOM_SCHEDULE]);
  return [
    ruleSelect({ field: RULE_FIELDS.schedule, label: "Check", dispatch: true }, schedule, options),
    ...(schedule === "custom"
      ? [
          textInput({
            field: RULE_FIELDS.cron,
            label: "Schedule (cron)",
            hint: "Minute, hour, day, month, weekday: 30 8 * * 1-5 is 08:30 on Mondays to Fridays.",
            placeholder: "30 8 * * 1-5",
            initial: cron,
            maxLength: 100,
            dispatch: true,
          }),
        ]
      : []),
  ];
}

function clock(field: "quietFrom" | "quietTo", label: string, draft: RuleDraft): types.InputBlock {
  return textInput({
    field: RULE_FIELDS[field],
    label,
    hint: "No message between these times; what is due then comes afterwards.",
    placeholder: field === "quietFrom" ? "22:00" : "07:00",
    initial: draft[field],
    maxLength: 5,
    optional: true,
  });
}
