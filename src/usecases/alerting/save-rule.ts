import { changeAlertChannel, listAlertChannels } from "../../db/alert-channels.ts";
import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { oweDeliveries } from "../../db/deliveries.ts";
import { openEpisodesOf } from "../../db/episodes.ts";
import { changeRule, findRule, insertRule } from "../../db/rules.ts";
import { lockWorkspace } from "../../db/workspaces.ts";
import { readyMadeRules } from "../../domain/alerting/ready-made-rules.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import { Conflict, NotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { sameChannel } from "./channels-by-name.ts";
import { closeRule } from "./close-rule.ts";
import { moveAlerts } from "./move-alerts.ts";
import { rootMessages } from "./root-message.ts";
import { ruleFileOf } from "./rule-file.ts";
import { storedRule, storedRules } from "./stored-rules.ts";

export interface SavedRule {
  readonly ruleId: number;
  /** False: the very same rule was in force already. */
  readonly added: boolean;
}

/** Puts a rule in force. The same rule again changes nothing: nobody wants an alert twice. */
export async function addRule(db: Db, scope: Scope, rule: Rule): Promise<SavedRule> {
  const definition = ruleFileOf(rule);
  return db.transaction(async (tx) => {
    await lockWorkspace(tx, scope.workspaceId);
    const same = (await storedRules(tx, scope)).find(
      (stored) => JSON.stringify(ruleFileOf(stored.rule)) === JSON.stringify(definition),
    );
    if (same !== undefined) return { ruleId: same.ruleId, added: false };
    const { workspaceId, actor, now } = scope;
    const ruleId = await insertRule(tx, { workspaceId, definition, actor, now });
    await trustChannel(tx, scope, rule.channel);
    await note(tx, scope, {
      ruleId,
      verb: "rule.add",
      details: { definition: JSON.stringify(definition) },
    });
    return { ruleId, added: true };
  });
}

/** Puts the rules in force that most teams want; those that are there already stay as they are. */
export async function addReadyMadeRules(
  db: Db,
  scope: Scope,
  { channel }: { readonly channel: string },
): Promise<number> {
  return db.transaction(async (tx) => {
    let added = 0;
    for (const rule of readyMadeRules(channel)) {
      if ((await addRule(tx, scope, rule)).added) added += 1;
    }
    return added;
  });
}

/** Changes a rule. What fires under it goes on, and is judged by the new words from the next evaluation on. */
export async function editRule(
  db: Db,
  scope: Scope,
  input: { readonly ruleId: number; readonly rule: Rule },
): Promise<void> {
  const { ruleId, rule } = input;
  const { channel } = rule;
  const definition = ruleFileOf(rule);
  await db.transaction(async (tx) => {
    const before = await storedRule(tx, scope, ruleId);
    await change(tx, scope, {
      ruleId,
      verb: "rule.edit",
      details: { definition: JSON.stringify(definition) },
      change: { definition },
    });
    if (before?.rule.channel !== channel) {
      await moveAlerts(tx, { workspaceId: scope.workspaceId, ruleId, channel });
    }
    await trustChannel(tx, scope, channel);
  });
}

/** Takes a rule out of force; what fires under it is over. */
export async function removeRule(db: Db, scope: Scope, ruleId: number): Promise<void> {
  await db.transaction(async (tx) => {
    await change(tx, scope, {
      ruleId,
      verb: "rule.remove",
      details: {},
      change: { removed: true },
    });
    await closeRule(tx, scope, ruleId);
  });
}

/** Silences a rule until an instant (undefined: until it is unmuted), or gives it its voice back. */
export async function muteRule(
  db: Db,
  scope: Scope,
  input: { readonly ruleId: number; readonly muted: { readonly until: number | undefined } | null },
): Promise<void> {
  const { ruleId, muted } = input;
  await db.transaction(async (tx) => {
    await change(tx, scope, {
      ruleId,
      verb: muted === null ? "rule.unmute" : "rule.mute",
      details: { until: muted?.until ?? null },
      change: { muted },
    });
    await oweDeliveries(
      tx,
      rootMessages(await openEpisodesOf(tx, scope.workspaceId, [ruleId]), scope.now),
    );
  });
}

interface RuleChange {
  readonly ruleId: number;
  readonly verb: string;
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly change: Omit<Parameters<typeof changeRule>[2], "actor" | "now">;
}

async function change(db: Db, scope: Scope, input: RuleChange): Promise<void> {
  const { workspaceId, actor, now } = scope;
  await db.transaction(async (tx) => {
    const key = { workspaceId, ruleId: input.ruleId };
    if (!(await changeRule(tx, key, { ...input.change, actor, now }))) {
      throw await whyUnchanged(tx, scope, input.ruleId);
    }
    await note(tx, scope, input);
  });
}

async function whyUnchanged(db: Db, scope: Scope, ruleId: number): Promise<Error> {
  const muted = (await storedRules(db, scope)).find((one) => one.ruleId === ruleId)?.muted;
  return muted === undefined
    ? noRule(db, scope, ruleId)
    : new Conflict("That rule is muted at least as long already.", muted.by);
}

/** A rule that was removed is told from one that never was. */
export async function noRule(db: Db, { workspaceId }: Scope, ruleId: number): Promise<NotFound> {
  const was = (await findRule(db, { workspaceId, ruleId })) !== undefined;
  const words = `There is no rule ${ruleId}${was ? " any more" : ""}.`;
  return new NotFound(`${words} /perf rules lists those in force.`);
}

async function note(
  db: Db,
  { workspaceId, actor, now }: Scope,
  { ruleId, verb, details }: Omit<RuleChange, "change">,
): Promise<void> {
  await recordAudit(db, { workspaceId, at: now, actor, verb, subject: `rule:${ruleId}`, details });
}

/** Somebody names a channel that was lost: it is tried again. */
async function trustChannel(db: Db, { workspaceId }: Scope, channel: string): Promise<void> {
  const isSame = await sameChannel(db, workspaceId);
  for (const known of await listAlertChannels(db, workspaceId)) {
    if (known.lostReason === null || !isSame(known.channel, channel)) continue;
    await changeAlertChannel(db, known, { lostReason: null, lostAt: null });
  }
}
