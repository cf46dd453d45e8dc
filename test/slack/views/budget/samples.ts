import type { Silence } from "../../../../src/domain/budget/plan/suggestion.ts";
import type { CampaignLock } from "../../../../src/domain/budget/proposal/campaign-lock.ts";
import type { NoShift } from "../../../../src/domain/budget/proposal/proposal-notes.ts";
import type {
  ChangeProgress,
  Proposal,
  ProposedChange,
  ShiftPlan,
} from "../../../../src/domain/budget/proposal/proposal.ts";
import {
  type ShiftSettings,
  USUAL_SHIFT_SETTINGS,
} from "../../../../src/domain/budget/proposal/shift-settings.ts";
import type { Scorecard } from "../../../../src/domain/budget/scorecard/scorecard.ts";
import type { TrackRecord } from "../../../../src/domain/budget/scorecard/track-record.ts";
import type { CampaignLabel } from "../../../../src/domain/campaign.ts";
import type { Platform } from "../../../../src/domain/platform.ts";
import { NOW, ZONE } from "../samples.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const FRESH = { lastDay: "2026-11-21", loadedAt: Date.UTC(2026, 10, 22, 11, 5) };

export const MAYA = { by: "slack:U0MAYA", at: NOW - 2 * HOUR };
export const LEO = { by: "slack:U0LEO", at: NOW - HOUR };

export function labelOf(
  id: number,
  name: string,
  platform: Platform = "google_ads",
): CampaignLabel {
  return { id, name, platform, account: "Main", status: "active" };
}

export const PROSPECTING = labelOf(1, "Prospecting", "meta_ads");
export const NONBRAND = labelOf(2, "Nonbrand");
export const RETARGETING = labelOf(3, "Retargeting", "meta_ads");

function change(
  campaign: CampaignLabel,
  [before, after]: readonly [number, number],
  rest: Pick<ProposedChange, "binds" | "reason">,
): ProposedChange {
  return {
    campaign,
    beforeMicros: BigInt(before * 1e6),
    afterMicros: BigInt(after * 1e6),
    ...rest,
  };
}

export const PLAN: ShiftPlan = {
  asOf: "2026-11-21",
  currency: "USD",
  goal: "value",
  maxStep: 0.2,
  changes: [
    change(NONBRAND, [300, 360], {
      binds: "step",
      reason: { marginalReturn: 2.9, averageReturn: 4.1, budgetChanges: 4 },
    }),
    change(PROSPECTING, [455, 415], {
      binds: undefined,
      reason: { marginalReturn: 1.2, averageReturn: 1.9, budgetChanges: 2 },
    }),
    change(RETARGETING, [120.5, 100.5], {
      binds: "floor",
      reason: { marginalReturn: 0.8, averageReturn: 5.3, budgetChanges: 0 },
    }),
  ],
  moves: [
    { from: 1, to: 2, amount: 40_000_000n },
    { from: 3, to: 2, amount: 20_000_000n },
  ],
  expected: { gain: 44.2, low: 2.1, high: 105.3, probability: 0.94 },
  valueNow: 3401.5,
  totalMicros: 3_290_000_000n,
  incompleteDays: 4,
  passes: true,
};

export const CONVERSIONS: ShiftPlan = {
  ...PLAN,
  goal: "conversions",
  changes: PLAN.changes.map((one) => ({
    ...one,
    reason: one.reason && {
      ...one.reason,
      marginalReturn: one.reason.marginalReturn / 100,
      averageReturn: one.reason.averageReturn / 100,
    },
  })),
  expected: { gain: 1.72, low: -0.13, high: 4.05, probability: 0.94 },
  valueNow: 120.3,
};

export function proposalOf(change: Partial<Proposal> = {}): Proposal {
  return {
    proposalId: 7,
    kind: "shift",
    state: "open",
    version: 1,
    plan: PLAN,
    createdBy: "job:shifts",
    createdAt: NOW - 3 * HOUR,
    expiresAt: NOW + 45 * HOUR,
    editedBy: undefined,
    firstApproval: undefined,
    decision: undefined,
    differences: [],
    progress: [],
    appliedAt: undefined,
    writing: { written: 0, dryRun: 0, byHand: PLAN.changes.length },
    scorecards: [],
    undoOf: undefined,
    undone: false,
    withdrawn: undefined,
    zone: ZONE,
    freshness: FRESH,
    ...change,
  };
}

export function progressOf(
  index: number,
  rest: Partial<ChangeProgress> & Pick<ChangeProgress, "state">,
): ChangeProgress {
  const of = PLAN.changes[index];
  if (of === undefined) throw new Error("The plan has no such change.");
  const { campaign, beforeMicros, afterMicros } = of;
  const untouched = { by: undefined, at: undefined, seenMicros: undefined, write: undefined };
  return { campaign, beforeMicros, afterMicros, ...untouched, ...rest };
}

export const APPROVED = proposalOf({
  state: "approved",
  decision: { ...LEO, reason: undefined },
  progress: [
    progressOf(0, { state: "todo" }),
    progressOf(1, { state: "todo" }),
    progressOf(2, { state: "done", ...MAYA }),
  ],
});

export const NOISY: Scorecard = {
  day: 14,
  verdict: "too-noisy",
  measured: { gain: 12.3, low: -60.2, high: 84.4, counterfactual: 3401.2, actual: 3413.5 },
  promised: 44.2,
  maturedDays: 12,
  controls: 5,
};

export const EARLY: Scorecard = {
  day: 7,
  verdict: "too-early",
  measured: undefined,
  promised: 44.2,
  maturedDays: 2,
  controls: 5,
};

export const APPLIED = proposalOf({
  ...APPROVED,
  appliedAt: NOW,
  progress: [
    progressOf(0, { state: "verified", ...MAYA, seenMicros: 360_000_000n }),
    progressOf(1, { state: "done", ...MAYA, seenMicros: 455_000_000n }),
    progressOf(2, { state: "skipped", ...LEO }),
  ],
  scorecards: [EARLY, NOISY],
});

export function nothingOf(silence: Silence): NoShift {
  return {
    silence,
    asOf: "2026-11-21",
    currency: "USD",
    zone: ZONE,
    freshness: FRESH,
    withheld: [
      { campaign: "Brand", reason: "locked" },
      { campaign: "Summer", reason: "paused" },
      { campaign: "Winter", reason: "paused" },
      { campaign: "Launch", reason: "changed-lately" },
    ],
  };
}

export const TEST_SHIFT: Silence = {
  kind: "too-little-information",
  information: 0.2,
  least: 0.4,
  testShift: {
    share: 0.1,
    budgets: [],
    moves: [{ from: "Prospecting", to: "Nonbrand", amount: 30_000_000n }],
  },
};

export const LOCK: CampaignLock = {
  campaign: labelOf(9, "Brand"),
  currency: "USD",
  frozen: true,
  minMicros: undefined,
  maxMicros: undefined,
  until: "2026-12-15",
  by: "slack:U0LEO",
};

export const LEAST: CampaignLock = {
  ...LOCK,
  campaign: NONBRAND,
  frozen: false,
  minMicros: 100_000_000n,
  until: undefined,
};

export const SETTINGS: ShiftSettings = {
  ...USUAL_SHIFT_SETTINGS,
  channel: "C0ALERTS",
  approvers: [
    { id: "U0LEO", limitMicros: undefined },
    { id: "S0BUYERS", limitMicros: 200_000_000n },
  ],
  secondAboveMicros: 500_000_000n,
  secondAboveShare: 0.2,
  administrators: ["U0MAYA"],
};

export const RECORD: TrackRecord = {
  currency: "USD",
  goal: "value",
  shifts: 11,
  measured: 9,
  promisedGain: 1_476,
  measuredGain: 1_152,
  low: 288,
  high: 2_016,
  valueNow: 36_000,
  statedProbability: 0.92,
  cameTrue: 7 / 9,
  haircut: 0.66,
  widened: 1.5,
  verdicts: { better: 2, worse: 0, "too-early": 2, "too-noisy": 7 },
};
