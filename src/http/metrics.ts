import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

import type { Route } from "./http-server.ts";

/** What the product counts and times, for Prometheus. */
export interface Metrics {
  readonly route: Route;
  /** A slash command or an interaction, from its arrival to its answer. */
  readonly timed: (kind: string, outcome: "answered" | "failed", seconds: number) => void;
  readonly loaded: (outcome: string, rows: number) => void;
  readonly delivered: (count: number) => void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Histogram({
    name: "trimtab_slack_answer_seconds",
    help: "Time from a request of Slack's to its answer",
    labelNames: ["kind", "outcome"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const loads = new Counter({
    name: "trimtab_loads_total",
    help: "Files loaded or refused",
    labelNames: ["outcome"],
    registers,
  });
  const rows = new Counter({
    name: "trimtab_loaded_rows_total",
    help: "Rows of files that were stored",
    registers,
  });
  const deliveries = new Counter({
    name: "trimtab_deliveries_sent_total",
    help: "Owed messages that were sent",
    registers,
  });
  return {
    route: {
      path: "/metrics",
      async handle(_request, response) {
        response.writeHead(200, { "content-type": registry.contentType });
        response.end(await registry.metrics());
      },
    },
    timed: (kind, outcome, seconds) => answers.observe({ kind, outcome }, seconds),
    loaded(outcome, count) {
      loads.inc({ outcome });
      rows.inc(count);
    },
    delivered: (count) => deliveries.inc(count),
  };
}
