import { recordAudit } from "../../db/audit.ts";
import { setLock } from "../../db/campaign-locks.ts";
import type { Db } from "../../db/db.ts";
import { changeOpen } from "../../db/proposals.ts";
import { mayApprove } from "../../domain/budget/proposal/approval.ts";
import { Forbidden, Invalid } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { LockWish, Person, SeenProposal } from "../shift-desk.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { resumeWrites } from "./resume-writes.ts";
import { shiftSettingsOf } from "./shift-settings.ts";
import { seenProposal, tooLate } from "./too-late.ts";

/** Somebody who may approve says no, perhaps with a reason that later plans keep to. */
export async function rejectProposal(
  db: Db,
  scope: Scope,
  input: SeenProposal & {
    readonly person: Person;
    readonly reason: string | undefined;
    readonly lock: LockWish | undefined;
  },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const { proposalId, version, person, reason, lock } = input;
  const key = { workspaceId, proposalId, version };
  await seenProposal(db, key);
  // However much it moves: a no costs nothing.
  const permission = mayApprove(
    { actor, groups: person.groups },
    { movedMicros: 0n, totalMicros: 0n, editedBy: undefined, firstBy: undefined },
    await shiftSettingsOf(db, workspaceId),
  );
  const subject = `proposal:${proposalId}`;
  if (permission.kind === "not-an-approver") {
    const verb = "shift.reject.refused";
    await recordAudit(db, { workspaceId, at: now, actor, verb, subject, details: { version } });
    throw new Forbidden(
      "Only those who may approve can reject. “/perf shift settings” shows who they are; a word in the thread reaches them.",
    );
  }
  if (lock !== undefined) assertSensible(lock);
  await db.transaction(async (tx) => {
    const row = await changeOpen(tx, key, {
      state: "rejected",
      decidedBy: actor,
      decidedAt: new Date(now),
      reason: reason ?? null,
    });
    if (row === undefined) throw await tooLate(tx, key);
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.reject",
      subject,
      details: { version, reason: reason ?? null, lock: lock?.campaignId ?? null },
    });
    if (lock !== undefined) await keepLock(tx, scope, lock);
    await resumeWrites(tx, row, now);
    await oweProposal(tx, row, now);
    const note = {
      kind: "rejected",
      by: actor,
      lockedCampaign: lock?.campaignId ?? null,
    } as const;
    await oweProposalNote(tx, row, { note, key: "rejected", now });
  });
}

function assertSensible({ frozen, minMicros, maxMicros }: LockWish): void {
  if (!frozen && minMicros === undefined && maxMicros === undefined) {
    throw new Invalid("Say what is to be kept: leave it alone, or an amount that it may not pass.");
  }
}

async function keepLock(tx: Db, scope: Scope, lock: LockWish): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const { campaignId, frozen, minMicros, maxMicros, until } = lock;
  await setLock(tx, {
    workspaceId,
    campaignId,
    frozen,
    minMicros: minMicros ?? null,
    maxMicros: maxMicros ?? null,
    until: until ?? null,
    madeBy: actor,
    madeAt: new Date(now),
  });
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor,
    verb: "shift.lock",
    subject: `campaign:${campaignId}`,
    details: {
      frozen,
      min: minMicros?.toString() ?? null,
      max: maxMicros?.toString() ?? null,
      until: until ?? null,
    },
  });
}
