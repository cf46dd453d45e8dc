import type { Db } from "../../src/db/db.ts";
import { WINDOW_DAYS } from "./alert-workspace.ts";

export interface EpisodeRecord {
  readonly episode_id: number;
  readonly rule_id: number;
  readonly campaign_id: number;
  readonly name: string;
  readonly phase: string;
  readonly breaching: boolean;
  readonly flapping: boolean;
  readonly acknowledged: boolean;
  readonly fired: boolean;
  readonly changes: readonly number[];
  readonly delivery_key: string | null;
}

export interface EventRecord {
  readonly episode_id: number;
  readonly turn: string;
  readonly at: number;
  readonly value: number | null;
  readonly limit: number | null;
}

export interface RuleRecord {
  readonly rule_id: number;
  readonly evaluations: number;
  readonly fires_at: number;
  readonly seconds: string;
}

/** An evaluation that was committed. */
export interface EvaluationRecord {
  readonly place: number;
  readonly rule_id: number;
  readonly tick: number;
  readonly number: number;
}

/** A campaign under its rule, and whether its numbers are beyond the limit by the plainest SQL. */
export interface CampaignRecord {
  readonly campaign_id: number;
  readonly rule_id: number;
  readonly breach: boolean;
}

/** What the database says of alerts at the end of a drill. Instants in milliseconds since 1970. */
export interface AlertRecords {
  readonly episodes: readonly EpisodeRecord[];
  readonly events: readonly EventRecord[];
  readonly rules: readonly RuleRecord[];
  readonly evaluations: readonly EvaluationRecord[];
  readonly campaigns: readonly CampaignRecord[];
}

export async function readAlertRecords(db: Db): Promise<AlertRecords> {
  return {
    episodes: await db.rows<EpisodeRecord>({ text: EPISODES }, []),
    events: await db.rows<EventRecord>({ text: EVENTS }, []),
    rules: await db.rows<RuleRecord>({ text: RULES }, []),
    evaluations: await db.rows<EvaluationRecord>({ text: EVALUATIONS }, []),
    campaigns: await db.rows<CampaignRecord>({ text: CAMPAIGNS }, [WINDOW_DAYS]),
  };
}

const EPISODES = `select e.episode_id::int, e.rule_id, e.campaign_id, c.name, e.phase, e.breaching, e.flapping,
    e.acknowledged_by is not null as acknowledged, e.fired_at is not null as fired, e.changes, e.delivery_key
  from episodes e join campaigns c on c.campaign_id = e.campaign_id order by 1`;

const EVENTS = `select episode_id::int, turn, (extract(epoch from at) * 1000)::float8 as at,
    (reading ->> 'value')::float8 as value, (reading ->> 'limit')::float8 as limit
  from episode_events order by event_id`;

const RULES = `select rule_id, evaluations, (definition ->> 'for')::int as fires_at,
    split_part(definition ->> 'schedule', ' ', 1) as seconds
  from rules order by 1`;

const EVALUATIONS = `select place::int, rule_id, (extract(epoch from tick) * 1000)::float8 as tick, number
  from drill_evaluations order by place`;

const CAMPAIGNS = `select f.campaign_id, r.rule_id,
    case when r.definition ->> 'metric' = 'spend' then sum(f.spend_micros) / 1e6
         else sum(f.spend_micros) / 1e6 / sum(f.conversions) end > (r.definition -> 'when' ->> 'above')::float8 as breach
  from facts f
  join campaigns c on c.campaign_id = f.campaign_id
  join rules r on c.name like replace(r.definition -> 'scope' ->> 'nameMatches', '*', '%')
 where f.day between current_date - 1 - $1::int and current_date - 2
 group by f.campaign_id, r.rule_id, r.definition`;
