import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Route } from "./http-server.ts";
import type { PostbackOutcome } from "./postback-route.ts";

/** What the product counts and times, for Prometheus. */
export interface Metrics {
  readonly route: Route;
  /** A slash command or an interaction, from its arrival to its answer. */
  readonly timed: (kind: string, outcome: "answered" | "failed", seconds: number) => void;
  readonly loaded: (outcome: string, rows: number) => void;
  readonly delivered: (count: number) => void;
  readonly checked: (check: CheckCounts) => void;
  readonly sourceLoaded: (kind: string, outcome: LoadedCounts) => void;
  readonly postback: (outcome: PostbackOutcome) => void;
}

/** What came of one load of a live source. */
export type LoadedCounts =
  | { readonly kind: "loaded"; readonly rows: number; readonly revised: number }
  | { readonly kind: "failed" | "given-up" };

/** What one evaluation of alert rules found. */
export interface CheckCounts {
  readonly evaluated: number;
  readonly opened: readonly unknown[];
  readonly resolved: readonly unknown[];
  readonly withheld: Readonly<Record<string, number>>;
}

/** What is counted when it is asked for. */
export interface MetricsSources {
  /** Owed messages by their state. */
  readonly deliveries: () => Promise<DeliveryCounts>;
  readonly sources: () => Promise<SourceCounts>;
  /** Trackers' calls that are stored and not yet worked through. */
  readonly postbacks: () => Promise<number>;
}

export interface SourceCounts {
  readonly all: number;
  readonly failing: number;
  readonly paused: number;
}

export interface DeliveryCounts {
  readonly owed: number;
  readonly late: number;
  readonly failed: number;
  readonly unknown: number;
}

export function createMetrics(sources: MetricsSources): Metrics {
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
  const postbacks = new Counter({
    name: "trimtab_postbacks_total",
    help: "Trackers' calls, by how they were answered",
    labelNames: ["outcome"],
    registers,
  });
  addDeliveryGauge(registers, sources);
  addSourceGauge(registers, sources);
  addPostbackGauge(registers, sources);
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
    checked: checkCounters(registry),
    sourceLoaded: sourceCounters(registry),
    postback: (outcome) => postbacks.inc({ outcome }),
  };
}

function addPostbackGauge(registers: Registry[], sources: MetricsSources): void {
  new Gauge({
    name: "trimtab_postbacks_waiting",
    help: "Trackers' calls that are stored and not yet worked through",
    registers,
    async collect() {
      // A gauge that cannot be read says nothing rather than an old number.
      this.reset();
      const waiting = await sources.postbacks().catch(() => undefined);
      if (waiting === undefined) this.remove();
      else this.set(waiting);
    },
  });
}

function addDeliveryGauge(registers: Registry[], sources: MetricsSources): void {
  new Gauge({
    name: "trimtab_deliveries",
    help: "Messages to Slack that are owed, late (a part of the owed), given up, or perhaps posted",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      // A database that does not answer leaves the other metrics readable.
      const counts = await sources.deliveries().catch(() => undefined);
      if (counts === undefined) return;
      const { owed, late, failed, unknown } = counts;
      for (const [state, count] of Object.entries({ owed, late, failed, unknown })) {
        this.set({ state }, count);
      }
    },
  });
}

function addSourceGauge(registers: Registry[], sources: MetricsSources): void {
  new Gauge({
    name: "trimtab_sources",
    help: "Live sources: all of them, those whose last load failed, those that are paused",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      const counts = await sources.sources().catch(() => undefined);
      if (counts === undefined) return;
      const { all, failing, paused } = counts;
      for (const [state, count] of Object.entries({ all, failing, paused })) {
        this.set({ state }, count);
      }
    },
  });
}

function sourceCounters(registry: Registry): Metrics["sourceLoaded"] {
  const registers = [registry];
  const loads = new Counter({
    name: "trimtab_source_loads_total",
    help: "Loads of live sources",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const rows = new Counter({
    name: "trimtab_source_rows_total",
    help: "Rows that live sources brought, and how many of them revised earlier ones",
    labelNames: ["kind", "what"],
    registers,
  });
  return (kind, outcome) => {
    loads.inc({ kind, outcome: outcome.kind });
    if (outcome.kind !== "loaded") return;
    rows.inc({ kind, what: "read" }, outcome.rows);
    rows.inc({ kind, what: "revised" }, outcome.revised);
  };
}

function checkCounters(registry: Registry): Metrics["checked"] {
  const registers = [registry];
  const evaluated = new Counter({
    name: "trimtab_rule_evaluations_total",
    help: "Pairs of an alert rule and a campaign that were looked at",
    registers,
  });
  const alerts = new Counter({
    name: "trimtab_alerts_total",
    help: "Alerts that opened or were over",
    labelNames: ["turn"],
    registers,
  });
  const withheld = new Counter({
    name: "trimtab_verdicts_withheld_total",
    help: "Verdicts that were withheld, by reason",
    labelNames: ["reason"],
    registers,
  });
  return (check) => {
    evaluated.inc(check.evaluated);
    alerts.inc({ turn: "opened" }, check.opened.length);
    alerts.inc({ turn: "resolved" }, check.resolved.length);
    for (const [reason, count] of Object.entries(check.withheld)) withheld.inc({ reason }, count);
  };
}
