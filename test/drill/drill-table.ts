import type { DrillResult } from "./run-drill.ts";

type Figures = Readonly<Record<string, number>>;

/** What was done and what came of it: a line each, a column for each work, and what they make together. */
export function drillTable(results: readonly DrillResult[]): string {
  const head = tableRow("", [...results.map(({ name }) => name), "together"]);
  const parts = [deedsOf, struckOf, figuresOf, wrongOf];
  const rows = parts.flatMap((part) => rowsOf(results.map(part)));
  return `${[head, ...rows].join("\n")}\n${results.map(detailsOf).join("")}`;
}

function deedsOf(result: DrillResult): Figures {
  const { calls, struck, deliveries } = result;
  return {
    "messages owed": deliveries.length,
    "  of them replies": deliveries.filter(({ thread_key: root }) => root !== null).length,
    "  their states": sumOf(deliveries.map(({ version }) => version)),
    "instances killed": result.kills,
    "database crashes": result.crashes,
    "  transactions lost": result.broken,
    posts: calls["chat.postMessage"] ?? 0,
    edits: calls["chat.update"] ?? 0,
    looks: (calls["conversations.history"] ?? 0) + (calls["conversations.replies"] ?? 0),
    "messages in Slack": result.messages.length,
    seconds: Math.round(result.seconds),
    "Slack's faults": sumOf(Object.values(struck)),
  };
}

function struckOf({ struck }: DrillResult): Figures {
  return Object.fromEntries(Object.entries(struck).map(([kind, count]) => [`  ${kind}`, count]));
}

function figuresOf({ figures }: DrillResult): Figures {
  return figures;
}

function wrongOf({ wrong }: DrillResult): Figures {
  return Object.fromEntries(
    Object.entries(wrong).map(([kind, list]) => [kind.toUpperCase(), list.length]),
  );
}

function rowsOf(columns: readonly Figures[]): string[] {
  const names = [...new Set(columns.flatMap((column) => Object.keys(column)))];
  return names.map((name) => {
    const values = columns.map((column) => column[name]);
    const sum = sumOf(values.map((value) => value ?? 0));
    return tableRow(
      name,
      [...values, sum].map((value) => (value === undefined ? "" : `${value}`)),
    );
  });
}

function tableRow(name: string, cells: readonly string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(10)).join("");
}

const MOST_DETAILS = 10;

function detailsOf({ name, wrong }: DrillResult): string {
  return Object.entries(wrong)
    .flatMap(([kind, list]) =>
      list.slice(0, MOST_DETAILS).map((one) => `${name}, ${kind}: ${one}\n`),
    )
    .join("");
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
