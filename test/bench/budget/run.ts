import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { dailyRegression, proportionalToRoas, sameElasticity, worstToBest } from "./baselines.ts";
import { ABLATIONS } from "./engines.ts";
import { generateWorld } from "./generate-world.ts";
import { markEngine } from "./mark-engine.ts";
import { readWorld } from "./read-world.ts";
import { type ScenarioName, SCENARIOS } from "./scenarios.ts";
import { type Marked, scenarioTable, scoreTable } from "./score-table.ts";
import { markAnswer, scoreMarks } from "./score.ts";
import { timeEngine } from "./time-engine.ts";
import type { World } from "./world.ts";

const HELP = `npm run bench:budget -- [--worlds FOLDER]… [--fresh N] [--seed S] [--ablate] [--json]
Scores the budget engine beside naive ones, on the simulated accounts of each FOLDER and on N fresh ones of each
scenario (default 5; 0 for none) from seed S on. --ablate leaves one part of the engine out at a time.
`;

const BASELINES = {
  "A worst to best ROAS": worstToBest,
  "B proportional to ROAS": proportionalToRoas,
  "C elasticity .6 everywhere": sameElasticity,
  "D daily regression": dailyRegression,
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      worlds: { type: "string", multiple: true, default: [] },
      fresh: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      ablate: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const sets: { name: string; worlds: World[] }[] = [];
  for (const folder of values.worlds) sets.push({ name: folder, worlds: await readAll(folder) });
  const fresh = freshWorlds(Number(values.fresh), Number(values.seed));
  if (fresh.length > 0) sets.push({ name: "fresh", worlds: fresh });
  const scored = sets.map(({ name, worlds }) => {
    const engines = markAll(worlds);
    const ablations = values.ablate ? markAblations(worlds) : [];
    return { name, worlds: worlds.length, engines, ablations };
  });
  const times = timeEngine();
  if (values.json) {
    const told = scored.map(({ engines, ablations, ...set }) => ({
      ...set,
      scores: [...engines, ...ablations].map(({ name, marks }) => ({ name, ...scoreMarks(marks) })),
    }));
    process.stdout.write(`${JSON.stringify({ sets: told, times })}\n`);
    return 0;
  }
  for (const { name, worlds, engines, ablations } of scored) {
    process.stdout.write(`\n${name}: ${worlds} accounts\n\n${scoreTable(engines)}\n`);
    process.stdout.write(`\n${scenarioTable(engines)}\n`);
    if (ablations.length > 0) process.stdout.write(`\n${scoreTable(ablations)}\n`);
  }
  for (const { campaigns, days, seconds } of times) {
    process.stdout.write(`\n${campaigns} campaigns × ${days} days: ${seconds.toFixed(2)} s`);
  }
  process.stdout.write("\n");
  return 0;
}

async function readAll(folder: string): Promise<World[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  return Promise.all(names.map((name) => readWorld(join(folder, name))));
}

function freshWorlds(each: number, seed: number): World[] {
  return (Object.keys(SCENARIOS) as ScenarioName[]).flatMap((name) =>
    Array.from({ length: each }, (_, i) => generateWorld(name, seed + i)),
  );
}

function markAll(worlds: readonly World[]): Marked[] {
  const ours = worlds.map((world) => markEngine(world));
  return [
    { name: "gated", marks: ours.map((one) => one.gated) },
    { name: "ungated", marks: ours.map((one) => one.ungated) },
    ...Object.entries(BASELINES).map(([name, baseline]) => ({
      name,
      marks: worlds.map((world) => markAnswer(world, { budgets: baseline(world) })),
    })),
  ];
}

function markAblations(worlds: readonly World[]): Marked[] {
  return ABLATIONS.flatMap(({ name, settings, see }) => {
    process.stderr.write(`${name}\n`);
    const marked = worlds.map((world) =>
      markEngine(
        see === undefined ? world : { ...world, portfolio: see(world.portfolio) },
        settings,
      ),
    );
    return [
      { name, marks: marked.map((one) => one.gated) },
      { name: `  ungated`, marks: marked.map((one) => one.ungated) },
    ];
  });
}

process.exitCode = await main();
