import type { types } from "@slack/bolt";

import { PLATFORMS, platformName } from "../../domain/platform.ts";
import { TABLE_FORMS, tableFormName } from "../../domain/source/table-form.ts";
import { SOURCE_FIELDS } from "../forms/source-fields.ts";
import { inputBlock, option, textInput } from "./inputs.ts";
import { modal } from "./modal.ts";
import { notes } from "./text-objects.ts";

const FORMS = [
  ...TABLE_FORMS.map((form) => option(form, tableFormName(form))),
  option("plain", "Own table: date, campaign, spend, clicks …"),
];

/** Adds a table of the team's warehouse as a source. */
export function sqlSourceModal({ channel }: { readonly channel?: string }): types.ModalView {
  return modal({
    title: "Add a SQL source",
    submit: "Add",
    form: { form: "source.save", ...(channel === undefined ? {} : { channel }) },
    blocks: [
      textInput({
        field: SOURCE_FIELDS.name,
        label: "Name",
        placeholder: "Warehouse: Google",
        maxLength: 100,
      }),
      textInput({
        field: SOURCE_FIELDS.table,
        label: "Table",
        placeholder: "analytics_ad_reporting.ad_reporting__campaign_report",
        hint: "In the warehouse that whoever runs Trimtab has connected, as schema.table.",
        maxLength: 190,
      }),
      inputBlock(
        { field: SOURCE_FIELDS.form, label: "What kind of table" },
        {
          type: "static_select",
          action_id: SOURCE_FIELDS.form,
          options: FORMS,
          ...(FORMS[0] === undefined ? {} : { initial_option: FORMS[0] }),
        },
      ),
      textInput({
        field: SOURCE_FIELDS.account,
        label: "Account id",
        hint: "As the table has it; anything where the table holds one account alone.",
        maxLength: 100,
      }),
      textInput({
        field: SOURCE_FIELDS.accountName,
        label: "Account's name in Trimtab",
        placeholder: "Main",
        maxLength: 100,
      }),
      inputBlock(
        { field: SOURCE_FIELDS.platform, label: "Platform" },
        {
          type: "static_select",
          action_id: SOURCE_FIELDS.platform,
          options: PLATFORMS.map((platform) => option(platform, platformName(platform))),
        },
      ),
      textInput({
        field: SOURCE_FIELDS.currency,
        label: "Currency",
        placeholder: "USD",
        maxLength: 3,
      }),
      textInput({
        field: SOURCE_FIELDS.zone,
        label: "Time zone of the account",
        placeholder: "America/New_York",
        maxLength: 64,
      }),
      textInput({
        field: SOURCE_FIELDS.actionType,
        label: "Action type that counts as a conversion",
        hint: "For Airbyte's Facebook table alone, such as purchase.",
        optional: true,
        maxLength: 100,
      }),
      ...notes([
        "No password is asked for here: the warehouse's address is set where Trimtab runs. The platforms' own credentials are added there too, with `trimtab source add`.",
      ]),
    ],
  });
}
