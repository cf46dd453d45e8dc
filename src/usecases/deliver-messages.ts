import { claimDeliveries, type ClaimedDelivery, prepareClaims } from "../db/claim-deliveries.ts";
import type { Db } from "../db/db.ts";
import { settleDelivery, type Settlement } from "../db/settle-delivery.ts";
import type { DeliveryOutcome, FindDelivery, FindOutcome, SendDelivery } from "./ports.ts";
import { type Moment, settlementOf, settlementOfLook } from "./settlement-of.ts";

/** A message whose content is wanted now. */
export type DueDelivery = ClaimedDelivery & {
  /** It may stand already, and Slack does not let us look: the message is to say so. */
  readonly possiblyRepeated: boolean;
};

export interface DeliverDeps {
  readonly db: Db;
  readonly send: SendDelivery;
  readonly find: FindDelivery;
  /** Makes of the stored payload what `send` renders; without it, the payload is that. */
  readonly compose?: (delivery: DueDelivery) => Promise<unknown>;
  /** Hears, in the transaction that gives a message up, that its channel takes nothing; `reason` is Slack's code. */
  readonly onRefused?: (tx: Db, delivery: ClaimedDelivery, reason: string) => Promise<void>;
  /** Hears of each message that did not go out. */
  readonly onTrouble: (deliveryKey: string, outcome: DeliveryOutcome | FindOutcome) => void;
  readonly pacing?: Partial<Pacing>;
  /** Milliseconds that only ever rise, whatever is done to the wall clock. */
  readonly monotonic?: () => number;
}

/** Milliseconds. */
export interface Pacing {
  /** Between two messages to one channel. */
  readonly paceMs: number;
  /** For which a sender has a message, and its channel, for itself. */
  readonly leaseMs: number;
  /** The time-out of a call to Slack: none begins when less than that is left of the lease. */
  readonly callMs: number;
  /** After the first failure; twice that after the next, and so on. */
  readonly backoffMs: number;
}

const PACING: Pacing = { paceMs: 1_000, leaseMs: 30_000, callMs: 10_000, backoffMs: 2_000 };

/** Channels at a time. */
const LANES = 20;
/** Messages that one call sends through each lane at most; the next call goes on. */
const MOST_IN_A_LANE = 50;

/**
 * Sends what can be sent now: claimed, sent, recorded, from any number of instances and calls at once. A message that
 * an earlier attempt may have posted is looked for before it is posted again. Returns how many were sent.
 */
export async function deliverMessages(deps: DeliverDeps, now: number): Promise<number> {
  const run = startRun(deps, now);
  await prepareClaims(deps.db, now);
  const first = await claim(run, LANES);
  // A lane is one channel's message after another: a slow channel holds up its own lane alone.
  const lanes = await Promise.allSettled(first.map((held) => runLane(run, held)));
  const broken = lanes.find((lane) => lane.status === "rejected");
  if (broken !== undefined) throw broken.reason;
  return lanes.reduce((sum, lane) => sum + (lane.status === "fulfilled" ? lane.value : 0), 0);
}

interface Run {
  readonly deps: DeliverDeps;
  readonly pacing: Pacing;
  readonly monotonic: () => number;
  /** The caller's instant, carried on. */
  readonly now: () => number;
}

/** A claim, and until when on the monotonic clock a call to Slack may begin. */
interface Held {
  readonly claimed: ClaimedDelivery;
  readonly callBy: number;
}

function startRun(deps: DeliverDeps, now: number): Run {
  const { monotonic = () => performance.now() } = deps;
  const started = monotonic();
  return {
    deps,
    pacing: { ...PACING, ...deps.pacing },
    monotonic,
    now: () => now + Math.round(monotonic() - started),
  };
}

function momentOf({ now, pacing }: Run): Moment {
  return { now: now(), backoffMs: pacing.backoffMs };
}

async function claim(run: Run, limit: number): Promise<Held[]> {
  const { leaseMs, callMs } = run.pacing;
  const callBy = run.monotonic() + leaseMs - callMs;
  const claimed = await claimDeliveries(run.deps.db, { ...run.pacing, now: run.now(), limit });
  return claimed.map((each) => ({ claimed: each, callBy }));
}

async function runLane(run: Run, first: Held): Promise<number> {
  let sent = 0;
  let held: Held | undefined = first;
  for (let count = 1; held !== undefined; count += 1) {
    if (await deliver(run, held)) sent += 1;
    [held] = count < MOST_IN_A_LANE ? await claim(run, 1) : [];
  }
  return sent;
}

/** True when the message stands in Slack afterwards, as it was claimed. */
async function deliver(run: Run, held: Held): Promise<boolean> {
  const { claimed } = held;
  const look = await lookFor(run, claimed);
  const known = look && settlementOfLook(claimed, look, momentOf(run));
  if (look !== undefined && known !== undefined) {
    if (look.kind !== "found") run.deps.onTrouble(claimed.deliveryKey, look);
    return settle(run, claimed, { settlement: known, outcome: look });
  }
  const outcome = await post(run, held, { possiblyRepeated: look?.kind === "closed" });
  if (outcome.kind !== "sent") run.deps.onTrouble(claimed.deliveryKey, outcome);
  const settlement = settlementOf(claimed, outcome, momentOf(run));
  return settle(run, claimed, { settlement, outcome });
}

async function lookFor(run: Run, claimed: ClaimedDelivery): Promise<FindOutcome | undefined> {
  const { maybePosted, messageTs, postBeganAt } = claimed;
  if (!maybePosted || messageTs !== undefined || postBeganAt === undefined) return undefined;
  const channel = claimed.channelId ?? claimed.channel;
  return run.deps.find({ ...claimed, channel, postBeganAt });
}

async function post(
  run: Run,
  { claimed, callBy }: Held,
  options: { readonly possiblyRepeated: boolean },
): Promise<DeliveryOutcome> {
  const { compose = stored, send } = run.deps;
  let payload: unknown;
  try {
    payload = await compose({ ...claimed, ...options });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "later", done: "no", reason: `its content could not be made: ${reason}` };
  }
  return send({ ...claimed, payload, mayCall: () => run.monotonic() < callBy });
}

function stored({ payload }: DueDelivery): Promise<unknown> {
  return Promise.resolve(payload);
}

async function settle(
  run: Run,
  claimed: ClaimedDelivery,
  result: { readonly settlement: Settlement; readonly outcome: DeliveryOutcome | FindOutcome },
): Promise<boolean> {
  const { db, onRefused } = run.deps;
  const { settlement, outcome } = result;
  if (outcome.kind !== "channel" || onRefused === undefined) {
    const state = await settleDelivery(db, claimed, settlement);
    return settlement.state === "sent" && state !== undefined;
  }
  await db.transaction(async (tx) => {
    const state = await settleDelivery(tx, claimed, settlement);
    if (state === "failed") await onRefused(tx, claimed, outcome.reason);
  });
  return false;
}
