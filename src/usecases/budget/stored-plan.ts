import { z } from "zod";

import { GOALS } from "../../domain/budget/portfolio.ts";
import type { Difference, ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import { CAMPAIGN_STATUSES } from "../../domain/campaign.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { storedMicros } from "./stored-micros.ts";

const campaign = z.object({
  id: z.int(),
  name: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  platform: z.enum(PLATFORMS),
  account: z.string(),
});

const BINDING = ["step", "floor", "ceiling", "fixed", "group", "not-spending"] as const;

const planSchema = z.object({
  asOf: z.string(),
  currency: z.string(),
  goal: z.enum(GOALS),
  maxStep: z.number(),
  changes: z.array(
    z.object({
      campaign,
      beforeMicros: storedMicros,
      afterMicros: storedMicros,
      binds: z.enum(BINDING).optional(),
      reason: z
        .object({
          marginalReturn: z.number(),
          averageReturn: z.number(),
          budgetChanges: z.number(),
        })
        .optional(),
    }),
  ),
  moves: z.array(
    z.object({ from: z.int().nullable(), to: z.int().nullable(), amount: storedMicros }),
  ),
  expected: z
    .object({ gain: z.number(), low: z.number(), high: z.number(), probability: z.number() })
    .optional(),
  valueNow: z.number(),
  totalChange: z.number().optional(),
  totalMicros: storedMicros,
  incompleteDays: z.number(),
  passes: z.boolean(),
  basis: z
    .object({
      meanGain: z.number(),
      low: z.number(),
      high: z.number(),
      campaigns: z.array(
        z.object({ campaign: z.int(), before: z.number(), sd: z.number(), after: z.number() }),
      ),
    })
    .optional(),
});

const differencesSchema = z.array(
  z.object({
    campaign,
    thenMicros: storedMicros,
    nowMicros: storedMicros,
    proposedMicros: storedMicros.optional(),
    stopped: z.boolean(),
  }),
);

/** A plan as the database keeps it: JSON, money as text. */
export function storedPlan(plan: ShiftPlan): unknown {
  return z.encode(planSchema, {
    ...plan,
    changes: [...plan.changes],
    moves: [...plan.moves],
    basis: plan.basis && { ...plan.basis, campaigns: [...plan.basis.campaigns] },
  });
}

export function planFrom(stored: unknown): ShiftPlan {
  const plan = z.decode(planSchema, known(planSchema, stored));
  return {
    ...plan,
    expected: plan.expected,
    basis: plan.basis,
    changes: plan.changes.map((change) => ({
      ...change,
      binds: change.binds,
      reason: change.reason,
    })),
  };
}

export function storedDifferences(differences: readonly Difference[]): unknown {
  return z.encode(differencesSchema, [...differences]);
}

export function differencesFrom(stored: unknown): Difference[] {
  const differences = z.decode(differencesSchema, known(differencesSchema, stored));
  return differences.map((one) => ({ ...one, proposedMicros: one.proposedMicros }));
}

/** What the database has is checked when it is decoded; it only has to be taken for the stored form first. */
function known<T extends z.ZodType>(schema: T, stored: unknown): z.input<T> {
  const isStored = (value: unknown): value is z.input<T> => schema.safeParse(value).success;
  if (!isStored(stored)) throw new Error("A stored plan cannot be read.");
  return stored;
}
