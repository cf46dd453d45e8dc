import { z } from "zod";

import { isZone } from "../../domain/day.ts";
import { isCurrency } from "../../domain/money.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { TABLE_FORMS } from "../../domain/source/table-form.ts";
import { type ColumnMap, columnOf, knownMap } from "./column-map.ts";

const name = z.string().trim().min(1, "must not be empty").max(200);
const column = name.optional();

const columns = z.strictObject({
  date: name,
  campaign: name,
  campaignId: column,
  spend: name,
  impressions: column,
  clicks: column,
  conversions: column,
  value: column,
  account: column,
  platform: column,
  extractedAt: column,
  key: z.array(name).optional(),
});

const account = z.strictObject({
  /** As the table's account column has it; any text where the table has none. */
  id: name,
  name,
  platform: z.enum(PLATFORMS, { error: `must be one of ${PLATFORMS.join(", ")}` }),
  /** As the table's platform column has it, where that differs: `facebook_ads`. */
  tablePlatform: column,
  currency: z.string().refine(isCurrency, "must be a code such as USD"),
  timezone: z.string().refine(isZone, "must be a zone such as Europe/Berlin"),
});

/** What a SQL source is told: a table or a query, where its columns are, and whose numbers it holds. */
export const sqlSettings = z
  .strictObject({
    table: z
      .string()
      .regex(/^[^\s.;]+(?:\.[^\s.;]+){0,2}$/, "must be a table such as analytics.campaign_days")
      .optional(),
    query: z.string().min(1).optional(),
    form: z.enum(TABLE_FORMS, { error: `must be one of ${TABLE_FORMS.join(", ")}` }).optional(),
    columns: columns.optional(),
    unit: z.enum(["major", "micros"], { error: "must be major or micros" }).optional(),
    /** Meta's name of what counts as a conversion, for tables that have them apart. */
    actionType: name.optional(),
    accounts: z.array(account).default([]),
  })
  .refine(({ table, query }) => (table === undefined) !== (query === undefined), {
    path: ["table"],
    error: "say either a table or a query",
  })
  .refine(({ form, columns: named }) => (form === undefined) !== (named === undefined), {
    path: ["columns"],
    error: `say either the columns, or a form: ${TABLE_FORMS.join(", ")}`,
  });

export type SqlSettings = z.infer<typeof sqlSettings>;
export type SqlAccount = SqlSettings["accounts"][number];

export const sqlSecrets = z.strictObject({
  url: z
    .string({
      error: "must be the address of a Postgres: postgres://reader:password@host/database",
    })
    .regex(/^postgres(?:ql)?:\/\/./, "must begin with postgres:// or postgresql://"),
});

export function mapOf(settings: SqlSettings): ColumnMap {
  const { form, columns: named, unit, actionType } = settings;
  if (form !== undefined) {
    const known = knownMap(form, actionType);
    return unit === undefined ? known : { ...known, unit };
  }
  if (named === undefined) throw new Error("Settings without columns have a form.");
  const of = (given: string | undefined) => (given === undefined ? undefined : columnOf(given));
  return {
    date: columnOf(named.date),
    campaign: columnOf(named.campaign),
    campaignId: named.campaignId === undefined ? undefined : `${columnOf(named.campaignId)}::text`,
    spend: columnOf(named.spend),
    impressions: of(named.impressions),
    clicks: of(named.clicks),
    conversions: of(named.conversions),
    value: of(named.value),
    account: named.account === undefined ? undefined : `${columnOf(named.account)}::text`,
    platform: of(named.platform),
    extractedAt: of(named.extractedAt),
    key: (named.key ?? []).map(columnOf),
    unit: unit ?? "major",
  };
}
