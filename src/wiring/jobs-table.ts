import type { Logger } from "pino";

import type { LoadEnd } from "../domain/source/source-status.ts";
import type { Metrics } from "../http/metrics.ts";
import type { Job } from "../jobs/job.ts";
import { readPostback } from "../sources/postback/read-postback.ts";
import { oweMornings } from "../usecases/alerting/owe-mornings.ts";
import { runDueChecks } from "../usecases/alerting/run-due-checks.ts";
import { expireProposals } from "../usecases/budget/expire-proposals.ts";
import { judgeDueScorecards } from "../usecases/budget/judge-scorecards.ts";
import { proposeDueShifts } from "../usecases/budget/propose-due-shifts.ts";
import { verifyChanges } from "../usecases/budget/verify-changes.ts";
import { writeChanges } from "../usecases/budget/write-changes.ts";
import { placeOrphans } from "../usecases/postbacks/place-orphans.ts";
import { processPostbacks } from "../usecases/postbacks/process-postbacks.ts";
import { purgePostbacks } from "../usecases/postbacks/purge-postbacks.ts";
import { prepareMonths } from "../usecases/prepare-months.ts";
import { purgeDeliveries } from "../usecases/purge-deliveries.ts";
import { loadDueSources } from "../usecases/sources/load-due-sources.ts";
import { loadingDeps } from "./loading.ts";
import type { Product } from "./product.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What the product owes at what times. */
export function jobsTable(input: {
  readonly product: Product;
  readonly deliver: () => Promise<void>;
  readonly metrics: Pick<Metrics, "checked" | "sourceLoaded">;
  readonly log: Logger;
  /** Aborted when the product stops. */
  readonly stopping: AbortSignal;
  /** How long claims of sources and of budget writes hold; the product's usual terms, unless said. */
  readonly leaseMs?: number;
}): Job[] {
  const { product, deliver, metrics, log, stopping, leaseMs } = input;
  const term = leaseMs === undefined ? {} : { leaseMs };
  const { db } = product.database;
  return [
    { name: "months", cron: "0 10 0 * * *", everyMs: DAY_MS, run: (now) => prepareMonths(db, now) },
    {
      name: "mornings",
      cron: "5 * * * * *",
      everyMs: MINUTE_MS,
      run: (now) => oweMornings(db, { now, zone: product.config.zone }),
    },
    {
      // Every instance asks what is due; each rule's tick is claimed by one.
      name: "checks",
      cron: "*/10 * * * * *",
      async run() {
        for (const report of await runDueChecks(db, await product.scope("job:checks"))) {
          metrics.checked(report);
          log.info(
            {
              at: new Date(report.at).toISOString(),
              rules: report.rules,
              evaluated: report.evaluated,
              opened: report.opened.length,
              resolved: report.resolved.length,
              withheld: report.withheld,
            },
            "rules were checked",
          );
        }
      },
    },
    {
      // Each of these claims what it finds: one instance does it.
      name: "shifts",
      cron: "*/15 * * * * *",
      async run(now) {
        await expireProposals(db, now);
        await verifyChanges(db, now);
        await proposeDueShifts(product.suggesting, () => product.scope("job:shifts"));
        await judgeDueScorecards(db, await product.scope("job:shifts"));
      },
    },
    {
      // Each source is claimed by one instance; wakings of one instance load some of them side by side.
      name: "sources",
      cron: "*/20 * * * * *",
      run: atMost(product.database.kind === "server" ? 2 : 1, () =>
        loadDueSources(loadingDeps(product, { stopping, ...term }), ({ source, outcome }) => {
          metrics.sourceLoaded(source.kind, outcome);
          const { workspaceId, sourceId, name } = source;
          const said = { workspaceId, sourceId, name, ...sourceWords(outcome) };
          if (outcome.kind === "failed") log.warn(said, "a source could not be loaded");
          else log.info(said, "a source was loaded");
        }),
      ),
    },
    {
      // Each change is claimed by one instance.
      name: "writes",
      cron: "*/3 * * * * *",
      run: () =>
        writeChanges({ db, open: product.sources.open, now: product.now, stopping, ...term }),
    },
    {
      // Each call is claimed row by row.
      name: "postbacks",
      cron: "*/2 * * * * *",
      async run() {
        const scope = await product.scope("job:postbacks");
        const { unreadable } = await processPostbacks({ db, readPostback }, scope);
        if (unreadable > 0) log.warn({ unreadable }, "stored postbacks could not be read");
      },
    },
    {
      name: "orphans",
      cron: "35 * * * * *",
      everyMs: MINUTE_MS,
      run: async () => placeOrphans(db, await product.scope("job:orphans")),
    },
    {
      name: "postback-purge",
      cron: "0 20 0 * * *",
      everyMs: DAY_MS,
      run: (now) => purgePostbacks(db, now),
    },
    {
      name: "delivery-purge",
      cron: "0 40 0 * * *",
      everyMs: DAY_MS,
      run: (now) => purgeDeliveries(db, now),
    },
    { name: "deliveries", cron: "* * * * * *", run: deliver },
  ];
}

/** Runs no more than so many side by side; who comes beyond them finds that others are at it. */
function atMost(most: number, run: () => Promise<void>): () => Promise<void> {
  let running = 0;
  return async () => {
    if (running >= most) return;
    running += 1;
    try {
      await run();
    } finally {
      running -= 1;
    }
  };
}

function sourceWords(outcome: LoadEnd): object {
  switch (outcome.kind) {
    case "loaded":
      return { outcome: outcome.kind, rows: outcome.rows, revised: outcome.revised };
    case "failed":
      return { outcome: outcome.kind, reason: outcome.message };
    case "given-up":
      return { outcome: outcome.kind };
  }
}
