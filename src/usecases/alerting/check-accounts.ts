import type { AlertChannelRow } from "../../db/alert-channels.ts";
import type { Db } from "../../db/db.ts";
import { oweDeliveries } from "../../db/deliveries.ts";
import {
  insertEpisodeEvents,
  insertEpisodes,
  setEpisodeMessages,
  updateEpisodes,
} from "../../db/episode-writes.ts";
import { type EpisodeRow, openTroubles } from "../../db/episodes.ts";
import { newestEvaluation } from "../../db/rules.ts";
import type { AccountTrouble } from "../../domain/alerting/alert.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import type { TrackingGap } from "../../domain/alerting/tracking-gap.ts";
import type { Day } from "../../domain/day.ts";
import type { Scope } from "../scope.ts";
import type { CheckEntry } from "./check-report.ts";
import { dueAt } from "./due-at.ts";
import { progressFrom } from "./episode-record.ts";
import type { Evaluation } from "./evaluate-rules.ts";
import { type Finding, findTroubles } from "./find-troubles.ts";
import type { OwedMessage } from "./owed-message.ts";
import type { StoredRule } from "./stored-rules.ts";

export interface AccountsInput {
  readonly at: number;
  /** All in force: an account is in trouble or not, whichever of them have this tick. */
  readonly rules: readonly StoredRule[];
  readonly evaluation: Evaluation;
  readonly channels: ReadonlyMap<string, AlertChannelRow>;
}

export interface AccountTurns {
  readonly opened: readonly CheckEntry[];
  readonly resolved: readonly CheckEntry[];
}

const NAMES: Readonly<Record<AccountTrouble, string>> = {
  tracking_broken: "Tracking looks broken",
  stale_data: "Data is stale",
  tracking_gap: "Tracking gap",
};

/**
 * Accounts whose numbers cannot be judged at all: one episode for each, not one for each of their campaigns. Troubles
 * are of accounts, not of rules: where any rule was evaluated later than `at`, they have moved on and stay as they are.
 */
export async function checkAccounts(
  db: Db,
  scope: Scope,
  input: AccountsInput,
): Promise<AccountTurns> {
  const newest = await newestEvaluation(db, scope);
  if (newest !== undefined && newest > input.at) return { opened: [], resolved: [] };
  const troubles = await openTroubles(db, scope.workspaceId);
  const open = new Map(troubles.map((row) => [`${row.kind}:${row.accountId}`, row]));
  const gaps = troubles.filter(({ kind }) => kind === "tracking_gap");
  const findings = await findTroubles(db, {
    workspaceId: scope.workspaceId,
    at: input.at,
    rules: input.rules,
    calendars: input.evaluation.calendars,
    openGaps: new Set(gaps.map(({ accountId }) => accountId)),
  });
  const keyOf = ({ trouble, calendar }: Finding): string =>
    `${trouble}:${calendar.account.accountId}`;
  const fresh = findings.filter((one) => one.day !== undefined && !open.has(keyOf(one)));
  const over = findings.flatMap((one) => {
    const row = open.get(keyOf(one));
    return one.day === undefined && row !== undefined ? [{ finding: one, row }] : [];
  });
  const silent = findings.flatMap((one) => {
    const row = open.get(keyOf(one));
    const untold = one.day !== undefined && row !== undefined && row.deliveryKey === null;
    return untold ? [{ finding: one, episodeId: row.episodeId }] : [];
  });
  await tell(db, scope, { ...input, list: silent });
  return {
    opened: await openEpisodes(db, scope, { ...input, fresh }),
    resolved: await closeEpisodes(db, scope, { ...input, over }),
  };
}

async function openEpisodes(
  db: Db,
  scope: Scope,
  input: AccountsInput & { readonly fresh: readonly Finding[] },
): Promise<CheckEntry[]> {
  const { workspaceId } = scope;
  const { at, fresh } = input;
  const ids = await insertEpisodes(
    db,
    workspaceId,
    fresh.map(({ trouble, calendar, rules, day, gap }) => ({
      kind: trouble,
      ruleId: undefined,
      accountId: calendar.account.accountId,
      campaignId: undefined,
      openedAt: at,
      channel: speakerOf(rules, input)?.channel ?? rules[0]?.rule.channel ?? "",
      phase: "firing",
      breaches: 1,
      recoveries: 0,
      breaching: true,
      flapping: false,
      changes: [],
      firedAt: at,
      overAt: undefined,
      ended: false,
      firing: { day, gap, rules: rules.map(({ rule }) => rule.name) },
      latest: null,
      deliveryKey: undefined,
      remindedAt: undefined,
    })),
  );
  const opened = fresh.flatMap((finding, index) => {
    const episodeId = ids[index];
    return episodeId === undefined ? [] : [{ finding, episodeId }];
  });
  await record(db, scope, {
    at,
    turn: "fired",
    episodeIds: opened.map(({ episodeId }) => episodeId),
  });
  await tell(db, scope, { ...input, list: opened });
  return opened.map(({ finding, episodeId }) => entryOf(finding, episodeId));
}

/** Owes the messages of episodes that nobody has heard of, as far as somebody may speak. */
async function tell(
  db: Db,
  scope: Scope,
  input: AccountsInput & {
    readonly list: readonly { readonly finding: Finding; readonly episodeId: number }[];
  },
): Promise<void> {
  const { workspaceId, now } = scope;
  const owed = input.list.flatMap(({ finding, episodeId }) => {
    const rule = speakerOf(finding.rules, input);
    if (rule === undefined) return [];
    const deliveryKey = `episode:${episodeId}`;
    const payload: OwedMessage = { kind: "account", episodeId };
    const due = { severity: "warning", dueAt: dueAt(rule, scope), now };
    return [{ workspaceId, episodeId, deliveryKey, channel: rule.channel, payload, ...due }];
  });
  await setEpisodeMessages(db, workspaceId, owed);
  await oweDeliveries(db, owed);
}

async function closeEpisodes(
  db: Db,
  scope: Scope,
  input: AccountsInput & {
    readonly over: readonly { readonly finding: Finding; readonly row: EpisodeRow }[];
  },
): Promise<CheckEntry[]> {
  const { workspaceId, now } = scope;
  const { at, over } = input;
  await updateEpisodes(
    db,
    workspaceId,
    over.map(({ row }) => ({
      ...progressFrom(row),
      phase: "resolved" as const,
      breaching: false,
      overAt: at,
    })),
  );
  await record(db, scope, {
    at,
    turn: "resolved",
    episodeIds: over.map(({ row }) => row.episodeId),
  });
  await oweDeliveries(
    db,
    over.flatMap(({ finding, row }) => {
      const { deliveryKey, episodeId, channel } = row;
      const rule = speakerOf(finding.rules, input);
      if (deliveryKey === null || rule === undefined) return [];
      const message = { workspaceId, channel, severity: "warning", dueAt: dueAt(rule, scope), now };
      const edit: OwedMessage = { kind: "account", episodeId };
      const word: OwedMessage = { kind: "account-over", episodeId };
      return [
        { ...message, deliveryKey, payload: edit },
        { ...message, deliveryKey: `${deliveryKey}:over`, threadKey: deliveryKey, payload: word },
      ];
    }),
  );
  return over.map(({ finding, row }) => entryOf(finding, row.episodeId));
}

async function record(
  db: Db,
  { workspaceId, actor }: Scope,
  turn: {
    readonly at: number;
    readonly turn: "fired" | "resolved";
    readonly episodeIds: readonly number[];
  },
): Promise<void> {
  const { at, episodeIds } = turn;
  await insertEpisodeEvents(
    db,
    workspaceId,
    episodeIds.map((episodeId) => ({ episodeId, at, turn: turn.turn, actor, reading: null })),
  );
}

/** One message in one place: where the oldest of the rules speaks that are not muted and can be heard. */
function speakerOf(
  rules: readonly StoredRule[],
  { channels }: Pick<AccountsInput, "channels">,
): Rule | undefined {
  return rules.find(
    ({ rule, muted }) => muted === undefined && channels.get(rule.channel)?.lostReason == null,
  )?.rule;
}

function entryOf({ trouble, calendar, day, gap }: Finding, episodeId: number): CheckEntry {
  return {
    rule: NAMES[trouble],
    ruleId: undefined,
    episodeId,
    campaign: calendar.account.name,
    metric: undefined,
    currency: calendar.account.currency,
    value: undefined,
    limit: undefined,
    reason: day === undefined ? "it is over" : TROUBLE_WORDS[trouble](day, gap),
  };
}

const TROUBLE_WORDS: Readonly<
  Record<AccountTrouble, (day: Day, gap: TrackingGap | undefined) => string>
> = {
  tracking_broken: (day) => `no campaign of the account has had a conversion since ${day}`,
  stale_data: (day) => `the newest numbers of the account are of ${day}`,
  tracking_gap: (day, gap) =>
    gap === undefined
      ? `platform and first-party conversions differ up to ${day}`
      : `platform ${Math.round(gap.platform)}, first-party ${gap.firstParty} conversions from ${gap.range.from} to ${day}`,
};
