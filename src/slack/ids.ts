import { z } from "zod";

import { METRICS } from "../domain/kpi.ts";
import { isPeriodText } from "../domain/period.ts";

const campaignId = z.int().positive();
const period = z.string().max(40).refine(isPeriodText);
const uploadId = z.string().regex(/^[\w-]{1,64}$/);
const episodeId = z.int().positive();
const ruleId = z.int().positive();
const proposalId = z.int().positive();
const sourceId = z.int().positive();
const accountId = z.int().positive();
/** The version of the plan that was seen when it was pressed. */
const version = z.int().positive();
const channelId = z.string().regex(/^[A-Z0-9]{1,32}$/);

/** A person or a user group. */
const approverId = z.string().regex(/^[UWS][A-Z0-9]{1,32}$/);

/** Hours that an alert can be snoozed for. */
export const SNOOZE_HOURS = [1, 24, 168] as const;

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
  z.object({ action: z.literal("perf.why"), campaignId }),
  z.object({ action: z.literal("perf.help") }),
  z.object({ action: z.literal("import.open") }),
  z.object({ action: z.literal("import.confirm"), uploadId }),
  z.object({ action: z.literal("import.skip"), uploadId }),
  z.object({ action: z.literal("import.edit"), uploadId }),
  z.object({ action: z.literal("import.cancel"), uploadId }),
  z.object({ action: z.literal("settings.open") }),
  z.object({ action: z.literal("source.load"), sourceId }),
  z.object({ action: z.literal("source.pause"), sourceId }),
  z.object({ action: z.literal("source.resume"), sourceId }),
  z.object({ action: z.literal("source.writes"), accountId, writes: z.boolean() }),
  z.object({ action: z.literal("source.new") }),
  z.object({ action: z.literal("alert.acknowledge"), episodeId }),
  z.object({
    action: z.literal("alert.acknowledgeAll"),
    digestKey: z.string().min(1).max(200),
  }),
  z.object({ action: z.literal("alert.snooze"), episodeId, hours: z.literal(SNOOZE_HOURS) }),
  z.object({ action: z.literal("alert.why"), episodeId }),
  z.object({ action: z.literal("alert.open"), episodeId }),
  z.object({ action: z.literal("alert.list") }),
  z.object({ action: z.literal("rule.mute"), ruleId }),
  z.object({ action: z.literal("rule.unmute"), ruleId }),
  z.object({ action: z.literal("rule.edit"), ruleId }),
  z.object({ action: z.literal("rule.remove"), ruleId }),
  z.object({ action: z.literal("rule.new") }),
  z.object({ action: z.literal("rule.presets") }),
  z.object({ action: z.literal("rule.list"), offset: z.int().min(0) }),
  z.object({ action: z.literal("rule.preview") }),
  z.object({ action: z.literal("channel.settings"), channel: channelId.optional() }),
  z.object({ action: z.literal("shift.ask") }),
  z.object({ action: z.literal("shift.test") }),
  z.object({ action: z.literal("shift.show"), proposalId }),
  z.object({ action: z.literal("shift.approve"), proposalId, version }),
  z.object({ action: z.literal("shift.edit"), proposalId, version }),
  z.object({ action: z.literal("shift.reject"), proposalId, version }),
  z.object({ action: z.literal("shift.numbers"), proposalId }),
  z.object({ action: z.literal("shift.done"), proposalId, campaignId }),
  z.object({ action: z.literal("shift.skip"), proposalId, campaignId }),
  z.object({ action: z.literal("shift.allDone"), proposalId }),
  z.object({ action: z.literal("shift.retry"), proposalId, campaignId: campaignId.optional() }),
  z.object({ action: z.literal("shift.undo"), proposalId }),
  z.object({ action: z.literal("shift.record") }),
  z.object({ action: z.literal("shift.settings") }),
  z.object({ action: z.literal("shift.configure") }),
  z.object({ action: z.literal("shift.approver"), approver: approverId.optional() }),
  z.object({ action: z.literal("shift.unlock"), campaignId }),
  z.object({ action: z.literal("shift.weigh") }),
]);

/**
 * What a button asks for. `perf.show` answers with a campaign's summary, `perf.period` puts another period into the
 * message that it is on, `import.skip` loads the rows that can be read. `rule.preview` comes from the rule's modal:
 * it shows what the rule would have done; `shift.weigh` from that of an edited shift, in the same way. `channel.settings` without a channel is about the one that it is pressed in.
 */
export type Press = z.infer<typeof pressSchema>;

/** The action ids of every button: one listener serves them all. */
export const PRESS_PATTERN = /^(?:perf|import|settings|source|alert|rule|channel|shift)\./;

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

/** What an option of a select may ask for: its value is at most 75 characters, so no text goes into it. */
export type Choice = Extract<
  Press,
  { action: "alert.snooze" | "alert.open" | "rule.edit" | "rule.mute" | "rule.unmute" }
>;

/** Action ids of the selects whose options are presses. */
export const CHOOSERS = { snooze: "alert.choose.snooze", open: "alert.choose.open" } as const;

/** The value of a select's option. */
export function choiceValue(choice: Choice): string {
  return JSON.stringify(choice);
}

/** The press behind the option that was chosen; undefined for another version's or another app's. */
export function parseChoice(value: string | undefined): Press | undefined {
  const parsed = pressSchema.safeParse(jsonOf(value));
  return parsed.success ? parsed.data : undefined;
}

const channel = channelId.optional();

const formSchema = z.discriminatedUnion("form", [
  z.object({ form: z.literal("target.save"), campaignId, period, channel }),
  z.object({ form: z.literal("import.submit"), uploadId: uploadId.optional(), channel }),
  z.object({ form: z.literal("settings.save"), channel }),
  z.object({ form: z.literal("source.save"), channel }),
  z.object({ form: z.literal("rule.save"), ruleId: ruleId.optional(), channel }),
  z.object({ form: z.literal("channel.save"), channel: channelId }),
  z.object({ form: z.literal("shift.save"), proposalId, version, channel }),
  z.object({ form: z.literal("shift.refuse"), proposalId, version, channel }),
  z.object({ form: z.literal("shift.setup"), channel }),
  z.object({ form: z.literal("shift.approverSave"), approver: approverId.optional(), channel }),
]);

/** A modal's callback id (`form`) and what it must remember until it is sent: kept in `private_metadata`. */
export type Form = z.infer<typeof formSchema>;

/** The callback ids of every modal. */
export const FORM_PATTERN = /^(?:target|import|settings|source|rule|channel|shift)\./;

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
  channelBroadcast: "channel.broadcast",
  channelMorning: "channel.morning",
  channelZone: "channel.zone",
} as const;

/** Inputs of the rule's modal, in the same way. */
export const RULE_FIELDS = {
  name: "rule.input.name",
  scope: "rule.input.scope",
  scopeText: "rule.input.scopeText",
  metric: "rule.input.metric",
  when: "rule.input.when",
  limit: "rule.input.limit",
  factor: "rule.input.factor",
  percent: "rule.input.percent",
  endBand: "rule.input.endBand",
  days: "rule.input.days",
  ignoreLastDays: "rule.input.ignoreLastDays",
  settledOnly: "rule.input.settledOnly",
  minSpend: "rule.input.minSpend",
  minClicks: "rule.input.minClicks",
  minConversions: "rule.input.minConversions",
  confidence: "rule.input.confidence",
  for: "rule.input.for",
  margin: "rule.input.margin",
  recoverFor: "rule.input.recoverFor",
  remind: "rule.input.remind",
  severity: "rule.input.severity",
  channel: "rule.input.channel",
  channelName: "rule.input.channelName",
  people: "rule.input.people",
  groups: "rule.input.groups",
  schedule: "rule.input.schedule",
  cron: "rule.input.cron",
  zone: "rule.input.zone",
  quietFrom: "rule.input.quietFrom",
  quietTo: "rule.input.quietTo",
} as const;

/** What a change of an input asks for, where it is told at once: the rule's preview is made anew. */
export function pressOfInput(actionId: string): Press | undefined {
  if (actionId.startsWith("rule.input.")) return { action: "rule.preview" };
  return actionId.startsWith("shift.input.") ? { action: "shift.weigh" } : undefined;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
