import type { Logger } from "pino";

import type { Config } from "./config.ts";
import { owedSummary } from "./db/deliveries.ts";
import { waitingPostbacks } from "./db/postbacks.ts";
import { countSources } from "./db/sources.ts";
import { claimTick, WHOLE_INSTALLATION } from "./db/ticks.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { startHttpServer } from "./http/http-server.ts";
import { ingestRoute } from "./http/ingest-route.ts";
import { createMetrics } from "./http/metrics.ts";
import { postbackRoute } from "./http/postback-route.ts";
import type { Readiness } from "./http/readiness.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { askSlack } from "./slack/ask-slack.ts";
import type { ConnectedSlack } from "./slack/connected-slack.ts";
import { createSlackApp, EVENTS_PATH, type SlackApp } from "./slack/create-slack-app.ts";
import { fetchSlackFile } from "./slack/fetch-file.ts";
import type { SlackEdge } from "./slack/slack-edge.ts";
import { NOT_ASKED, type SlackWatch, watchSlack } from "./slack/watch-slack.ts";
import { trackWork } from "./slack/work.ts";
import { localFile } from "./sources/files/local-file.ts";
import { readPostback } from "./sources/postback/read-postback.ts";
import { createShiftDesk } from "./usecases/create-shift-desk.ts";
import { createDesk } from "./usecases/desk.ts";
import { recordTeam } from "./usecases/record-team.ts";
import { createSourceDesk } from "./usecases/source-desk.ts";
import { jobsTable } from "./wiring/jobs-table.ts";
import { createPostbackKeeper } from "./wiring/keep-postbacks.ts";
import { loadingDeps } from "./wiring/loading.ts";
import { createMessageSender } from "./wiring/message-sender.ts";
import type { OpenDatabase } from "./wiring/open-database.ts";
import { createProduct, type Product } from "./wiring/product.ts";
import { pushMetrics } from "./wiring/push-metrics.ts";

const DATABASE_ANSWER_MS = 2_000;

/** The product, running. */
export interface Trimtab {
  readonly product: Product;
  readonly port: number;
  /** Ends gracefully: schedules, Slack, work under way, owed messages, database, in that order. */
  stop(): Promise<void>;
}

export interface WireInput {
  readonly config: Config;
  readonly slack: ConnectedSlack;
  readonly database: OpenDatabase;
  readonly log: Logger;
  readonly now: () => number;
  /** Serves what is not the product's own: the local workspace's page. */
  readonly rest?: Parameters<typeof startHttpServer>[0]["rest"];
}

/** Puts the product together and starts it. */
export async function startTrimtab(input: WireInput): Promise<Trimtab> {
  const { config, slack, database, log, now } = input;
  const { db } = database;
  const product = createProduct(input);
  const metrics = createMetrics({
    deliveries: () => owedSummary(db, now()),
    sources: () => countSources(db),
    postbacks: () => waitingPostbacks(db),
  });
  const postbacks = createPostbackKeeper(product);
  const tracked = trackWork({ log, timed: metrics.timed });

  const stopping = new AbortController();

  // The app's client is there before anything can be owed.
  const deliver = (): Promise<void> => send();
  const edge: SlackEdge = {
    desk: createDesk({
      readPostback,
      ...product.importing,
      onWorkspaceChange: () => product.forgetWorkspace(),
      shifts: createShiftDesk({ ...product.suggesting, open: product.sources.open }),
      sources: sourceDeskOf(product, stopping.signal),
    }),
    log,
    now,
    scope: (userId) => product.scope(`slack:${userId}`),
    work: tracked.work,
    fetchFile: fetchSlackFile({ ...slack, openFile: localFile }),
    deliver,
  };
  const app = createSlackApp(slack, edge, log);
  const send = createMessageSender({
    db,
    client: app.client,
    log,
    now,
    delivered: metrics.delivered,
  });
  let watch: SlackWatch | undefined;
  const server = await startHttpServer({
    ...config.http,
    routes: [
      ...healthRoutes(() => readiness(product, () => watch?.state ?? NOT_ASKED)),
      metrics.route,
      ingestRoute({ token: config.apiToken, store: (body) => pushMetrics(product, body) }),
      postbackRoute({
        secret: config.postbackSecret,
        read: readPostback,
        keep: postbacks.keep,
        counted: metrics.postback,
      }),
      ...eventRoutes(app),
    ],
    ...(input.rest === undefined ? {} : { rest: input.rest }),
    log,
  });
  watch = watchSlack({
    ask: () => askSlack(slack, log),
    connect: () => app.start(),
    onKnown: async (team) => recordTeam(db, await product.scope("job:slack"), team),
    onTrouble: (message) =>
      log.warn({ reason: message }, "Slack is not to be reached; trying again"),
  });
  const jobs = startJobs({
    jobs: jobsTable({ product, deliver, metrics, log, stopping: stopping.signal }),
    claim: (job, tick) => claimTick(db, { workspaceId: WHOLE_INSTALLATION, job, tick }),
    now,
    log,
  });
  return {
    product,
    port: server.port,
    async stop() {
      stopping.abort();
      await jobs.stop();
      watch?.stop();
      await app.stop();
      await server.stop();
      await postbacks.drain();
      await tracked.drain();
      await deliver().catch((error: unknown) =>
        log.warn({ err: error }, "owed messages wait for the next start"),
      );
      await database.close();
    },
  };
}

function sourceDeskOf(product: Product, stopping: AbortSignal) {
  const { sources, config } = product;
  return createSourceDesk({
    loading: loadingDeps(product, { stopping }),
    hasWarehouse: config.warehouseUrl !== undefined,
    trailingDays: (kind) => sources.trailingDays(kind),
    faultsOf(kind, settings) {
      const opened = sources.read(kind, { workspaceId: 0, settings, secrets: undefined });
      return opened.kind === "faulty" ? opened.faults : [];
    },
  });
}

function eventRoutes(app: SlackApp) {
  const { listener } = app;
  return listener === undefined ? [] : [{ path: EVENTS_PATH, handle: listener }];
}

async function readiness(product: Product, slack: () => Readiness["slack"]): Promise<Readiness> {
  const ping = product.database.db.rows({ name: "ping", text: "select 1" }, []).then(
    () => ({ ok: true, message: `the ${product.database.kind} database answers` }),
    (error: unknown) => ({
      ok: false,
      message: error instanceof Error ? error.message : String(error),
    }),
  );
  const late = new Promise<Readiness["database"]>((resolve) => {
    const timer = setTimeout(
      () => resolve({ ok: false, message: "the database has not answered for two seconds" }),
      DATABASE_ANSWER_MS,
    );
    timer.unref();
  });
  return { database: await Promise.race([ping, late]), slack: slack() };
}
