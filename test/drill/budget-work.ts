import { campaignsById } from "../../src/db/campaigns.ts";
import type { Db } from "../../src/db/db.ts";
import type { ProposedChange, ShiftPlan } from "../../src/domain/budget/proposal/proposal.ts";
import { USUAL_SHIFT_SETTINGS } from "../../src/domain/budget/proposal/shift-settings.ts";
import { dayAt } from "../../src/domain/day.ts";
import { approveProposal } from "../../src/usecases/budget/approve-proposal.ts";
import { markChange } from "../../src/usecases/budget/mark-change.ts";
import { storeProposal } from "../../src/usecases/budget/propose-shift.ts";
import { retryWrites } from "../../src/usecases/budget/retry-writes.ts";
import { UseCaseError } from "../../src/usecases/errors.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { SourceFault } from "../../src/usecases/source.ts";
import { CHANNELS } from "./plan.ts";
import type { Random } from "./random.ts";
import { shuffled } from "./shuffled.ts";

/** Google takes whole cents; each shift is of an amount of its own, so that no target comes twice by chance. */
const CENT = 10_000n;

/** Somebody shifts money between two campaigns whose budgets nobody is changing, and it is approved. */
export async function approveBudgets(
  db: Db,
  scope: Scope,
  { random, count }: { readonly random: Random; readonly count: number },
): Promise<void> {
  await db.rows({ text: LET_WRITE }, []);
  const free = await db.rows<{ campaign_id: number }>({ text: FREE }, []);
  const ids = shuffled(
    random,
    free.map(({ campaign_id: id }) => id),
  ).slice(0, 2);
  const [donor, receiver] = await campaignsById(db, { workspaceId: scope.workspaceId, ids });
  if (donor === undefined || receiver === undefined) return;
  const amount = BigInt(count) * CENT;
  const change = (
    { label, dailyBudgetMicros: before = 0n }: typeof donor,
    by: bigint,
  ): ProposedChange => ({
    campaign: label,
    beforeMicros: before,
    afterMicros: before + by,
    binds: undefined,
    reason: undefined,
  });
  const plan: ShiftPlan = {
    asOf: dayAt(scope.now, "UTC"),
    currency: "USD",
    goal: "value",
    maxStep: 1,
    changes: [change(donor, -amount), change(receiver, amount)],
    moves: [{ from: donor.label.id, to: receiver.label.id, amount }],
    expected: undefined,
    valueNow: 100,
    totalMicros: 600_000_000n,
    incompleteDays: 0,
    passes: true,
  };
  const proposalId = await db.transaction((tx) =>
    storeProposal(tx, scope, {
      kind: "test",
      channel: random.pick(CHANNELS).id,
      plan,
      settings: { ...USUAL_SHIFT_SETTINGS },
    }),
  );
  const person = { groups: [], administrator: true };
  const suggest = () => Promise.reject(new Error("The engine is not asked."));
  await approveProposal(
    { db, suggest, open: noPlatform },
    { ...scope, actor: "slack:U0MAYA" },
    { proposalId, version: 1, person },
  );
}

/** Approvals go on where no platform answers. */
export function noPlatform(): never {
  throw new SourceFault("unreachable", "The platform does not answer.", { next: "Wait." });
}

const LET_WRITE = `update source_accounts set writes = true where not writes`;

const FREE = `select c.campaign_id from campaigns c
  where c.daily_budget_micros is not null and not exists (select 1 from proposal_changes p
    where p.campaign_id = c.campaign_id and p.state = 'todo')`;

interface Stuck {
  readonly proposal_id: number;
  readonly campaign_id: number;
  readonly write_state: string;
}

/**
 * What waits is tried at once, what failed once more, and what the platform refuses is left out, with the raise that it
 * would have paid for.
 */
export async function settleRefused(db: Db, scope: Scope): Promise<void> {
  await db.rows(
    {
      text: "update proposal_changes set write_due_at = now() where write_state = 'waiting' and write_due_at > now()",
    },
    [],
  );
  const stuck = await db.rows<Stuck & Record<string, unknown>>(
    {
      text: `select proposal_id, campaign_id, write_state from proposal_changes
        where state = 'todo' and write_state in ('refused', 'failed', 'unfit', 'tried', 'held')`,
    },
    [],
  );
  for (const { proposal_id: proposalId, campaign_id: campaignId, write_state: state } of stuck) {
    const deed =
      state === "failed"
        ? retryWrites(db, scope, { proposalId, campaignId })
        : markChange(db, scope, { proposalId, campaignIds: [campaignId], as: "skipped" });
    await deed.catch((error: unknown) => {
      // A load has confirmed it meanwhile.
      if (!(error instanceof UseCaseError)) throw error;
    });
  }
}
