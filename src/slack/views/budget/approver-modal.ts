import type { types } from "@slack/bolt";

import type { Approver } from "../../../domain/budget/proposal/shift-settings.ts";
import { decimalString } from "../../../domain/money.ts";
import { SHIFT_FIELDS } from "../../forms/shift-fields.ts";
import { mentionWords } from "../actor-words.ts";
import { inputBlock, numberInput, option, textInput } from "../inputs.ts";
import { modal } from "../modal.ts";
import { notes, paragraph, plain } from "../text-objects.ts";

export interface ApproverForm {
  /** Left out for a new one. */
  readonly approver?: Approver;
  readonly channel?: string;
}

/** Names, changes or removes one who may approve budget shifts. */
export function approverModal({ approver, channel }: ApproverForm): types.ModalView {
  const limit = approver?.limitMicros;
  return modal({
    title: approver === undefined ? "Add an approver" : "Change an approver",
    submit: "Save",
    form: {
      form: "shift.approverSave",
      ...(approver === undefined ? {} : { approver: approver.id }),
      ...(channel === undefined ? {} : { channel }),
    },
    blocks: [
      ...(approver === undefined
        ? whoInputs()
        : [paragraph(`For ${mentionWords([approver.id])}.`)]),
      numberInput({
        field: SHIFT_FIELDS.approverLimit,
        label: "May approve what moves up to so much in a day",
        hint: "In the plan's own currency. Left empty: any amount.",
        initial: limit === undefined ? "" : decimalString(limit, 0),
        decimals: true,
        optional: true,
      }),
      ...(approver === undefined ? [] : [removeInput()]),
      ...notes([
        "While nobody is named, everybody may approve. Once somebody is, nobody else may.",
      ]),
    ],
  });
}

function whoInputs(): types.InputBlock[] {
  return [
    inputBlock(
      { field: SHIFT_FIELDS.approverPerson, label: "A person", optional: true },
      {
        type: "users_select",
        action_id: SHIFT_FIELDS.approverPerson,
        placeholder: plain("Choose a person"),
      },
    ),
    textInput({
      field: SHIFT_FIELDS.approverGroup,
      label: "… or a user group",
      hint: "Its id (S…): in Slack, the group's profile → ⋮ → Copy group ID.",
      placeholder: "S0123ABCD",
      maxLength: 33,
      optional: true,
    }),
  ];
}

function removeInput(): types.InputBlock {
  return inputBlock(
    { field: SHIFT_FIELDS.approverRemove, label: "Remove", optional: true },
    {
      type: "checkboxes",
      action_id: SHIFT_FIELDS.approverRemove,
      options: [option("remove", "May not approve any more")],
    },
  );
}
