import fc from "fast-check";

import type { BindingLimit, Silence } from "../../../../src/domain/budget/plan/suggestion.ts";
import { LEFT_OUT } from "../../../../src/domain/budget/plan/withheld-campaigns.ts";
import { FIXTURES, GOALS } from "../../../../src/domain/budget/portfolio.ts";
import type { CampaignLock } from "../../../../src/domain/budget/proposal/campaign-lock.ts";
import type {
  NoShift,
  ProposalNote,
  WeighedEdit,
} from "../../../../src/domain/budget/proposal/proposal-notes.ts";
import {
  CHANGE_STATES,
  WRITE_STATES,
  type ChangeProgress,
  type Difference,
  type Proposal,
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  type ProposedChange,
  type ShiftPlan,
} from "../../../../src/domain/budget/proposal/proposal.ts";
import {
  SCORECARD_DAYS,
  SCORECARD_VERDICTS,
  type Scorecard,
} from "../../../../src/domain/budget/scorecard/scorecard.ts";
import { currency, day, freshness, hostileName, label, micros, zone } from "../arbitraries.ts";

const instant = fc.integer({ min: 1.5e12, max: 2e12 });
const actor = fc.oneof(
  fc.constantFrom("slack:U0MAYA", "cli:maria", "job:shifts"),
  hostileName.map((name) => `cli:${name}`),
);
export const figure = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(0, 1e-9, -1e15, 0.5),
);
export const share = fc.double({ min: 0, max: 1, noNaN: true });
export const few = fc.nat(1000);

export function maybe<T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(some, { nil: undefined });
}

const binds = fc.constantFrom<BindingLimit>(
  "step",
  "floor",
  "ceiling",
  "fixed",
  "group",
  "not-spending",
);

const change: fc.Arbitrary<ProposedChange> = fc.record({
  campaign: label,
  beforeMicros: micros,
  afterMicros: micros,
  binds: maybe(binds),
  reason: maybe(fc.record({ marginalReturn: figure, averageReturn: figure, budgetChanges: few })),
});

const expected = fc.record({ gain: figure, low: figure, high: figure, probability: share });

/** Up to hundreds, made of a few by repetition so that runs stay short. */
export function many<T>(some: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc
    .tuple(fc.array(some, { maxLength: 6 }), fc.constantFrom(1, 3, 60))
    .map(([list, times]) => Array.from({ length: times }, () => list).flat());
}

/** Ids of their own, as a plan's campaigns have. */
function numbered<T extends { readonly campaign: { readonly id: number } }>(list: readonly T[]) {
  return list.map((one, index) => ({ ...one, campaign: { ...one.campaign, id: index + 1 } }));
}

export const plan: fc.Arbitrary<ShiftPlan> = fc
  .record({
    asOf: day,
    currency,
    goal: fc.constantFrom(...GOALS),
    maxStep: share,
    changes: many(change).map(numbered),
    amounts: many(micros),
    expected: maybe(expected),
    valueNow: figure,
    totalMicros: micros,
    incompleteDays: fc.nat(14),
    passes: fc.boolean(),
  })
  .map(({ amounts, ...rest }) => ({
    ...rest,
    moves: amounts.map((amount, index) => ({
      from: index % 7 === 3 ? null : ((index * 5) % (rest.changes.length + 1)) + 1,
      to: index % 7 === 4 ? null : ((index * 3) % (rest.changes.length + 1)) + 1,
      amount,
    })),
  }));

const progress: fc.Arbitrary<ChangeProgress> = fc.record({
  campaign: label,
  beforeMicros: micros,
  afterMicros: micros,
  state: fc.constantFrom(...CHANGE_STATES),
  by: maybe(actor),
  at: maybe(instant),
  seenMicros: maybe(micros),
  write: maybe(
    fc.record({
      state: fc.constantFrom(...WRITE_STATES),
      fault: maybe(hostileName),
      requestId: maybe(hostileName),
    }),
  ),
});

const difference: fc.Arbitrary<Difference> = fc.record({
  campaign: label,
  thenMicros: micros,
  nowMicros: micros,
  proposedMicros: maybe(micros),
  stopped: fc.boolean(),
});

const scorecard: fc.Arbitrary<Scorecard> = fc.record({
  day: fc.constantFrom(...SCORECARD_DAYS),
  verdict: fc.constantFrom(...SCORECARD_VERDICTS),
  measured: maybe(
    fc.record({ gain: figure, low: figure, high: figure, counterfactual: figure, actual: figure }),
  ),
  promised: figure,
  maturedDays: few,
  controls: few,
});

const deed = fc.record({ by: actor, at: instant });
const reason = maybe(hostileName);

export const proposal: fc.Arbitrary<Proposal> = fc.record({
  proposalId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  kind: fc.constantFrom(...PROPOSAL_KINDS),
  state: fc.constantFrom(...PROPOSAL_STATES),
  version: fc.integer({ min: 1, max: 1e6 }),
  plan,
  createdBy: actor,
  createdAt: instant,
  expiresAt: instant,
  editedBy: maybe(actor),
  firstApproval: maybe(deed),
  decision: maybe(fc.record({ by: actor, at: instant, reason })),
  differences: many(difference).map(numbered),
  progress: many(progress).map(numbered),
  appliedAt: maybe(instant),
  writing: fc.record({ written: fc.nat(60), dryRun: fc.nat(60), byHand: fc.nat(60) }),
  scorecards: fc.array(scorecard, { maxLength: 3 }),
  undoOf: maybe(fc.integer({ min: 1 })),
  undone: fc.boolean(),
  withdrawn: reason,
  zone,
  freshness,
});

export const lock: fc.Arbitrary<CampaignLock> = fc.record({
  campaign: label,
  currency,
  frozen: fc.boolean(),
  minMicros: maybe(micros),
  maxMicros: maybe(micros),
  until: maybe(day),
  by: actor,
});

export const note: fc.Arbitrary<ProposalNote> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("first-approval", "approved", "stale", "edited", "undone"),
    by: actor,
  }),
  fc.record({ kind: fc.constantFrom("expired", "applied", "dry-run", "taken-back") }),
  fc.record({ kind: fc.constant("rejected"), by: actor, reason, lock: maybe(lock) }),
  fc.record({ kind: fc.constant("differs"), change: progress }),
  fc.record({ kind: fc.constant("scorecard"), card: scorecard }),
);

const testShift = fc.record({
  share,
  budgets: fc.constant([]),
  moves: fc.array(
    fc.record({
      from: fc.option(hostileName),
      to: fc.option(hostileName),
      amount: micros,
    }),
    { maxLength: 6 },
  ),
});

const silence: fc.Arbitrary<Silence> = fc.oneof(
  fc.record({
    kind: fc.constant("already-balanced"),
    probability: share,
    unsure: maybe(fc.record({ probability: share, least: share })),
  }),
  fc.record({
    kind: fc.constant("too-little-information"),
    information: share,
    least: share,
    testShift: maybe(testShift),
  }),
  fc.record({ kind: fc.constant("gain-too-small"), share, least: share }),
  fc.record({ kind: fc.constant("nothing-to-move"), movable: few }),
  fc.record({
    kind: fc.constant("infeasible"),
    infeasible: fc.record({
      kind: fc.constant("bounds-conflict"),
      campaign: hostileName,
      low: figure,
      high: figure,
    }),
  }),
  fc.record({ kind: fc.constant("data-unsettled"), newest: maybe(day) }),
);

export const nothing: fc.Arbitrary<NoShift> = fc.record({
  silence,
  asOf: day,
  currency,
  zone,
  freshness,
  withheld: many(
    fc.record({
      campaign: hostileName,
      reason: fc.constantFrom(...FIXTURES, ...LEFT_OUT, "not-spending"),
    }),
  ),
});

export const weighed: fc.Arbitrary<WeighedEdit> = fc.record({
  plan: maybe(plan),
  faults: many(fc.record({ move: maybe(fc.nat(50)), message: hostileName })),
});

export const locks = many(lock).map(numbered);
