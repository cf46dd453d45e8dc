import { type Mark, type Score, scoreMarks } from "./score.ts";

/** An engine's marks on the same worlds as its neighbours'. */
export interface Marked {
  readonly name: string;
  readonly marks: readonly Mark[];
}

const COLUMNS: readonly (readonly [string, (score: Score) => string])[] = [
  ["capture", ({ capture, captureError }) => `${fixed(capture, 3)} ± ${fixed(captureError, 3)}`],
  ["median", ({ median }) => fixed(median, 2)],
  ["speaks %", ({ speaks }) => percent(speaks)],
  ["harm %", ({ harm }) => percent(harm)],
  ["false %", ({ falseOverall }) => percent(falseOverall)],
  ["unconf. %", ({ falseUnconfounded }) => percent(falseUnconfounded)],
  ["null loss %", ({ nullLoss }) => fixed(nullLoss, 2)],
  ["touched", ({ touched }) => fixed(touched, 1)],
  ["violated", ({ violations }) => String(violations)],
  ["stated/true", ({ statedOverTrue }) => fixed(statedOverTrue, 2)],
  ["covered %", ({ covered }) => percent(covered)],
  ["below %", ({ below }) => percent(below)],
  ["P stated", ({ stated }) => fixed(stated, 2)],
  ["came true", ({ came }) => fixed(came, 2)],
];

/** The bar's columns, an engine a row. */
export function scoreTable(all: readonly Marked[]): string {
  const rows = all.map(({ name, marks }) => {
    const score = scoreMarks(marks);
    return [name, ...COLUMNS.map(([, show]) => show(score))];
  });
  return aligned([["engine", ...COLUMNS.map(([name]) => name)], ...rows]);
}

/** Capture in each scenario, and in those with nothing to gain the share that was spoken in. */
export function scenarioTable(all: readonly Marked[]): string {
  const scenarios = [...new Set(all.flatMap(({ marks }) => marks.map((mark) => mark.scenario)))];
  const rows = scenarios.map((scenario) => [
    scenario,
    ...all.map(({ marks }) => inScenario(marks.filter((mark) => mark.scenario === scenario))),
  ]);
  return aligned([["scenario", ...all.map(({ name }) => name)], ...rows]);
}

function inScenario(marks: readonly Mark[]): string {
  const mean = (of: (mark: Mark) => number) =>
    marks.reduce((total, mark) => total + of(mark), 0) / marks.length;
  if (marks.some((mark) => mark.isNull)) return `false ${percent(mean((mark) => +mark.speaks))}`;
  return `${fixed(
    mean((mark) => mark.capture),
    2,
  )}`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function fixed(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : "–";
}

function percent(share: number): string {
  return Number.isFinite(share) ? (100 * share).toFixed(1) : "–";
}
