import { setTimeout as delay } from "node:timers/promises";

import type { Pool } from "pg";

import { createPool } from "../../src/db/create-pool.ts";
import { createDb, type Db } from "../../src/db/db.ts";
import { owedSummary } from "../../src/db/deliveries.ts";
import { migrate } from "../../src/db/migrate.ts";
import type { Message } from "../../src/sandbox/messages.ts";
import type { PostgresServer } from "../bench/postgres-server.ts";
import type { Bundle } from "./bundle.ts";
import { checkDeliveries } from "./check-deliveries.ts";
import { startProcess } from "./child-process.ts";
import type { Aftermath, DrillWork, FinalDelivery, Findings } from "./drill-work.ts";
import { startHerd } from "./herd.ts";
import type { DrillPlan } from "./plan.ts";
import { createRandom } from "./random.ts";

export interface DrillResult extends Aftermath, Findings {
  readonly name: string;
  readonly seconds: number;
  readonly kills: number;
  readonly crashes: number;
  /** Transactions of the owing side that the database's crash took with it. */
  readonly broken: number;
  /** Calls of each method, and faults by their kind. */
  readonly calls: Readonly<Record<string, number>>;
  readonly struck: Readonly<Record<string, number>>;
}

interface Report {
  readonly messages: readonly Message[];
  readonly calls: Readonly<Record<string, number>>;
  readonly struck: Readonly<Record<string, number>>;
}

const SETTLED_WITHIN_MS = 60_000;

/** Owes messages while everything breaks, lets it calm down, and returns what has come of it. */
export async function runDrill(
  plan: DrillPlan,
  {
    server,
    bundle,
    work,
  }: { readonly server: PostgresServer; readonly bundle: Bundle; readonly work: DrillWork },
): Promise<DrillResult> {
  const url = await server.createDatabase(`drill_${work.name}`);
  const pool = createPool({ connectionString: url, max: 4 }, { sharedSession: false });
  await migrate(pool, { alone: false });
  await pool.query("insert into workspaces values (1, 'Drill', null, now())");
  const db = createDb(pool);
  const slack = await startProcess(bundle.slack, { DRILL_SEED: String(plan.seed) });
  const { address } = slack.greeting as { address: string };
  const env = { DATABASE_URL: url, SLACK_API_URL: `${address}/sandbox/api/` };
  const herd = await startHerd(plan, {
    file: bundle.instance,
    random: createRandom(plan.seed + 1),
    env,
  });
  try {
    const started = performance.now();
    await work.prepare(db);
    await soon(() => isSettled(db));
    await fetch(`${address}/trouble`);
    let isTrouble = true;
    const trouble = Promise.all([
      herd.harass(plan.kills, plan.troubleMs),
      crashNowAndThen(server, plan),
    ]).finally(() => {
      isTrouble = false;
    });
    const [broken] = await Promise.all([
      oweAlong(plan, { db, work, isTrouble: () => isTrouble }),
      trouble,
    ]);
    await fetch(`${address}/calm`);
    await soon(() => work.finish(db));
    await soon(() => isSettled(db));
    const seconds = (performance.now() - started) / 1000;
    const report = (await (await fetch(`${address}/report`)).json()) as Report;
    const aftermath = { ...report, deliveries: await finalDeliveries(pool) };
    const { wrong, figures } = await work.check(aftermath, db);
    return {
      name: work.name,
      ...aftermath,
      wrong: { ...checkDeliveries(aftermath), ...wrong },
      figures,
      kills: herd.kills,
      crashes: plan.crashes,
      broken,
      seconds,
    };
  } finally {
    await herd.stop();
    await slack.kill();
    await work.end?.();
    await pool.end();
  }
}

/** Steps of the work for as long as there is trouble; returns how many failed with the database. */
async function oweAlong(
  plan: DrillPlan,
  {
    db,
    work,
    isTrouble,
  }: { readonly db: Db; readonly work: DrillWork; readonly isTrouble: () => boolean },
): Promise<number> {
  const random = createRandom(plan.seed + 2);
  const end = performance.now() + plan.troubleMs;
  const usual = plan.troubleMs / plan.messages;
  let broken = 0;
  while (work.done < plan.messages || isTrouble()) {
    const left = Math.max(plan.messages - work.done, 1);
    const mean = Math.max((end - performance.now()) / left, usual);
    await delay(Math.min(mean * 2 * random.next(), 1_000));
    await work.step(db, random).catch(() => {
      broken += 1;
    });
  }
  return broken;
}

async function crashNowAndThen(server: PostgresServer, plan: DrillPlan): Promise<void> {
  for (let count = 0; count < plan.crashes; count += 1) {
    await delay(plan.troubleMs / (plan.crashes + 1));
    await server.crash();
  }
}

/** Waits until it is so, but not for ever: what is not as it should be by then is found by the check. */
async function soon(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + SETTLED_WITHIN_MS;
  while (performance.now() < end && !(await isSo())) await delay(100);
}

async function isSettled(db: Db): Promise<boolean> {
  return (await owedSummary(db, Date.now())).owed === 0;
}

async function finalDeliveries(pool: Pool): Promise<FinalDelivery[]> {
  const { rows } = await pool.query<FinalDelivery>(
    `select delivery_key, channel, message_ts, thread_key, broadcast, sequence, version, state, payload, last_error
       from deliveries order by sequence`,
  );
  return rows;
}
