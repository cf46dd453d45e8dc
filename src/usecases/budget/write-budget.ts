import type { ClaimedWrite } from "../../db/proposal-writes.ts";
import type { WriteTarget } from "../../db/write-targets.ts";
import { decimalString, type Micros } from "../../domain/money.ts";
import { sourceKindName } from "../../domain/source/source-kind.ts";
import { type BudgetWriter, SourceFault } from "../source.ts";

/** What came of one attempt to write a budget. Reasons are sentences. */
export type WriteEnd =
  /** The platform has the new budget: it reads back so. `already`: it had it before this attempt wrote. */
  | { readonly kind: "written"; readonly already: boolean; readonly requestId: string | undefined }
  /** Dry run: the platform would take it. */
  | { readonly kind: "tried"; readonly requestId: string | undefined }
  | { readonly kind: "unfit"; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly requestId: string | undefined;
      /** What the platform has instead, where that speaks against it. */
      readonly liveMicros: Micros | undefined;
    }
  /** A passing reason: to be tried again. */
  | { readonly kind: "later"; readonly reason: string; readonly afterMs: number | undefined }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Writes one budget: reads what the platform has, refuses where that has moved since the proposal, asks the platform
 * whether it would take the new one, writes it, and reads it back. An earlier attempt that died in the middle is found
 * by the first reading. On dry run it ends with the asking.
 */
export async function writeBudget(
  writer: BudgetWriter,
  { write, target }: { readonly write: ClaimedWrite; readonly target: WriteTarget },
  signal: AbortSignal,
): Promise<WriteEnd> {
  const { externalId, accountExternalId, currency, paused, source } = target;
  if (paused) {
    return {
      kind: "failed",
      reason: `The source "${source.name}" is paused, so nothing was written. Resume it, then try again.`,
    };
  }
  if (externalId === undefined) {
    return {
      kind: "unfit",
      reason:
        "The platform's id of the campaign is not known; its source names it with the next load.",
    };
  }
  const place = { accountId: accountExternalId, campaignId: externalId };
  try {
    const live = await writer.read(place, signal);
    if (live.kind === "unfit") return live;
    if (live.micros === write.afterMicros) {
      return { kind: "written", already: true, requestId: undefined };
    }
    if (live.micros !== write.beforeMicros) return moved(live.micros, { write, target });
    const change = { ...place, ref: live.ref, micros: write.afterMicros, currency };
    const asked = await writer.write({ ...change, validateOnly: true }, signal);
    if (asked.kind === "rejected") return refusedBy(asked, target);
    if (!target.writes) return { kind: "tried", requestId: asked.requestId };
    const answer = await writer.write({ ...change, validateOnly: false }, signal);
    if (answer.kind === "rejected") return refusedBy(answer, target);
    const after = await writer.read(place, signal);
    if (after.kind === "daily" && after.micros === write.afterMicros) {
      return { kind: "written", already: false, requestId: answer.requestId };
    }
    return unlike(after.kind === "daily" ? after.micros : undefined, answer.requestId, target);
  } catch (error) {
    return endOf(error);
  }
}

function moved(
  liveMicros: Micros,
  { write, target }: { readonly write: ClaimedWrite; readonly target: WriteTarget },
): WriteEnd {
  const { currency, source } = target;
  return {
    kind: "refused",
    reason: `${sourceKindName(source.kind)} has ${decimalString(liveMicros)} ${currency} a day by now, not the ${decimalString(write.beforeMicros)} of the proposal, so nothing was written.`,
    requestId: undefined,
    liveMicros,
  };
}

function refusedBy(
  { reason, requestId }: { readonly reason: string; readonly requestId: string | undefined },
  { source }: WriteTarget,
): WriteEnd {
  return {
    kind: "refused",
    reason: `${sourceKindName(source.kind)} refuses it: ${reason}`,
    requestId,
    liveMicros: undefined,
  };
}

function unlike(
  liveMicros: Micros | undefined,
  requestId: string | undefined,
  { currency, source }: WriteTarget,
): WriteEnd {
  const has =
    liveMicros === undefined ? "no daily budget" : `${decimalString(liveMicros)} ${currency}`;
  return {
    kind: "refused",
    reason: `${sourceKindName(source.kind)} took it, but reads back as ${has}. Look there before anything else is changed.`,
    requestId,
    liveMicros,
  };
}

function endOf(error: unknown): WriteEnd {
  if (!(error instanceof SourceFault)) throw error;
  const { kind, message, next, afterMs } = error;
  const passing = kind === "limited" || kind === "unreachable" || kind === "malformed";
  return passing
    ? { kind: "later", reason: message, afterMs }
    : { kind: "failed", reason: `${message} ${next}` };
}
