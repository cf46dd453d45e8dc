import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { BenchRun, ExportedFile } from "./bench-run.ts";
import { p50, p99, runCommand } from "./drive-commands.ts";
import { type FakeSlack, startFakeSlack } from "./fake-slack.ts";
import type { Section } from "./figures.ts";
import { runTrimtab } from "./run-process.ts";
import { type SlackAppProcess, startSlackApp } from "./slack-app-process.ts";

const BETWEEN_MS = 100;

/** The import into the embedded database of the running product, with `/perf` asked ten times a second meanwhile. */
export async function embeddedImport(run: BenchRun, file: ExportedFile): Promise<Section> {
  const slack = await startFakeSlack();
  const env = { TRIMTAB_DATA_DIR: join(run.folder, "data"), TRIMTAB_TIMEZONE: "UTC" };
  let app: SlackAppProcess | undefined;
  try {
    run.say("starting the product on the embedded database");
    app = await startSlackApp({
      args: [...run.profiling, "dist/main.js"],
      env: { ...env, SLACK_API_URL: slack.apiUrl },
      readyPath: "/readyz",
      signal: run.signal,
    });
    await runCommand(app, slack, { text: "", expected: "blocks" });
    run.say("importing into the embedded database, with a command every 100 ms");
    const importing = new AbortController();
    const asking = askMeanwhile({ app, slack }, importing.signal);
    const options = { env, signal: run.signal };
    const words = ["import", file.path, "--account", "Bench", "--timezone", "UTC", "--json"];
    const ended = await runTrimtab(words, options).finally(() => importing.abort());
    const stored = /"accepted":(\d+)/.exec(ended.stdout)?.[1];
    if (Number(stored) !== file.rows) throw new Error(`${stored ?? "No"} rows were stored.`);
    return section(file.rows, ended.seconds, await asking);
  } finally {
    await app?.stop();
    await slack.stop();
  }
}

interface Asked {
  readonly acks: number[];
  readonly answers: number[];
}

/** Asks at a steady pace, whether or not earlier commands have been answered. */
async function askMeanwhile(
  { app, slack }: { readonly app: SlackAppProcess; readonly slack: FakeSlack },
  end: AbortSignal,
): Promise<Asked> {
  const acks: number[] = [];
  const answers: number[] = [];
  const asked: Promise<void>[] = [];
  const first = performance.now();
  while (!end.aborted) {
    const one = runCommand(app, slack, { text: "", expected: "blocks" }).then((times) => {
      acks.push(times.ack);
      answers.push(times.answer);
    });
    one.catch(() => undefined);
    asked.push(one);
    const due = first + asked.length * BETWEEN_MS;
    await delay(Math.max(0, due - performance.now()), undefined, { signal: end }).catch(() => {});
  }
  await Promise.all(asked);
  return { acks, answers };
}

function section(rows: number, seconds: number, { acks, answers }: Asked): Section {
  return {
    title: `Import of ${rows.toLocaleString("en-US")} rows into the embedded database, ${acks.length} /perf meanwhile`,
    figures: [
      { name: "trimtab import, whole process", value: seconds, unit: "s", goal: { atMost: 15 } },
      { name: "rows a second", value: rows / seconds, unit: "rows/s" },
      { name: "/perf acknowledged, p50", value: p50(acks), unit: "ms" },
      { name: "/perf acknowledged, p99", value: p99(acks), unit: "ms" },
      {
        name: "/perf acknowledged, slowest",
        value: Math.max(...acks),
        unit: "ms",
        goal: { below: 100 },
      },
      { name: "/perf answered, p50", value: p50(answers), unit: "ms" },
      { name: "/perf answered, slowest", value: Math.max(...answers), unit: "ms" },
    ],
  };
}
