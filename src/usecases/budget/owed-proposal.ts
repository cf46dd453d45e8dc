import { z } from "zod";

import { SCORECARD_DAYS } from "../../domain/budget/scorecard/scorecard.ts";

const proposalId = z.int().positive();

/** What is owed to Slack about a proposal: a reference, drawn from the database when it is sent. */
export const owedProposal = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("proposal"), proposalId }),
  z.object({
    kind: z.literal("proposal-note"),
    proposalId,
    note: z.discriminatedUnion("kind", [
      z.object({
        kind: z.enum(["first-approval", "approved", "stale", "edited", "undone"]),
        by: z.string(),
      }),
      z.object({ kind: z.literal("rejected"), by: z.string(), lockedCampaign: z.int().nullable() }),
      z.object({ kind: z.enum(["expired", "applied", "dry-run", "taken-back"]) }),
      z.object({ kind: z.enum(["differs", "not-written"]), campaignId: z.int() }),
      z.object({ kind: z.literal("scorecard"), day: z.literal(SCORECARD_DAYS) }),
    ]),
  }),
]);

export type OwedProposal = z.infer<typeof owedProposal>;
export type OwedProposalNote = Extract<OwedProposal, { kind: "proposal-note" }>["note"];
