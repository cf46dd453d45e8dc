import type { Db, Statement } from "./db.ts";
import type { EpisodeKind, EpisodePhase } from "./episodes.ts";
import type { EPISODE_TURNS } from "./schema/episode-events.ts";

export type EpisodeTurn = (typeof EPISODE_TURNS)[number];

/** What every evaluation may change of an episode. Instants in milliseconds since 1970. */
export interface EpisodeProgress {
  readonly phase: EpisodePhase;
  readonly breaches: number;
  readonly recoveries: number;
  readonly breaching: boolean;
  readonly flapping: boolean;
  readonly changes: readonly number[];
  readonly firedAt: number | undefined;
  readonly overAt: number | undefined;
  readonly ended: boolean;
  /** Plain JSON, or nothing. */
  readonly firing: unknown;
  readonly latest: unknown;
  readonly deliveryKey: string | undefined;
  readonly remindedAt: number | undefined;
}

export interface NewEpisode extends EpisodeProgress {
  readonly kind: EpisodeKind;
  readonly ruleId: number | undefined;
  readonly accountId: number;
  readonly campaignId: number | undefined;
  readonly openedAt: number;
  readonly channel: string;
}

export interface ChangedEpisode extends EpisodeProgress {
  readonly episodeId: number;
}

export interface EpisodeEvent {
  readonly episodeId: number;
  readonly at: number;
  readonly turn: EpisodeTurn;
  readonly actor: string;
  readonly reading: unknown;
}

const PROGRESS = `phase text, breaches int, recoveries int, breaching boolean, flapping boolean, changes int[],
    fired_at timestamptz, over_at timestamptz, ended boolean, firing jsonb, latest jsonb, delivery_key text,
    reminded_at timestamptz`;
const PROGRESS_NAMES = PROGRESS.split(",").map((column) => column.trim().split(" ")[0] ?? "");

/** Of all open episodes, one alone has it. */
const KEY = "concat_ws(':', kind, rule_id, account_id, campaign_id) as key";

const INSERT: Statement = {
  name: "insert_episodes",
  text: `insert into episodes (workspace_id, kind, rule_id, account_id, campaign_id, opened_at, channel,
      ${PROGRESS_NAMES.join(", ")})
    select $1::int, x.* from jsonb_to_recordset($2::jsonb) as x (kind text, rule_id int, account_id int,
      campaign_id int, opened_at timestamptz, channel text, ${PROGRESS})
    on conflict do nothing
    returning episode_id, ${KEY}`,
};

const UPDATE: Statement = {
  name: "update_episodes",
  text: `update episodes e set ${PROGRESS_NAMES.map((name) => `${name} = x.${name}`).join(", ")}
      from jsonb_to_recordset($2::jsonb) as x (episode_id bigint, ${PROGRESS})
     where e.workspace_id = $1 and e.episode_id = x.episode_id`,
};

const EVENTS: Statement = {
  name: "insert_episode_events",
  text: `insert into episode_events (workspace_id, episode_id, at, turn, actor, reading)
    select $1::int, x.* from jsonb_to_recordset($2::jsonb)
      as x (episode_id bigint, at timestamptz, turn text, actor text, reading jsonb)`,
};

const EARLIER: Statement = {
  name: "earlier_changes",
  text: `select distinct on (e.rule_id, e.campaign_id) e.rule_id, e.campaign_id, e.changes
      from episodes e join unnest($2::int[], $3::int[]) w (rule_id, campaign_id)
        on w.rule_id = e.rule_id and w.campaign_id = e.campaign_id
     where e.workspace_id = $1
     order by e.rule_id, e.campaign_id, e.episode_id desc`,
};

/** Stores new episodes; their ids come back in the same order, undefined where another one is open already. */
export async function insertEpisodes(
  db: Db,
  workspaceId: number,
  list: readonly NewEpisode[],
): Promise<(number | undefined)[]> {
  if (list.length === 0) return [];
  const rows = await db.rows<{ episode_id: bigint; key: string }>(INSERT, [
    workspaceId,
    JSON.stringify(
      list.map((one) => ({
        kind: one.kind,
        rule_id: one.ruleId,
        account_id: one.accountId,
        campaign_id: one.campaignId,
        opened_at: instant(one.openedAt),
        channel: one.channel,
        ...progressColumns(one),
      })),
    ),
  ]);
  const ids = new Map(rows.map((row) => [row.key, Number(row.episode_id)]));
  return list.map((one) => ids.get(keyOf(one)));
}

export async function updateEpisodes(
  db: Db,
  workspaceId: number,
  list: readonly ChangedEpisode[],
): Promise<void> {
  if (list.length === 0) return;
  const changes = list.map((one) => ({ episode_id: one.episodeId, ...progressColumns(one) }));
  await db.rows(UPDATE, [workspaceId, JSON.stringify(changes)]);
}

export async function insertEpisodeEvents(
  db: Db,
  workspaceId: number,
  list: readonly EpisodeEvent[],
): Promise<void> {
  if (list.length === 0) return;
  const events = list.map((one) => ({
    episode_id: one.episodeId,
    at: instant(one.at),
    turn: one.turn,
    actor: one.actor,
    reading: one.reading,
  }));
  await db.rows(EVENTS, [workspaceId, JSON.stringify(events)]);
}

const MESSAGES: Statement = {
  name: "set_episode_messages",
  text: `update episodes e set delivery_key = m.delivery_key
      from unnest($2::bigint[], $3::text[]) m (episode_id, delivery_key)
     where e.workspace_id = $1 and e.episode_id = m.episode_id`,
};

/** Notes which message tells of each episode. */
export async function setEpisodeMessages(
  db: Db,
  workspaceId: number,
  messages: readonly { readonly episodeId: number; readonly deliveryKey: string }[],
): Promise<void> {
  if (messages.length === 0) return;
  await db.rows(MESSAGES, [
    workspaceId,
    messages.map(({ episodeId }) => episodeId),
    messages.map(({ deliveryKey }) => deliveryKey),
  ]);
}

const MOVE: Statement = {
  name: "move_episodes",
  text: `update episodes set channel = $3, delivery_key = null
     where workspace_id = $1 and episode_id = any($2::bigint[])`,
};

/** Episodes that are to be told of in another channel, as if nobody had been told. */
export async function moveEpisodes(
  db: Db,
  workspaceId: number,
  { episodeIds, channel }: { readonly episodeIds: readonly number[]; readonly channel: string },
): Promise<void> {
  if (episodeIds.length > 0) await db.rows(MOVE, [workspaceId, episodeIds, channel]);
}

/** Evaluations on which earlier episodes of these changed, by `ruleId:campaignId`: a campaign that flaps does not start anew. */
export async function earlierChanges(
  db: Db,
  workspaceId: number,
  of: readonly { readonly ruleId: number; readonly campaignId: number }[],
): Promise<Map<string, readonly number[]>> {
  if (of.length === 0) return new Map();
  const rows = await db.rows<{ rule_id: number; campaign_id: number; changes: number[] }>(EARLIER, [
    workspaceId,
    of.map(({ ruleId }) => ruleId),
    of.map(({ campaignId }) => campaignId),
  ]);
  return new Map(rows.map((row) => [`${row.rule_id}:${row.campaign_id}`, row.changes]));
}

function keyOf({ kind, ruleId, accountId, campaignId }: NewEpisode): string {
  return [kind, ruleId, accountId, campaignId].filter((part) => part !== undefined).join(":");
}

function progressColumns(one: EpisodeProgress) {
  return {
    phase: one.phase,
    breaches: one.breaches,
    recoveries: one.recoveries,
    breaching: one.breaching,
    flapping: one.flapping,
    changes: one.changes,
    fired_at: instant(one.firedAt),
    over_at: instant(one.overAt),
    ended: one.ended,
    firing: one.firing,
    latest: one.latest,
    delivery_key: one.deliveryKey,
    reminded_at: instant(one.remindedAt),
  };
}

function instant(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : new Date(epochMs).toISOString();
}
