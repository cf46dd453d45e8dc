import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { type ClaimedWrite, claimWrite, settleWrite } from "../../db/proposal-writes.ts";
import { lockProposal, type ProposalRow } from "../../db/proposals.ts";
import { type WriteTarget, writeTargets } from "../../db/write-targets.ts";
import { decimalString, type Micros } from "../../domain/money.ts";
import type { OpenSource } from "../open-source.ts";
import { type Source, SourceFault } from "../source.ts";
import { believeBudget } from "./believe-budget.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { settleApplied } from "./settle-applied.ts";
import { writeBudget, type WriteEnd } from "./write-budget.ts";

export interface WriteChangesDeps {
  readonly db: Db;
  readonly open: OpenSource;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An instance that dies in the middle of a write is followed after so long; two minutes, unless said. */
  readonly leaseMs?: number;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

const LEASE_MS = 2 * 60_000;
/** The part of a lease after which a write is given up: by its end nothing of it may be under way any more. */
const GIVEN_UP_AFTER = 0.75;
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Writes approved budgets to their platforms, one after the other, as long as any waits. */
export async function writeChanges(deps: WriteChangesDeps): Promise<void> {
  const { leaseMs = LEASE_MS } = deps;
  while (!deps.stopping.aborted) {
    const now = deps.now();
    const write = await claimWrite(deps.db, { now, until: now + leaseMs });
    if (write === undefined) return;
    const tooLong = AbortSignal.timeout(Math.floor(leaseMs * GIVEN_UP_AFTER));
    await writeOne(deps, { write, signal: AbortSignal.any([deps.stopping, tooLong]) });
  }
}

interface Writing {
  readonly write: ClaimedWrite;
  readonly signal: AbortSignal;
}

async function writeOne(deps: WriteChangesDeps, { write, signal }: Writing): Promise<void> {
  const { workspaceId, campaignId } = write;
  const [target] = await writeTargets(deps.db, { workspaceId, ids: [campaignId] });
  const settled = (end: WriteEnd): Promise<void> =>
    deps.db.transaction((tx) => settle(tx, { write, target, end, now: deps.now() }));
  const tried = target === undefined ? NO_SOURCE : attempt(deps, { write, target, signal });
  const end = await Promise.resolve(tried).catch(async (error: unknown) => {
    // Counted like any other attempt, so that it is not made for ever; the log has the error.
    await settled(OWN_FAULT);
    throw error;
  });
  // Whoever stops in the middle leaves the claim as it is: another instance follows and reads first.
  if (deps.stopping.aborted && end.kind === "later") return;
  await settled(end);
}

const OWN_FAULT: WriteEnd = {
  kind: "later",
  reason: "The attempt broke off by a fault of Trimtab's own; the log has the error.",
  afterMs: undefined,
};

const NO_SOURCE: WriteEnd = {
  kind: "unfit",
  reason: "No live source loads this account any more.",
};

async function attempt(
  deps: WriteChangesDeps,
  given: Writing & { readonly target: WriteTarget },
): Promise<WriteEnd> {
  let source: Source | undefined;
  try {
    source = deps.open(given.target.source);
    const { budgets } = source;
    if (budgets === undefined) {
      return { kind: "unfit", reason: "This platform's budgets are changed by hand." };
    }
    return await writeBudget(budgets, given, given.signal);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { kind: "failed", reason: `${error.message} ${error.next}` };
  } finally {
    await source?.close();
  }
}

interface Settling {
  readonly write: ClaimedWrite;
  readonly target: WriteTarget | undefined;
  readonly end: WriteEnd;
  readonly now: number;
}

async function settle(tx: Db, settling: Settling): Promise<void> {
  const { write, end, now } = settling;
  const row = await lockProposal(tx, write);
  if (row === undefined) return;
  if (!(await settleWrite(tx, write, changeOf(settling, row)))) return;
  await audited(tx, settling, row);
  if (end.kind === "refused" && end.liveMicros !== undefined) {
    await believe(tx, settling, end.liveMicros);
  }
  if (end.kind === "written") {
    await believe(tx, settling, write.afterMicros);
    await settleApplied(tx, { workspaceId: write.workspaceId, now }, row);
  }
  await tell(tx, settling, row);
  await oweProposal(tx, row, now);
}

function changeOf(
  { write, end, now }: Settling,
  row: ProposalRow,
): Parameters<typeof settleWrite>[2] {
  switch (end.kind) {
    case "written":
      return {
        state: "verified",
        changedBy: row.decidedBy,
        changedAt: new Date(now),
        seenMicros: write.afterMicros,
        writeState: "written",
        writeFault: null,
        requestId: end.requestId ?? null,
      };
    case "tried":
      return { writeState: "tried", writeFault: null, requestId: end.requestId ?? null };
    case "refused":
      return {
        writeState: "refused",
        writeFault: end.reason,
        requestId: end.requestId ?? null,
        ...(end.liveMicros === undefined ? {} : { seenMicros: end.liveMicros }),
      };
    case "unfit":
    case "failed":
      return { writeState: end.kind, writeFault: end.reason };
    case "later":
      return isLast(write)
        ? { writeState: "failed", writeFault: end.reason }
        : {
            writeState: "waiting",
            writeFault: end.reason,
            writeDueAt: new Date(now + waitOf(write, end.afterMs)),
          };
  }
}

function isLast({ attempt: count }: ClaimedWrite): boolean {
  return count >= MOST_ATTEMPTS;
}

function waitOf({ attempt: count }: ClaimedWrite, afterMs = 0): number {
  const doubled = FIRST_WAIT_MS * 2 ** Math.max(0, count - 1);
  return Math.max(afterMs, Math.min(LONGEST_WAIT_MS, doubled));
}

/** Who, what, before, after, and what the platform said: for every attempt that came to something. */
async function audited(
  tx: Db,
  { write, target, end, now }: Settling,
  row: ProposalRow,
): Promise<void> {
  await recordAudit(tx, {
    workspaceId: write.workspaceId,
    at: now,
    actor: row.decidedBy ?? "job:writes",
    verb: `shift.write.${end.kind}`,
    subject: `campaign:${write.campaignId}`,
    details: {
      proposal: write.proposalId,
      source: target?.source.name ?? null,
      before: decimalString(write.beforeMicros),
      after: decimalString(write.afterMicros),
      attempt: write.attempt,
      requestId: "requestId" in end ? (end.requestId ?? null) : null,
      reason: "reason" in end ? end.reason : null,
    },
  });
}

/** What the platform reads back is what it has, until a load says otherwise. */
async function believe(
  tx: Db,
  { write, target, now }: Settling,
  budgetMicros: Micros,
): Promise<void> {
  if (target === undefined) return;
  await believeBudget(tx, { ...write, zone: target.zone, budgetMicros, byLoad: true, now });
}

/** What did not go as it was meant is said in the thread, once; so is a dry run. */
async function tell(tx: Db, { write, end, now }: Settling, row: ProposalRow): Promise<void> {
  const { campaignId } = write;
  const notWritten =
    end.kind === "refused" || end.kind === "failed" || (end.kind === "later" && isLast(write));
  if (notWritten) {
    await oweProposalNote(tx, row, {
      note: { kind: "not-written", campaignId },
      key: `not-written:${campaignId}`,
      now,
    });
  } else if (end.kind === "tried") {
    await oweProposalNote(tx, row, { note: { kind: "dry-run" }, key: "dry-run", now });
  }
}
