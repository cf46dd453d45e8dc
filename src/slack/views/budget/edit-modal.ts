import type { types } from "@slack/bolt";

import type { WeighedEdit } from "../../../domain/budget/proposal/proposal-notes.ts";
import type { Proposal, ShiftPlan } from "../../../domain/budget/proposal/proposal.ts";
import { decimalString } from "../../../domain/money.ts";
import { moveFields } from "../../forms/shift-fields.ts";
import { mrkdwnName, plainName } from "../../mrkdwn.ts";
import { buttons } from "../buttons.ts";
import { counted, formatBudget, type NumberStyle, numberStyle } from "../format.ts";
import { inputBlock, numberInput, option } from "../inputs.ts";
import { modal } from "../modal.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { campaignNames, linesWithin } from "./campaign-names.ts";
import { stepWords } from "./change-table.ts";
import { expectedWords } from "./gain-words.ts";
import { limitWords, moveTitle } from "./move-words.ts";

export interface EditForm {
  /** As it is saved: its moves are what is edited. */
  readonly proposal: Proposal;
  /** What the inputs come to; left out: nothing has been changed yet. */
  readonly weighed?: WeighedEdit | "working" | { readonly fault: string };
  readonly channel?: string;
  readonly locale?: string;
}

/** Two inputs each, beside all else that the modal holds. */
export const EDITABLE_MOVES = 40;

/** Changes a plan move by move; on every change it says what the plan would then be. */
export function editModal({ proposal, weighed, channel, locale }: EditForm): types.ModalView {
  const { proposalId, version, plan } = proposal;
  const style = numberStyle(plan.currency, locale);
  const left = plan.moves.length - EDITABLE_MOVES;
  return modal({
    title: "Edit the shift",
    submit: "Save",
    form: {
      form: "shift.save",
      proposalId,
      version,
      ...(channel === undefined ? {} : { channel }),
    },
    blocks: [
      header("What it comes to"),
      ...effectBlocks(weighed ?? { plan, faults: [] }, proposal, style),
      ...buttons([{ label: "Work it out again", press: { action: "shift.weigh" } }]),
      header("What moves"),
      ...moveInputs(plan),
      ...notes([
        left > 0 ? `${counted(left, "more move")} stay as they are.` : undefined,
        "Saving makes a new plan, which still has to be approved.",
      ]),
    ],
  });
}

function moveInputs({ moves, changes, currency }: ShiftPlan): types.KnownBlock[] {
  const names = campaignNames(changes.map(({ campaign }) => campaign));
  return moves.slice(0, EDITABLE_MOVES).flatMap((move, nth) => {
    const { take, amount } = moveFields(nth);
    const yes = option("take", "Make this move");
    return [
      inputBlock(
        {
          field: take,
          label: plainName(moveTitle(move, names), 180),
          optional: true,
          dispatch: true,
        },
        { type: "checkboxes", action_id: take, options: [yes], initial_options: [yes] },
      ),
      numberInput({
        field: amount,
        label: `Amount a day (${currency})`,
        initial: decimalString(move.amount, 0),
        decimals: true,
        optional: true,
        dispatch: true,
      }),
    ];
  });
}

function effectBlocks(
  weighed: NonNullable<EditForm["weighed"]>,
  proposal: Proposal,
  style: NumberStyle,
): types.KnownBlock[] {
  if (weighed === "working") return [paragraph("⏳ Working out what this would come to…")];
  if ("fault" in weighed) {
    return [paragraph(`⚠️ It cannot be worked out: ${mrkdwnName(weighed.fault, 600)}`)];
  }
  return [
    ...faultBlocks(weighed, proposal),
    ...(weighed.plan === undefined ? [] : planBlocks(weighed.plan, style)),
  ];
}

const FAULT_ROOM = { lines: 8, characters: 2_500 };

function faultBlocks({ faults }: WeighedEdit, { plan }: Proposal): types.KnownBlock[] {
  if (faults.length === 0) return [];
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const all = faults.map(({ move, message }) => {
    const of = move === undefined ? undefined : plan.moves[move];
    const where = of === undefined ? "" : `${mrkdwnName(moveTitle(of, names), 120)}: `;
    return `• ${where}${mrkdwnName(message, 300)}`;
  });
  const { lines, left } = linesWithin(all, FAULT_ROOM);
  const more = left > 0 ? [`and ${left} more`] : [];
  return [paragraph(["⚠️ *This cannot be saved yet*", ...lines, ...more].join("\n"))];
}

const CHANGE_ROOM = { lines: 10, characters: 2_500 };

function planBlocks(plan: ShiftPlan, style: NumberStyle): types.KnownBlock[] {
  const { expected, goal, valueNow, changes } = plan;
  const names = campaignNames(changes.map(({ campaign }) => campaign));
  const money = (amount: bigint) => formatBudget(amount, style);
  const all = changes.map(
    (change) =>
      `• ${names.markup(change.campaign.id)}: ${money(change.beforeMicros)} → ${money(change.afterMicros)} a day, ${stepWords(change, style)}`,
  );
  const { lines, left } = linesWithin(all, CHANGE_ROOM);
  const limits = limitWords(plan, style);
  return [
    ...(expected === undefined
      ? []
      : [paragraph(expectedWords(expected, { goal, style, valueNow }))]),
    ...(plan.passes
      ? []
      : [
          paragraph(
            "⚠️ The numbers alone would not speak for this plan: its gain is too small or too uncertain to be proposed unasked.",
          ),
        ]),
    ...(lines.length === 0
      ? []
      : [
          paragraph(
            [...lines, ...(left > 0 ? [`and ${counted(left, "more campaign")}`] : [])].join("\n"),
          ),
        ]),
    ...notes([limits === "" ? undefined : `What limits it: ${limits}.`]),
  ];
}
