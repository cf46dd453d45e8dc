import { z } from "zod";

import { type Day, type DayRange, isDay } from "../../domain/day.ts";
import { parseMicros } from "../../domain/money.ts";
import { remember } from "../../domain/remember.ts";
import { roundConversions, type Totals } from "../../domain/totals.ts";
import { shaped } from "../api/api-client.ts";
import { META } from "./meta-call.ts";
import type { GraphParams } from "./meta-graph.ts";
import type { AttributionWindow, MetaSettings } from "./meta-settings.ts";

const knownDay = remember(isDay);
const day = z.string().refine(knownDay, { error: "is not a day" });
const count = z.string().regex(/^\d+$/, { error: "is not a count" }).transform(Number).default(0);
const money = z.string().transform((text, context) => {
  const micros = parseMicros(text);
  if (micros !== undefined) return micros;
  context.addIssue({ code: "custom", message: "is not an amount" });
  return z.NEVER;
});
/** One action's figure by window; the other keys are windows that nobody asked for, and `value`. */
const figure = z.looseObject({ action_type: z.string() });

/** One campaign's day. */
export const metaDayForm = z
  .object({
    campaign_id: z.string().min(1),
    campaign_name: z.string().optional(),
    date_start: day,
    date_stop: day,
    spend: money.default(0n),
    impressions: count,
    clicks: count,
    inline_link_clicks: count,
    actions: z.array(figure).default([]),
    action_values: z.array(figure).default([]),
  })
  .refine((row) => row.date_start === row.date_stop, { error: "is not a single day" });
export type MetaDay = z.output<typeof metaDayForm>;

/** What a call of insights asks for; days without delivery are not in its answer. */
export function insightParams(settings: MetaSettings, { from, to }: DayRange): GraphParams {
  const clicks = settings.clicks === "link" ? "inline_link_clicks" : "clicks";
  const plain = `campaign_id,campaign_name,spend,impressions,${clicks}`;
  const counted = settings.actionType !== undefined;
  return {
    level: "campaign",
    time_increment: "1",
    time_range: JSON.stringify({ since: from, until: to }),
    fields: counted ? `${plain},actions,action_values` : plain,
    ...(counted ? { action_attribution_windows: JSON.stringify(settings.attributionWindows) } : {}),
  };
}

/**
 * The numbers of a day. Conversions and their value are those of the chosen action alone, added up over the chosen
 * windows. `value` beside the windows is not read: it is the account's own default, whatever was chosen. A window that
 * is not there has nothing.
 */
export function metaTotals(
  row: MetaDay,
  { actionType, attributionWindows: windows, clicks }: MetaSettings,
): { readonly externalId: string; readonly day: Day; readonly totals: Totals } {
  return {
    externalId: row.campaign_id,
    day: row.date_start,
    totals: {
      spendMicros: row.spend,
      impressions: row.impressions,
      clicks: clicks === "link" ? row.inline_link_clicks : row.clicks,
      conversions: conversionsOf(row.actions, actionType, windows),
      valueMicros: sumOf(row.action_values, actionType, windows),
    },
  };
}

type Figure = z.output<typeof figure>;

/** The chosen action's conversions, which may be fractional. */
export function conversionsOf(
  figures: readonly Figure[],
  actionType: string | undefined,
  windows: readonly AttributionWindow[],
): number {
  return roundConversions(Number(sumOf(figures, actionType, windows)) / 1e6);
}

/** In millionths. */
function sumOf(
  figures: readonly Figure[],
  actionType: string | undefined,
  windows: readonly AttributionWindow[],
): bigint {
  if (actionType === undefined) return 0n;
  const chosen = figures.filter(({ action_type: type }) => type === actionType);
  let sum = 0n;
  for (const one of chosen) {
    for (const window of windows) sum += shaped(META, money, one[window] ?? "0");
  }
  return sum;
}
