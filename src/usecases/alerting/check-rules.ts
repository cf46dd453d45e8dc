import { listAccounts } from "../../db/accounts.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { type EpisodeRow, openEpisodesOf } from "../../db/episodes.ts";
import { claimRuleTicks } from "../../db/rules.ts";
import { planForAllCampaigns } from "../../db/window-sums.ts";
import { withheld } from "../../domain/alerting/judge.ts";
import { reasonWords } from "../../domain/alerting/reason-words.ts";
import { Invalid } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { advanceEpisodes, type Outcome } from "./advance-episodes.ts";
import { announceOutcomes, isSilenced } from "./announce-outcomes.ts";
import { channelsByName } from "./channels-by-name.ts";
import { checkAccounts } from "./check-accounts.ts";
import type { CheckEntry, CheckReport, WithoutValue } from "./check-report.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { inSlices } from "./in-slices.ts";
import type { Wanted } from "./judge-group.ts";
import type { Judged } from "./judged.ts";
import { type StoredOutcome, storeOutcomes } from "./store-outcomes.ts";
import { type StoredRule, storedRules } from "./stored-rules.ts";

export interface CheckInput {
  /** The tick: the data are judged as of this instant, milliseconds since 1970. */
  readonly at: number;
  /** Those whose schedule has this tick; undefined: somebody asks for all rules in force. */
  readonly scheduled?: readonly number[];
}

/**
 * One evaluation of rules at a tick. Rules that have been evaluated at this tick or a later one are left alone, whoever
 * did it. What changes, the record of it and the messages that it owes are one transaction. Throws `Invalid` on an instant
 * far ahead: its days are missing, which would end what is open, and the rules would rest until then.
 */
export async function checkRules(db: Db, scope: Scope, input: CheckInput): Promise<CheckReport> {
  if (isFarAhead(input.at, scope)) {
    throw new Invalid(`${new Date(input.at).toISOString()} is more than two days ahead.`);
  }
  return db.transaction(async (tx) => {
    await planForAllCampaigns(tx);
    const all = await storedRules(tx, scope);
    const asked = all.filter(({ ruleId }) => input.scheduled?.includes(ruleId) ?? true);
    const evaluations = await claimRuleTicks(tx, {
      workspaceId: scope.workspaceId,
      ruleIds: asked.map(({ ruleId }) => ruleId),
      tick: input.at,
      scheduled: input.scheduled !== undefined,
    });
    const rules = asked.filter(({ ruleId }) => evaluations.has(ruleId));
    return evaluate(tx, scope, { at: input.at, all, rules, evaluations });
  });
}

const MOST_AHEAD_MS = 2 * 86_400_000;

/** True for an instant more than two days ahead: a slip of the keyboard. */
export function isFarAhead(at: number, { now }: Pick<Scope, "now">): boolean {
  return at > now + MOST_AHEAD_MS;
}

async function evaluate(
  tx: Db,
  scope: Scope,
  input: {
    readonly at: number;
    readonly all: readonly StoredRule[];
    readonly rules: readonly StoredRule[];
    readonly evaluations: ReadonlyMap<number, number>;
  },
): Promise<CheckReport> {
  const { workspaceId, now } = scope;
  const { at, rules, evaluations } = input;
  const open = await openEpisodesOf(
    tx,
    workspaceId,
    rules.map(({ ruleId }) => ruleId),
  );
  const accounts = rules.length === 0 ? [] : await listAccounts(tx, workspaceId);
  const evaluation = await evaluateRules(tx, {
    workspaceId,
    at,
    rules,
    accounts,
    wanted: wantedOf(open),
  });
  const advanced = await advanceEpisodes(tx, {
    workspaceId,
    at,
    zone: scope.zone,
    judged: evaluation.judged,
    open,
    rules: new Map(rules.map((stored) => [stored.ruleId, stored])),
    evaluations,
  });
  const outcomes = await storeOutcomes(tx, {
    workspaceId,
    at,
    outcomes: advanced.map((outcome) => ({ ...outcome, reminds: reminds(outcome, scope, at) })),
  });
  const channels = await channelsByName(tx, workspaceId);
  await announceOutcomes(tx, { workspaceId, at, now, zone: scope.zone, outcomes, channels });
  const troubles = await checkAccounts(tx, scope, { at, rules: input.all, evaluation, channels });
  const turned = await entriesOf(tx, workspaceId, outcomes);
  return {
    at,
    rules: rules.length,
    evaluated: evaluation.evaluated,
    opened: [...troubles.opened, ...turned.opened],
    resolved: [...troubles.resolved, ...turned.resolved],
    pending: pendingAfter(open, outcomes),
    withheld: {
      ...evaluation.withheld,
      snoozed: outcomes.filter(
        (outcome) => outcome.judged.verdict.kind === "breach" && isSilenced(outcome, now),
      ).length,
    },
    withoutValue: withoutValueOf(rules, evaluation.judged),
  };
}

function withoutValueOf(rules: readonly StoredRule[], judged: readonly Judged[]): WithoutValue[] {
  const silent = judged.filter(
    ({ verdict }) => verdict.kind === "withheld" && verdict.because === "no_value",
  );
  return rules.flatMap(({ ruleId, rule }) => {
    const campaigns = silent.filter((one) => one.ruleId === ruleId).length;
    const reason = reasonWords({ ...rule, currency: "" }, withheld("no_value"));
    return campaigns === 0 ? [] : [{ rule: rule.name, ruleId, campaigns, reason }];
  });
}

/** Everything open is judged, so that its recovery is seen. */
function wantedOf(open: readonly EpisodeRow[]): Wanted {
  const wanted = new Map<number, Map<number, number>>();
  for (const { ruleId, campaignId, accountId } of open) {
    if (ruleId === null || campaignId === null) continue;
    const campaigns = wanted.get(ruleId) ?? new Map<number, number>();
    wanted.set(ruleId, campaigns.set(campaignId, accountId));
  }
  return wanted;
}

/** Whoever has seen an alert is not reminded; a snooze that is over is. */
function reminds(outcome: Outcome, { now }: Scope, at: number): boolean {
  const { row, advance, judged } = outcome;
  if (row === undefined || advance.turn !== undefined || row.deliveryKey === null) return false;
  if (row.acknowledgedBy !== null || isSilenced(outcome, now)) return false;
  if (advance.reminderDue) return true;
  const woken = row.snoozedUntil?.getTime();
  const lastWord = row.remindedAt?.getTime() ?? row.firedAt?.getTime() ?? at;
  return judged.verdict.kind === "breach" && woken !== undefined && woken <= at && woken > lastWord;
}

function pendingAfter(open: readonly EpisodeRow[], outcomes: readonly StoredOutcome[]): number {
  const pending = new Set(
    open.filter(({ phase }) => phase === "pending").map(({ episodeId }) => episodeId),
  );
  for (const { episodeId, advance } of outcomes) {
    if (advance.tracked.state.phase === "pending") pending.add(episodeId);
    else pending.delete(episodeId);
  }
  return pending.size;
}

async function entriesOf(
  db: Db,
  workspaceId: number,
  outcomes: readonly StoredOutcome[],
): Promise<{ readonly opened: CheckEntry[]; readonly resolved: CheckEntry[] }> {
  const isOver = ({ advance }: StoredOutcome): boolean =>
    advance.turn === "resolved" || advance.turn === "ended";
  const told = outcomes.filter((outcome) => outcome.advance.turn === "fired" || isOver(outcome));
  const ids = [...new Set(told.map(({ judged }) => judged.campaignId))];
  const records = await inSlices(ids, (slice) => campaignsById(db, { workspaceId, ids: slice }));
  const known = new Map(records.map((record) => [record.label.id, record]));
  const entry = ({ stored, judged, episodeId }: StoredOutcome): CheckEntry => {
    const { label, currency = "" } = known.get(judged.campaignId) ?? {};
    return {
      rule: stored.rule.name,
      ruleId: stored.ruleId,
      episodeId,
      campaign: label?.name ?? "",
      metric: stored.rule.metric,
      currency,
      value: judged.reading?.value,
      limit: judged.reading?.limit,
      reason: reasonWords({ ...stored.rule, currency }, judged.verdict),
    };
  };
  return {
    opened: told.filter(({ advance }) => advance.turn === "fired").map(entry),
    resolved: told.filter(isOver).map(entry),
  };
}
