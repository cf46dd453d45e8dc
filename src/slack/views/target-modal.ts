import type { types } from "@slack/bolt";

import type { CampaignLabel, Target } from "../../domain/campaign.ts";
import { decimalString } from "../../domain/money.ts";
import { platformName } from "../../domain/platform.ts";
import { FIELDS } from "../ids.ts";
import { plainName } from "../mrkdwn.ts";
import { inputBlock, option } from "./inputs.ts";
import { modal } from "./modal.ts";
import { notes, plain } from "./text-objects.ts";

export interface TargetForm {
  readonly campaign: CampaignLabel;
  readonly currency: string;
  readonly target: Target | undefined;
  /** The period of the summary that it was opened from. */
  readonly period: string;
  readonly channel?: string;
}

const GOALS = [
  option("cpa", "CPA: what a conversion may cost"),
  option("roas", "ROAS: value back for each unit of spend"),
  option("none", "No target"),
] as const;

/** Sets, changes or removes what a campaign is judged by. The goal's values are `cpa`, `roas` and `none`. */
export function targetModal({
  campaign,
  currency,
  target,
  period,
  channel,
}: TargetForm): types.ModalView {
  const goal = GOALS.find(({ value }) => value === target?.metric) ?? GOALS[0];
  const amount = target && amountOf(target);
  return modal({
    title: "Set a target",
    submit: "Save",
    form: {
      form: "target.save",
      campaignId: campaign.id,
      period,
      ...(channel === undefined ? {} : { channel }),
    },
    blocks: [
      { type: "section", text: plain(nameLine(campaign)) },
      inputBlock(
        { field: FIELDS.targetGoal, label: "Goal" },
        {
          type: "radio_buttons",
          action_id: FIELDS.targetGoal,
          options: [...GOALS],
          initial_option: goal,
        },
      ),
      inputBlock(
        {
          field: FIELDS.targetAmount,
          label: "Target",
          hint: `For CPA an amount in ${currency}, as 40 or 40.50. For ROAS a multiple, as 3.5.`,
          optional: true,
        },
        {
          type: "number_input",
          action_id: FIELDS.targetAmount,
          is_decimal_allowed: true,
          min_value: "0",
          ...(amount === undefined ? {} : { initial_value: amount }),
        },
      ),
      ...notes([
        "The target is drawn as a second line in charts and stands beside every CPA or ROAS.",
      ]),
    ],
  });
}

function nameLine({ name, platform, account }: CampaignLabel): string {
  return `${plainName(name, 300)} · ${platformName(platform)}, ${plainName(account, 100)}`;
}

/** The target as the input takes it; undefined for what no input could have given. */
function amountOf(target: Target): string | undefined {
  if (target.metric === "cpa") {
    return target.micros > 0n ? decimalString(target.micros) : undefined;
  }
  const ratio = Number(target.ratio.toFixed(4));
  return ratio > 0 ? String(ratio) : undefined;
}
