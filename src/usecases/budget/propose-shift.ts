import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import {
  insertProposal,
  openProposal,
  type ProposalRow,
  proposalsUnderWay,
  replaceOpen,
  reserveProposalId,
} from "../../db/proposals.ts";
import { lockWorkspace } from "../../db/workspaces.ts";
import { nextTick } from "../../domain/alerting/schedule.ts";
import type { Silence } from "../../domain/budget/plan/suggestion.ts";
import type { NoShift, ShiftAnswer } from "../../domain/budget/proposal/proposal-notes.ts";
import {
  movedMicros,
  type ProposalKind,
  type ShiftPlan,
} from "../../domain/budget/proposal/proposal.ts";
import type { ShiftSettings } from "../../domain/budget/proposal/shift-settings.ts";
import type { Scope } from "../scope.ts";
import { drawProposal } from "./draw-proposal.ts";
import { oweProposal } from "./owe-proposal.ts";
import { planFromSuggestion, testPlanFrom } from "./plan-from-suggestion.ts";
import { resumeWrites } from "./resume-writes.ts";
import { shiftSettingsOf } from "./shift-settings.ts";
import { storedPlan } from "./stored-plan.ts";
import { type DataSuggestion, type SuggestDeps, suggestFromData } from "./suggest-from-data.ts";

/** In a message people look at so many changes and no more; the rest comes next week. */
export const SPARING = { keep: 0.9, mostCampaigns: 8 } as const;

const HOUR_MS = 3_600_000;
/** Changes that nobody has made in a week are not coming. */
const FORGOTTEN_MS = 7 * 24 * HOUR_MS;

export interface AskedShift {
  readonly channel: string;
  readonly test?: boolean;
  readonly totalChange?: number | undefined;
}

/**
 * Works a shift out and proposes it. While one stands, open or not carried out yet, that one is the answer: budgets
 * that are about to change are nothing to build on.
 */
export async function proposeShift(
  deps: SuggestDeps,
  scope: Scope,
  input: AskedShift,
): Promise<ShiftAnswer> {
  const { channel, test = false, totalChange } = input;
  const { db } = deps;
  const standing = await standingProposal(db, scope);
  if (standing !== undefined) return standing;
  const settings = await shiftSettingsOf(db, scope.workspaceId);
  const data = await suggestFromData(deps, scope, {
    maxStep: settings.maxStep,
    sparing: SPARING,
    totalChange,
  });
  const plan = test ? testPlanFrom(data) : passingPlan(data);
  if (plan === undefined) return { kind: "nothing", nothing: noShift(data) };
  const proposalId = await db.transaction(async (tx) => {
    await lockWorkspace(tx, scope.workspaceId);
    // Whoever asked at the same moment was first.
    if ((await openProposal(tx, scope.workspaceId)) !== undefined) return undefined;
    return storeProposal(tx, scope, { kind: test ? "test" : "shift", channel, plan, settings });
  });
  if (proposalId === undefined) return proposeShift(deps, scope, input);
  return { kind: "proposed", proposal: await drawProposal(db, scope, proposalId) };
}

export async function standingProposal(
  db: Db,
  scope: Scope,
): Promise<Extract<ShiftAnswer, { kind: "standing" }> | undefined> {
  const { workspaceId, now } = scope;
  const open = await openProposal(db, workspaceId);
  const since = now - FORGOTTEN_MS;
  const standing = open ?? (await proposalsUnderWay(db, { workspaceId, since }))[0];
  if (standing === undefined) return undefined;
  const { proposalId } = standing;
  return { kind: "standing", proposal: await drawProposal(db, scope, proposalId) };
}

/** What the evidence speaks for. */
export function passingPlan(data: DataSuggestion): ShiftPlan | undefined {
  const plan = planFromSuggestion(data);
  return plan?.passes === true ? plan : undefined;
}

export function noShift({ portfolio, suggestion, zone, freshness }: DataSuggestion): NoShift {
  const nothingToMove: Silence = { kind: "nothing-to-move", movable: 0 };
  return {
    silence: suggestion.kind === "nothing" ? suggestion.silence : nothingToMove,
    asOf: portfolio.asOf,
    currency: portfolio.currency,
    withheld: suggestion.withheld,
    zone,
    freshness,
  };
}

/** Puts a proposal in the place of the one that is open, with its audit row and its message; returns its number. */
export async function storeProposal(
  tx: Db,
  scope: Scope,
  input: {
    readonly kind: ProposalKind;
    readonly channel: string;
    readonly plan: ShiftPlan;
    readonly settings: ShiftSettings;
    readonly undoOf?: number;
  },
): Promise<number> {
  const { workspaceId, actor, now } = scope;
  const { kind, channel, plan, settings, undoOf } = input;
  const replaced = await replaceOpen(tx, workspaceId);
  if (replaced !== undefined) {
    await resumeWrites(tx, replaced, now);
    await oweProposal(tx, replaced, now);
  }
  const proposalId = await reserveProposalId(tx);
  const row: ProposalRow = {
    workspaceId,
    proposalId,
    kind,
    state: "open",
    version: 1,
    plan: storedPlan(plan),
    differences: [],
    channel,
    deliveryKey: `proposal:${proposalId}`,
    createdBy: actor,
    createdAt: new Date(now),
    expiresAt: new Date(expiry(settings, scope)),
    editedBy: null,
    firstBy: null,
    firstAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    appliedAt: null,
    undoOf: undoOf ?? null,
  };
  await insertProposal(tx, row);
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor,
    verb: "shift.propose",
    subject: `proposal:${proposalId}`,
    details: { kind, moved: movedMicros(plan).toString(), campaigns: plan.changes.length },
  });
  await oweProposal(tx, row, now);
  return proposalId;
}

/** Always before the next proposal that comes by itself. */
function expiry(settings: ShiftSettings, { now, zone }: Scope): number {
  const after = now + settings.expiryHours * HOUR_MS;
  if (settings.channel === undefined) return after;
  const next = nextTick(settings.schedule, settings.timeZone ?? zone, now);
  return next === undefined ? after : Math.min(after, next);
}
