import type { Db } from "../../db/db.ts";
import { firingEpisodes } from "../../db/episodes.ts";
import type { RuleLine } from "../../domain/alerting/alert-notes.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import type { Scope } from "../scope.ts";
import { channelsByName } from "./channels-by-name.ts";
import { noRule } from "./save-rule.ts";
import { type StoredRule, storedRules } from "./stored-rules.ts";

/** The rules in force, oldest first. */
export async function listRuleLines(db: Db, scope: Scope): Promise<RuleLine[]> {
  const { workspaceId, now, zone } = scope;
  const firing = await firingEpisodes(db, workspaceId);
  const channels = await channelsByName(db, workspaceId);
  return (await storedRules(db, scope)).map(({ ruleId, rule, muted }) => ({
    ruleId,
    rule,
    zone: rule.timeZone ?? zone,
    muted,
    nextTick: nextTick(rule.schedule, rule.timeZone ?? zone, now),
    open: firing.filter((row) => row.ruleId === ruleId).length,
    channelTrouble: channels.get(rule.channel)?.lostReason ?? undefined,
  }));
}

/** One rule in force. */
export async function showRule(db: Db, scope: Scope, ruleId: number): Promise<StoredRule> {
  const found = (await storedRules(db, scope)).find((stored) => stored.ruleId === ruleId);
  if (found === undefined) throw await noRule(db, scope, ruleId);
  return found;
}
