import type { AlertChannelRow } from "../../db/alert-channels.ts";
import type { Db } from "../../db/db.ts";
import { type OwedDelivery, oweDeliveries } from "../../db/deliveries.ts";
import { setEpisodeMessages } from "../../db/episode-writes.ts";
import { dueAt } from "./due-at.ts";
import type { OwedMessage, OwedNote } from "./owed-message.ts";
import { readingFrom, readingJson } from "./reading.ts";
import { digestKey, isDigest, rootPayload } from "./root-message.ts";
import type { StoredOutcome } from "./store-outcomes.ts";

/** More alerts than this in one channel and tick share one message. */
const HANDFUL = 5;

export interface AnnounceInput {
  readonly workspaceId: number;
  /** The tick, and the instant at which it is worked off. */
  readonly at: number;
  readonly now: number;
  /** The workspace's zone, for rules that name none. */
  readonly zone: string;
  readonly outcomes: readonly StoredOutcome[];
  readonly channels: ReadonlyMap<string, AlertChannelRow>;
}

/** Owes the messages of an evaluation: new alerts, edits of old ones, and what is said in their threads. */
export async function announceOutcomes(db: Db, input: AnnounceInput): Promise<void> {
  const fresh = input.outcomes.filter((outcome) => isNews(outcome, input));
  const announced = announce(fresh, input);
  await setEpisodeMessages(db, input.workspaceId, announced.keys);
  const told = input.outcomes.filter(
    ({ row, stored }) => typeof row?.deliveryKey === "string" && isReachable(stored.rule, input),
  );
  await oweDeliveries(db, [...announced.deliveries, ...edits(told, input), ...notes(told, input)]);
}

/** The rule is muted, or the alert snoozed: what happens is recorded, and shown where it stands, without a sound. */
export function isSilenced(
  { stored, row }: Pick<StoredOutcome, "stored" | "row">,
  now: number,
): boolean {
  const snoozed = row?.snoozedUntil;
  return stored.muted !== undefined || (snoozed instanceof Date && snoozed.getTime() > now);
}

/** It fires, nobody has been told, and its channel can be reached. */
function isNews(outcome: StoredOutcome, { now, channels }: AnnounceInput): boolean {
  const { row, advance, stored } = outcome;
  if (advance.tracked.state.phase !== "firing" || typeof row?.deliveryKey === "string")
    return false;
  return isReachable(stored.rule, { channels }) && !isSilenced(outcome, now);
}

function isReachable(
  { channel }: { readonly channel: string },
  { channels }: Pick<AnnounceInput, "channels">,
): boolean {
  return typeof channels.get(channel)?.lostReason !== "string";
}

function announce(fresh: readonly StoredOutcome[], input: AnnounceInput) {
  const keys: { episodeId: number; deliveryKey: string }[] = [];
  const deliveries: OwedDelivery[] = [];
  for (const [channel, outcomes] of byChannel(fresh)) {
    if (outcomes.length <= HANDFUL) {
      for (const outcome of outcomes) {
        const deliveryKey = `episode:${outcome.episodeId}`;
        keys.push({ episodeId: outcome.episodeId, deliveryKey });
        const payload = { kind: "episode", episodeId: outcome.episodeId } as const;
        deliveries.push(owed(outcome, input, { deliveryKey, payload }));
      }
      continue;
    }
    const [first] = outcomes;
    if (first === undefined) continue;
    const deliveryKey = digestKey(channel, input.at);
    for (const { episodeId } of outcomes) keys.push({ episodeId, deliveryKey });
    const payload = { kind: "digest", deliveryKey, at: input.at } as const;
    deliveries.push(owed(gravest(outcomes) ?? first, input, { deliveryKey, payload }));
  }
  return { keys, deliveries };
}

/** A message that tells of several is edited once. */
function edits(told: readonly StoredOutcome[], input: AnnounceInput): OwedDelivery[] {
  const byKey = new Map<string, OwedDelivery>();
  for (const outcome of told) {
    const deliveryKey = outcome.row?.deliveryKey;
    if (typeof deliveryKey !== "string" || !looksDifferent(outcome)) continue;
    const payload = rootPayload({ kind: "rule", episodeId: outcome.episodeId }, deliveryKey);
    byKey.set(deliveryKey, owed(outcome, input, { deliveryKey, payload }));
  }
  return [...byKey.values()];
}

/** What an evaluation leaves as it was is not drawn again: a busy channel's new alerts would wait behind it. */
function looksDifferent({ row, judged, advance, reminds, stored }: StoredOutcome): boolean {
  if (judged.verdict.kind === "withheld") return advance.turn !== undefined;
  if (advance.turn !== undefined || reminds || stored.muted !== undefined) return true;
  if (row === null || row === undefined || row.snoozedUntil !== null) return true;
  if (row.flapping !== advance.tracked.state.flapping) return true;
  const before = readingFrom(row.latest);
  const now = judged.reading;
  return (
    before?.value !== now?.value ||
    before?.limit !== now?.limit ||
    before?.range.to !== now?.range.to
  );
}

function notes(told: readonly StoredOutcome[], input: AnnounceInput): OwedDelivery[] {
  const digests = new Map<string, StoredOutcome[]>();
  const single: OwedDelivery[] = [];
  for (const outcome of told) {
    const note = noteOf(outcome, input);
    const threadKey = outcome.row?.deliveryKey;
    if (note === undefined || typeof threadKey !== "string") continue;
    if (isDigest(threadKey)) {
      // That one flaps, or has ended, is for the table of the message itself to say.
      if (note.kind !== "recovered" && note.kind !== "reminder") continue;
      const list = digests.get(threadKey);
      if (list === undefined) digests.set(threadKey, [outcome]);
      else list.push(outcome);
      continue;
    }
    const { episodeId } = outcome;
    const deliveryKey = `${threadKey}:${note.kind}:${input.at}`;
    const payload: OwedMessage = { kind: "note", episodeId, note };
    single.push(owed(outcome, input, { deliveryKey, payload, threadKey }));
  }
  return [
    ...single,
    ...[...digests].flatMap(([key, outcomes]) => digestNote(key, outcomes, input)),
  ];
}

function digestNote(
  threadKey: string,
  outcomes: readonly StoredOutcome[],
  input: AnnounceInput,
): OwedDelivery[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  const idsOf = (reminds: boolean): number[] =>
    outcomes.filter((outcome) => outcome.reminds === reminds).map(({ episodeId }) => episodeId);
  const payload = { kind: "digest-note", recovered: idsOf(false), reminded: idsOf(true) } as const;
  return [owed(first, input, { deliveryKey: `${threadKey}:note:${input.at}`, payload, threadKey })];
}

function noteOf(outcome: StoredOutcome, { now }: AnnounceInput): OwedNote | undefined {
  const { advance, judged, reminds } = outcome;
  if (isSilenced(outcome, now)) return undefined;
  const reading = readingJson(judged.reading);
  switch (advance.turn) {
    case "resolved":
      return { kind: "recovered", reading };
    case "flapping":
      return { kind: "flapping", reading };
    case "ended":
      return { kind: "ended" };
    default:
      return reminds ? { kind: "reminder", reading } : undefined;
  }
}

function owed(
  { stored: { rule } }: StoredOutcome,
  input: AnnounceInput,
  message: {
    readonly deliveryKey: string;
    readonly payload: OwedMessage;
    readonly threadKey?: string;
  },
): OwedDelivery {
  const { workspaceId, now, channels } = input;
  const broadcast =
    message.threadKey !== undefined && channels.get(rule.channel)?.broadcast === true;
  return {
    workspaceId,
    channel: rule.channel,
    severity: rule.severity,
    broadcast,
    dueAt: dueAt(rule, input),
    now,
    ...message,
  };
}

function gravest(outcomes: readonly StoredOutcome[]): StoredOutcome | undefined {
  const grave = { critical: 2, warning: 1, info: 0 };
  return outcomes.toSorted(
    (a, b) => grave[b.stored.rule.severity] - grave[a.stored.rule.severity],
  )[0];
}

function byChannel(outcomes: readonly StoredOutcome[]): Map<string, StoredOutcome[]> {
  const channels = new Map<string, StoredOutcome[]>();
  for (const outcome of outcomes) {
    const { channel } = outcome.stored.rule;
    const list = channels.get(channel);
    if (list === undefined) channels.set(channel, [outcome]);
    else list.push(outcome);
  }
  return channels;
}
