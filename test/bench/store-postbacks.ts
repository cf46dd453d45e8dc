import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

import { Client } from "pg";

import type { BenchRun } from "./bench-run.ts";
import { p50, p99 } from "./drive-commands.ts";
import { type FakeSlack, startFakeSlack } from "./fake-slack.ts";
import type { Section } from "./figures.ts";
import { type SlackAppProcess, startSlackApp } from "./slack-app-process.ts";
import { until } from "./until.ts";

const SECRET = "the secret of the bench";
const BEAT_MS = 10;
const CONNECTIONS = 64;
const WORKED_THROUGH_MS = 120_000;
/** The share of a stretch after which the app is killed. */
const KILLED_AT = 0.99;

export interface CallRate {
  readonly perSecond: number;
  readonly seconds: number;
}

/** What came of the calls of one stretch. */
interface Called {
  /** Click ids of those answered 200. */
  readonly accepted: string[];
  readonly times: number[];
  /** Answered otherwise, or not at all. */
  failed: number;
}

/** Trackers' calls at a steady rate, with a SIGKILL in the middle: what was answered 200 has to be there. */
export async function storePostbacks(run: BenchRun, rate: CallRate): Promise<Section> {
  const url = await run.server.createDatabase("bench_postbacks");
  const client = new Client({ connectionString: url });
  await client.connect();
  const slack = await startFakeSlack();
  const half = { ...rate, seconds: rate.seconds / 2 };
  let app: SlackAppProcess | undefined;
  try {
    app = await start(run, url, slack);
    await call(app, { perSecond: rate.perSecond, seconds: 2 }, { prefix: "warm", kill: false });
    run.say(`${rate.perSecond} calls a second for ${half.seconds} s, then SIGKILL`);
    const first = await call(app, half, { prefix: "first", kill: true });
    app = await start(run, url, slack);
    run.say("again, after the restart");
    const second = await call(app, half, { prefix: "second", kill: false });
    const ended = performance.now();
    await until("Working through", { within: WORKED_THROUGH_MS, signal: run.signal }, async () => {
      const { rows } = await client.query(
        "select from postbacks where processed_at is null limit 1",
      );
      return rows.length === 0;
    });
    const lag = (performance.now() - ended) / 1_000;
    const accepted = [...first.accepted, ...second.accepted];
    const lost = await missing(client, accepted);
    return section(rate, { first, second, lag, ...lost });
  } finally {
    await app?.stop();
    await slack.stop();
    await client.end();
  }
}

function start(run: BenchRun, url: string, slack: FakeSlack): Promise<SlackAppProcess> {
  return startSlackApp({
    args: [...run.profiling, "dist/main.js"],
    env: { DATABASE_URL: url, SLACK_API_URL: slack.apiUrl, TRIMTAB_POSTBACK_SECRET: SECRET },
    readyPath: "/readyz",
    signal: run.signal,
  });
}

/** Calls at the rate whether or not earlier calls have been answered; `kill` ends the app while more come. */
async function call(
  app: SlackAppProcess,
  { perSecond, seconds }: CallRate,
  { prefix, kill }: { readonly prefix: string; readonly kill: boolean },
): Promise<Called> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const called: Called = { accepted: [], times: [], failed: 0 };
  const all: Promise<void>[] = [];
  const began = performance.now();
  const total = perSecond * seconds;
  const last = kill ? total * KILLED_AT : Infinity;
  let killed: Promise<void> | undefined;
  while (all.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond));
    while (all.length < due)
      all.push(callOnce(app, agent, { called, id: `${prefix}-${all.length}` }));
    if (all.length >= last) killed ??= app.kill();
    await delay(BEAT_MS);
  }
  await Promise.all([...all, killed]);
  agent.destroy();
  return called;
}

function callOnce(
  { url }: SlackAppProcess,
  agent: Agent,
  { called, id }: { readonly called: Called; readonly id: string },
): Promise<void> {
  const query = `cid=${id}&payout=12.5&txid=${id}&et=purchase&campaign=none&secret=${encodeURIComponent(SECRET)}`;
  const sent = performance.now();
  return new Promise((resolve) => {
    const outgoing = request(`${url}/postback?${query}`, { agent }, (response) => {
      response.resume();
      response.on("error", () => undefined);
      response.on("close", resolve);
      if (response.statusCode === 200) {
        called.accepted.push(id);
        called.times.push(performance.now() - sent);
      } else called.failed += 1;
    });
    outgoing.on("error", () => {
      called.failed += 1;
      resolve();
    });
    outgoing.end();
  });
}

/** How many accepted calls are not stored, and how many of them are not counted as a conversion. */
async function missing(
  client: Client,
  accepted: readonly string[],
): Promise<{ readonly lost: number; readonly uncounted: number }> {
  const count = async (query: string, values: readonly string[]): Promise<number> => {
    const { rows } = await client.query<{ count: string }>(query, [values]);
    return Number(rows[0]?.count);
  };
  const lost = await count(
    `select count(*) from unnest($1::text[]) a (id)
      left join postbacks p on p.parameters ->> 'cid' = a.id where p.postback_id is null`,
    accepted,
  );
  const uncounted = await count(
    `select count(*) from unnest($1::text[]) a (key)
      left join first_party_conversions f on f.conversion_key = a.key where f.conversion_key is null`,
    accepted.map((id) => JSON.stringify([id, id, "purchase"])),
  );
  return { lost, uncounted };
}

function section(
  { perSecond, seconds }: CallRate,
  found: {
    readonly first: Called;
    readonly second: Called;
    readonly lag: number;
    readonly lost: number;
    readonly uncounted: number;
  },
): Section {
  const { first, second } = found;
  const times = [...first.times, ...second.times];
  return {
    title: `${perSecond.toLocaleString("en-US")} postbacks a second for ${seconds} s, SIGKILL in the middle`,
    figures: [
      {
        name: "answered 200 a second",
        value: times.length / seconds,
        unit: "/s",
        goal: { atLeast: perSecond * 0.99 },
      },
      { name: "answered, p50", value: p50(times), unit: "ms" },
      { name: "answered, p99", value: p99(times), unit: "ms", goal: { below: 100 } },
      { name: "cut off by the SIGKILL", value: first.failed, unit: "calls" },
      {
        name: "refused or failed otherwise",
        value: second.failed,
        unit: "calls",
        goal: { atMost: 0 },
      },
      { name: "answered 200 and lost", value: found.lost, unit: "calls", goal: { atMost: 0 } },
      {
        name: "stored and not counted once",
        value: found.uncounted,
        unit: "calls",
        goal: { atMost: 0 },
      },
      {
        name: "all worked through after the last",
        value: found.lag,
        unit: "s",
        goal: { atMost: 5 },
      },
    ],
  };
}
