import { and, eq, inArray, sql } from "drizzle-orm";

import type { WriteState } from "../domain/budget/proposal/proposal.ts";
import type { Db, Statement } from "./db.ts";
import type { ProposalChangeRow } from "./proposal-changes.ts";
import type { ProposalKey } from "./proposals.ts";
import { proposalChanges } from "./schema/proposal-changes.ts";

export interface WriteKey extends ProposalKey {
  readonly campaignId: number;
}

/** A change that one instance writes; `attempt` tells its claim from later ones. */
export interface ClaimedWrite extends WriteKey {
  readonly beforeMicros: bigint;
  readonly afterMicros: bigint;
  readonly attempt: number;
}

/** One that was being written when its instance died is claimed again: what came of it is found by reading. */
const CLAIM: Statement = {
  name: "claim_budget_write",
  text: `update proposal_changes c
      set write_state = 'writing', write_due_at = $2, write_attempts = c.write_attempts + 1
    from (select workspace_id, proposal_id, campaign_id from proposal_changes
           where write_state in ('waiting', 'writing') and state = 'todo' and write_due_at <= $1
           order by write_due_at, after_micros > before_micros limit 1 for update skip locked) d
   where c.workspace_id = d.workspace_id and c.proposal_id = d.proposal_id and c.campaign_id = d.campaign_id
  returning c.workspace_id, c.proposal_id, c.campaign_id, c.before_micros, c.after_micros, c.write_attempts`,
};

interface ClaimedRow {
  readonly workspace_id: number;
  readonly proposal_id: number;
  readonly campaign_id: number;
  readonly before_micros: bigint;
  readonly after_micros: bigint;
  readonly write_attempts: number;
}

/** The change that has waited for longest to be written, of all workspaces, for this caller alone. */
export async function claimWrite(
  db: Db,
  term: { readonly now: number; readonly until: number },
): Promise<ClaimedWrite | undefined> {
  const [row] = await db.rows<ClaimedRow>(CLAIM, [new Date(term.now), new Date(term.until)]);
  return (
    row && {
      workspaceId: row.workspace_id,
      proposalId: row.proposal_id,
      campaignId: row.campaign_id,
      beforeMicros: row.before_micros,
      afterMicros: row.after_micros,
      attempt: row.write_attempts,
    }
  );
}

/** Records what came of a claimed change; false where somebody has followed, or has made it by hand. */
export async function settleWrite(
  db: Db,
  write: ClaimedWrite,
  change: Partial<
    Pick<
      ProposalChangeRow,
      | "state"
      | "changedBy"
      | "changedAt"
      | "seenMicros"
      | "writeState"
      | "writeDueAt"
      | "writeFault"
      | "requestId"
    >
  >,
): Promise<boolean> {
  const settled = await db.orm
    .update(proposalChanges)
    .set(change)
    .where(
      and(
        isChange(write),
        eq(proposalChanges.state, "todo"),
        eq(proposalChanges.writeState, "writing"),
        eq(proposalChanges.writeAttempts, write.attempt),
      ),
    )
    .returning({ id: proposalChanges.campaignId });
  return settled.length > 0;
}

/** Moves changes that nobody has begun to write from one state to another; due at `at`. */
export async function moveWrites(
  db: Db,
  key: ProposalKey,
  move: {
    readonly from: Extract<WriteState, "held" | "waiting">;
    readonly to: Extract<WriteState, "held" | "waiting">;
    readonly ids: readonly number[];
    readonly at: number;
  },
): Promise<void> {
  if (move.ids.length === 0) return;
  await db.orm
    .update(proposalChanges)
    .set({ writeState: move.to, writeDueAt: new Date(move.at) })
    .where(
      and(
        eq(proposalChanges.workspaceId, key.workspaceId),
        eq(proposalChanges.proposalId, key.proposalId),
        eq(proposalChanges.state, "todo"),
        eq(proposalChanges.writeState, move.from),
        inArray(proposalChanges.campaignId, [...move.ids]),
      ),
    );
}

const MAY_BE_TRIED: readonly WriteState[] = ["failed", "refused", "tried", "unfit"];

/** Lets changes be written once more that were not; returns how many. `campaignId` left out: all of them. */
export async function retryWrites(
  db: Db,
  key: ProposalKey,
  input: { readonly campaignId?: number; readonly at: number },
): Promise<number> {
  const { campaignId, at } = input;
  const again = await db.orm
    .update(proposalChanges)
    .set({ writeState: "waiting", writeAttempts: 0, writeDueAt: new Date(at), writeFault: null })
    .where(
      and(
        eq(proposalChanges.workspaceId, key.workspaceId),
        eq(proposalChanges.proposalId, key.proposalId),
        eq(proposalChanges.state, "todo"),
        inArray(proposalChanges.writeState, [...MAY_BE_TRIED]),
        campaignId === undefined ? sql`true` : eq(proposalChanges.campaignId, campaignId),
      ),
    )
    .returning({ id: proposalChanges.campaignId });
  return again.length;
}

function isChange({ workspaceId, proposalId, campaignId }: WriteKey) {
  return and(
    eq(proposalChanges.workspaceId, workspaceId),
    eq(proposalChanges.proposalId, proposalId),
    eq(proposalChanges.campaignId, campaignId),
  );
}
