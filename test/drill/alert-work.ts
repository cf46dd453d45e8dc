import type { Db } from "../../src/db/db.ts";
import { acknowledgeAlert } from "../../src/usecases/alerting/handle-alert.ts";
import { Conflict } from "../../src/usecases/errors.ts";
import {
  type Change,
  campaignsOf,
  DIGEST_CHANNEL,
  fillAlertWorkspace,
  WORKSPACE,
  writeFacts,
} from "./alert-workspace.ts";
import { checkAlerts } from "./check-alerts.ts";
import type { DrillWork } from "./drill-work.ts";
import { CHANNELS } from "./plan.ts";
import type { Random } from "./random.ts";
import { shuffled } from "./shuffled.ts";
import { ThoughtBetter, unlessThoughtBetter } from "./thought-better.ts";

/** Evaluations after the last change: the second breach may fire, then two must be quiet. */
const EVALUATIONS_AFTER = 4;

const USUALLY_OPEN = 4;

/** Changes numbers, so that the real checks raise alerts and see them recover; now and then somebody acknowledges one. */
export function alertWork({ tickMs }: { readonly tickMs: number }): DrillWork {
  const high = new Set<number>();
  let done = 0;
  let changedAt = 0;

  function nextChanges(random: Random): Change[] {
    if (random.chance(0.05)) {
      const campaigns = shuffled(random, campaignsOf(DIGEST_CHANNEL)).slice(0, 6 + random.below(9));
      const value = campaigns.filter((id) => high.has(id)).length * 2 < campaigns.length;
      return campaigns.map((campaignId) => ({ campaignId, high: value }));
    }
    const campaigns = shuffled(random, campaignsOf(random.below(CHANNELS.length)));
    const open = campaigns.filter((campaignId) => high.has(campaignId));
    // Every alert that is open is edited on every tick: in the long run a few of each channel are.
    const from = random.below(2 * USUALLY_OPEN) < open.length ? open : campaigns;
    return from
      .slice(0, 1 + random.below(3))
      .map((campaignId) => ({ campaignId, high: !high.has(campaignId) }));
  }

  return {
    name: "alerts",
    get done() {
      return done;
    },
    async prepare(db) {
      await fillAlertWorkspace(db, { tickSeconds: tickMs / 1_000, now: Date.now() });
    },
    async step(db, random) {
      if (random.chance(0.1)) return acknowledgeSome(db, random);
      const changes = nextChanges(random);
      const thinksBetter = random.chance(0.05);
      try {
        await db.transaction(async (tx) => {
          await writeFacts(tx, changes, Date.now());
          if (thinksBetter) throw new ThoughtBetter();
        });
      } catch (error) {
        return unlessThoughtBetter(error);
      } finally {
        changedAt = Date.now();
      }
      for (const { campaignId, high: value } of changes) {
        if (value) high.add(campaignId);
        else high.delete(campaignId);
      }
      done += changes.length;
    },
    async finish(db) {
      const [row] = await db.rows<{ over: boolean }>({ text: OVER }, [
        new Date(changedAt),
        EVALUATIONS_AFTER,
      ]);
      if (row?.over !== true) return false;
      // No tick is newer than the last any more: alerts that go on breaching are not judged, nor edited, for ever.
      await db.rows({ text: STAND_STILL }, []);
      return true;
    },
    check: checkAlerts,
  };
}

const OVER = `select bool_and(count >= $2) as over from (
    select r.rule_id, count(e.tick) filter (where e.tick > $1) from rules r
      left join drill_evaluations e on e.rule_id = r.rule_id group by r.rule_id) evaluated`;

const STAND_STILL = "update rules set last_tick = '2100-01-01'";

async function acknowledgeSome(db: Db, random: Random): Promise<void> {
  const rows = await db.rows<{ episode_id: bigint }>({ text: FIRING }, []);
  if (rows.length === 0) return;
  const episodeId = Number(random.pick(rows).episode_id);
  const scope = { workspaceId: WORKSPACE, actor: "slack:U1", now: Date.now(), zone: "UTC" };
  await acknowledgeAlert(db, scope, { episodeId }).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
  });
}

const FIRING = `select episode_id from episodes where phase = 'firing' and acknowledged_by is null order by 1`;
