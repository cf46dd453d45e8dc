import type { types } from "@slack/bolt";

import type { Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { SHIFT_FIELDS } from "../../forms/shift-fields.ts";
import { inputBlock, numberInput, option, textInput } from "../inputs.ts";
import { modal } from "../modal.ts";
import { notes, plain } from "../text-objects.ts";
import { campaignNames } from "./campaign-names.ts";

export interface RejectForm {
  readonly proposal: Proposal;
  readonly channel?: string;
}

/** What a person may ask for from now on; the values are what the form is read by. */
const KINDS = [
  option("none", "Nothing more: only this plan is rejected"),
  option("frozen", "Leave a campaign alone"),
  option("min", "Never give a campaign less than an amount"),
  option("max", "Never give a campaign more than an amount"),
] as const;

const MAX_OPTIONS = 100;

/** Rejects a proposal with a reason, which may hold for later plans too. */
export function rejectModal({ proposal, channel }: RejectForm): types.ModalView {
  const { proposalId, version, plan } = proposal;
  return modal({
    title: "Reject the shift",
    submit: "Reject",
    form: {
      form: "shift.refuse",
      proposalId,
      version,
      ...(channel === undefined ? {} : { channel }),
    },
    blocks: [
      textInput({
        field: SHIFT_FIELDS.reason,
        label: "Why",
        hint: "Everybody reads it in the thread; the next plan is made by people who know.",
        placeholder: "Brand has a promotion until the middle of December",
        maxLength: 300,
        multiline: true,
        optional: true,
      }),
      inputBlock(
        { field: SHIFT_FIELDS.lockKind, label: "And from now on" },
        {
          type: "static_select",
          action_id: SHIFT_FIELDS.lockKind,
          options: [...KINDS],
          initial_option: KINDS[0],
        },
      ),
      ...lockInputs(proposal),
      ...notes([
        `Amounts are daily budgets in ${plan.currency}. \`/perf shift settings\` lifts it again.`,
      ]),
    ],
  });
}

function lockInputs({ plan }: Proposal): types.KnownBlock[] {
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const options = plan.changes
    .slice(0, MAX_OPTIONS)
    .map(({ campaign }) => option(String(campaign.id), names.plain(campaign.id)));
  if (options.length === 0) return [];
  return [
    inputBlock(
      { field: SHIFT_FIELDS.lockCampaign, label: "Which campaign", optional: true },
      {
        type: "static_select",
        action_id: SHIFT_FIELDS.lockCampaign,
        placeholder: plain("Choose a campaign"),
        options,
      },
    ),
    numberInput({
      field: SHIFT_FIELDS.lockAmount,
      label: "Amount a day",
      hint: "Only where it is never to get less, or more.",
      decimals: true,
      optional: true,
    }),
    inputBlock(
      {
        field: SHIFT_FIELDS.lockUntil,
        label: "Until",
        hint: "The last day that it holds. Left empty: until somebody lifts it.",
        optional: true,
      },
      { type: "datepicker", action_id: SHIFT_FIELDS.lockUntil },
    ),
  ];
}
