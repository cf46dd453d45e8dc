import { recordAudit } from "../../db/audit.ts";
import { claimShiftTick, listShiftSettings } from "../../db/shift-settings.ts";
import { lockWorkspace } from "../../db/workspaces.ts";
import { newestTick } from "../../domain/alerting/schedule.ts";
import type { ShiftSettings } from "../../domain/budget/proposal/shift-settings.ts";
import type { Scope } from "../scope.ts";
import { noShift, passingPlan, SPARING, standingProposal, storeProposal } from "./propose-shift.ts";
import { shiftSettingsFrom } from "./shift-settings.ts";
import { type SuggestDeps, suggestFromData } from "./suggest-from-data.ts";

/**
 * Owes each workspace the proposal of its schedule's newest tick, or keeps silent and puts the reason on record. The
 * tick is taken in the transaction that stores what it brought: whoever dies before has taken nothing.
 */
export async function proposeDueShifts(
  deps: SuggestDeps,
  scopeOf: (workspaceId: number) => Promise<Scope>,
): Promise<void> {
  for (const row of await listShiftSettings(deps.db)) {
    const settings = shiftSettingsFrom(row.settings);
    const scope = await scopeOf(row.workspaceId);
    const tick = newestTick(settings.schedule, settings.timeZone ?? scope.zone, scope.now);
    if (settings.channel === undefined || tick === undefined) continue;
    if (tick > row.lastTick.getTime()) {
      await proposeAt(deps, scope, { tick, settings, channel: settings.channel });
    }
  }
}

async function proposeAt(
  deps: SuggestDeps,
  scope: Scope,
  due: { readonly tick: number; readonly settings: ShiftSettings; readonly channel: string },
): Promise<void> {
  const { db } = deps;
  const { workspaceId, actor, now } = scope;
  const { tick, settings, channel } = due;
  // Budgets that are about to change are nothing to build on.
  const waits = (await standingProposal(db, scope))?.proposal.state === "approved";
  const data = waits
    ? undefined
    : await suggestFromData(deps, scope, { maxStep: settings.maxStep, sparing: SPARING });
  const plan = data && passingPlan(data);
  await db.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (!(await claimShiftTick(tx, { workspaceId, tick }))) return;
    if (plan !== undefined) {
      await storeProposal(tx, scope, { kind: "shift", channel, plan, settings });
      return;
    }
    const reason = data === undefined ? "under-way" : noShift(data).silence.kind;
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.silence",
      subject: "shifts",
      details: { reason },
    });
  });
}
