import { isZone } from "../../domain/day.ts";
import { isCurrency } from "../../domain/money.ts";
import type { NamedSqlSource } from "../../usecases/source-desk.ts";
import type { FormReading } from "./read-forms.ts";
import { SOURCE_FIELDS } from "./source-fields.ts";
import { inputOf, type StateValues, textOf } from "./state-values.ts";

/** The columns of a team's own table where they have the plainest names. */
const PLAIN_COLUMNS = {
  date: "date",
  campaign: "campaign",
  spend: "spend",
  impressions: "impressions",
  clicks: "clicks",
  conversions: "conversions",
  value: "value",
};

export function readSourceForm(values: StateValues): FormReading<NamedSqlSource> {
  const text = (field: string): string => textOf(values, field) ?? "";
  const chosen = (field: string) => inputOf(values, field)?.selected_option?.value;
  const currency = text(SOURCE_FIELDS.currency).toUpperCase();
  const zone = text(SOURCE_FIELDS.zone);
  const table = text(SOURCE_FIELDS.table);
  const errors: Record<string, string> = {
    ...(isCurrency(currency)
      ? {}
      : { [SOURCE_FIELDS.currency]: "That is not a currency code. Write it as USD or EUR." }),
    ...(isZone(zone)
      ? {}
      : {
          [SOURCE_FIELDS.zone]:
            "That is not a time zone. Write it as Europe/Berlin or America/New_York.",
        }),
    ...(/^[^\s.;]+(?:\.[^\s.;]+){0,2}$/.test(table)
      ? {}
      : { [SOURCE_FIELDS.table]: "Write it as schema.table." }),
  };
  if (Object.keys(errors).length > 0) return { kind: "faulty", errors };
  const form = chosen(SOURCE_FIELDS.form);
  const actionType = text(SOURCE_FIELDS.actionType);
  return {
    kind: "read",
    value: {
      name: text(SOURCE_FIELDS.name),
      settings: {
        table,
        ...(form === "plain" ? { columns: PLAIN_COLUMNS } : { form }),
        ...(actionType === "" ? {} : { actionType }),
        accounts: [
          {
            id: text(SOURCE_FIELDS.account),
            name: text(SOURCE_FIELDS.accountName),
            platform: chosen(SOURCE_FIELDS.platform),
            currency,
            timezone: zone,
          },
        ],
      },
    },
  };
}
