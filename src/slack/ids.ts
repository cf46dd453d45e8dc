import { z } from "zod";

import { METRICS } from "../domain/kpi.ts";
import { isPeriodText } from "../domain/period.ts";

const campaignId = z.int().positive();
const period = z.string().max(40).refine(isPeriodText);
const uploadId = z.string().regex(/^[\w-]{1,64}$/);

const pressSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("perf.show"), campaignId, period }),
  z.object({ action: z.literal("perf.period"), campaignId, period }),
  z.object({ action: z.literal("perf.share"), campaignId, period }),
  z.object({ action: z.literal("perf.target"), campaignId, period }),
  z.object({
    action: z.literal("perf.compare"),
    campaignIds: z.tuple([campaignId, campaignId]),
    period,
  }),
  z.object({ action: z.literal("perf.overview"), period }),
  z.object({ action: z.literal("perf.top"), metric: z.enum(METRICS), period }),
  z.object({ action: z.literal("perf.help") }),
  z.object({ action: z.literal("import.open") }),
  z.object({ action: z.literal("import.confirm"), uploadId }),
  z.object({ action: z.literal("import.skip"), uploadId }),
  z.object({ action: z.literal("import.edit"), uploadId }),
  z.object({ action: z.literal("import.cancel"), uploadId }),
  z.object({ action: z.literal("settings.open") }),
]);

/**
 * What a button asks for. `perf.show` answers with a campaign's summary, `perf.period` puts another period into the
 * message that it is on, `import.skip` loads the rows that can be read.
 */
export type Press = z.infer<typeof pressSchema>;

/** The action ids of every button: one listener serves them all. */
export const PRESS_PATTERN = /^(?:perf|import|settings)\./;

/** Action id of the nth button of its kind in a block, from 1: an id may stand only once in a block. */
export function pressId(press: Press, nth = 1): string {
  return nth === 1 ? press.action : `${press.action}:${nth}`;
}

/** A button's value: JSON, far below Slack's 2,000 characters. */
export function pressValue(press: Press): string {
  return JSON.stringify(press);
}

/** The press behind an action id and its value; undefined for a value of another version or another app. */
export function parsePress(actionId: string, value: string | undefined): Press | undefined {
  const parsed = pressSchema.safeParse(jsonOf(value));
  if (!parsed.success) return undefined;
  const { action } = parsed.data;
  return actionId === action || actionId.startsWith(`${action}:`) ? parsed.data : undefined;
}

const channel = z
  .string()
  .regex(/^[A-Z0-9]{1,32}$/)
  .optional();

const formSchema = z.discriminatedUnion("form", [
  z.object({ form: z.literal("target.save"), campaignId, period, channel }),
  z.object({ form: z.literal("import.submit"), uploadId: uploadId.optional(), channel }),
  z.object({ form: z.literal("settings.save"), channel }),
]);

/** A modal's callback id (`form`) and what it must remember until it is sent: kept in `private_metadata`. */
export type Form = z.infer<typeof formSchema>;

/** The callback ids of every modal. */
export const FORM_PATTERN = /^(?:target|import|settings)\./;

export function formMetadata(form: Form): string {
  return JSON.stringify(form);
}

/** The form behind a callback id and its metadata; undefined for another version's or another app's. */
export function parseForm(callbackId: string, metadata: string | undefined): Form | undefined {
  const parsed = formSchema.safeParse(jsonOf(metadata));
  return parsed.success && parsed.data.form === callbackId ? parsed.data : undefined;
}

/** Inputs of the modals: each is both the block id and the action id under which the state holds the value. */
export const FIELDS = {
  targetGoal: "target.goal",
  targetAmount: "target.amount",
  importFile: "import.file",
  importAccount: "import.account",
  importPlatform: "import.platform",
  importCurrency: "import.currency",
  importZone: "import.zone",
  importPeriod: "import.period",
  settingsZone: "settings.zone",
} as const;

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
