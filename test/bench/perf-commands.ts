import { createPool } from "../../src/db/create-pool.ts";
import { timeBareStatement } from "./bare-statement.ts";
import type { BenchRun } from "./bench-run.ts";
import { type Command, type CommandTimes, driveCommands, p50, p99 } from "./drive-commands.ts";
import { type FakeSlack, startFakeSlack } from "./fake-slack.ts";
import type { Figure, Section } from "./figures.ts";
import { campaignName, fillWorkspace, type WorkspaceSize } from "./fill-workspace.ts";
import { AS_SHIPPED } from "./run-process.ts";
import { type SlackAppProcess, startSlackApp } from "./slack-app-process.ts";

const IN_FLIGHT = 20;
const WARM_UP = 500;
const ROUNDS = 3;
const COUNTS = { campaign: 1_500, alone: 300, search: 400, overview: 300, bare: 1_000 };
const STRIDE = 7_919;

interface Measured {
  readonly campaign: CommandTimes;
  readonly constant: CommandTimes;
  readonly alone: CommandTimes;
  readonly search: CommandTimes;
  readonly overview: CommandTimes;
}

/** `/perf` on a large workspace, beside an app that answers a constant and beside the bare statement. */
export async function perfCommands(run: BenchRun, size: WorkspaceSize): Promise<Section> {
  const url = await run.server.createDatabase("bench_perf");
  const pool = createPool({ connectionString: url, max: 2 }, { sharedSession: false });
  pool.on("error", () => undefined);
  const slack = await startFakeSlack();
  try {
    run.say(`filling ${size.campaigns} campaigns × ${size.days} days`);
    const now = Date.now();
    await fillWorkspace(pool, size, now);
    const bare = await timeBareStatement(pool, { ...size, count: COUNTS.bare, now });
    const product = {
      args: [...run.profiling, AS_SHIPPED, "dist/main.js"],
      env: { DATABASE_URL: url, SLACK_API_URL: slack.apiUrl, TRIMTAB_TIMEZONE: "UTC" },
      readyPath: "/readyz",
    };
    run.say(`commands, ${IN_FLIGHT} in flight`);
    const measured = await withApp(CONSTANT_APP, run, (constantApp) =>
      withApp(product, run, (app) =>
        measure({ app, slack }, { app: constantApp, slack }, commandsFor(size.campaigns)),
      ),
    );
    return section(size, { measured, bare });
  } finally {
    await slack.stop();
    await pool.end();
  }
}

const CONSTANT_APP = { args: ["test/bench/constant-app.js"], env: {}, readyPath: "/healthz" };

async function withApp<T>(
  start: Omit<Parameters<typeof startSlackApp>[0], "signal">,
  run: BenchRun,
  work: (app: SlackAppProcess) => Promise<T>,
): Promise<T> {
  const app = await startSlackApp({ ...start, signal: run.signal });
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

interface Target {
  readonly app: SlackAppProcess;
  readonly slack: FakeSlack;
}

async function measure(
  product: Target,
  constantApp: Target,
  { exact, searched }: ReturnType<typeof commandsFor>,
): Promise<Measured> {
  const overview = repeated({ text: "", expected: '"data_table"' }, COUNTS.overview);
  const constants = repeated({ text: "anything", expected: "A constant." }, COUNTS.campaign);
  await driveCommands(product, exact.slice(-WARM_UP), IN_FLIGHT);
  await driveCommands(constantApp, constants.slice(-WARM_UP), IN_FLIGHT);
  const rounds: { campaign: CommandTimes; constant: CommandTimes }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const constant = await driveCommands(constantApp, constants, IN_FLIGHT);
    const campaign = await driveCommands(product, exact.slice(0, COUNTS.campaign), IN_FLIGHT);
    rounds.push({ campaign, constant });
  }
  const alone = await driveCommands(product, exact.slice(0, COUNTS.alone), 1);
  await driveCommands(product, searched.slice(0, IN_FLIGHT), IN_FLIGHT);
  const search = await driveCommands(product, searched, IN_FLIGHT);
  await driveCommands(product, overview.slice(0, IN_FLIGHT), IN_FLIGHT);
  return {
    campaign: together(rounds.map(({ campaign }) => campaign)),
    constant: together(rounds.map(({ constant }) => constant)),
    alone,
    search,
    overview: await driveCommands(product, overview, IN_FLIGHT),
  };
}

/** All times of several rounds, and their median throughput. */
function together(rounds: readonly CommandTimes[]): CommandTimes {
  return {
    acks: rounds.flatMap(({ acks }) => acks),
    answers: rounds.flatMap(({ answers }) => answers),
    perSecond: p50(rounds.map(({ perSecond }) => perSecond)),
  };
}

function repeated(command: Command, count: number): Command[] {
  return Array.from({ length: count }, () => command);
}

/** Exact names all over the workspace; and in turn a name with a slip, which one campaign has, and a part of ten. */
function commandsFor(campaigns: number): { exact: Command[]; searched: Command[] } {
  const numberAt = (turn: number): number => 1 + ((turn * STRIDE) % campaigns);
  const exact = Array.from({ length: COUNTS.campaign + WARM_UP }, (_, turn) => {
    const name = campaignName(numberAt(turn));
    return { text: name, expected: name };
  });
  const searched = Array.from({ length: COUNTS.search }, (_, turn) => {
    const name = campaignName(numberAt(turn));
    return turn % 2 === 0
      ? { text: withSlip(name), expected: name }
      : { text: name.slice(-5, -1), expected: "perf.show" };
  });
  return { exact, searched };
}

/** The country's second letter is missing. */
function withSlip(name: string): string {
  return name.replace(/\| (.)./, "$1");
}

function section(
  size: WorkspaceSize,
  times: {
    readonly measured: Measured;
    readonly bare: readonly number[];
  },
): Section {
  const { campaign, constant, alone, search, overview } = times.measured;
  const ratio = campaign.perSecond / constant.perSecond;
  const bare = p50(times.bare);
  return {
    title: `/perf at ${size.campaigns.toLocaleString("en-US")} campaigns × ${size.days} days, ${IN_FLIGHT} in flight`,
    figures: [
      ...figuresOf("/perf CAMPAIGN", campaign, GOALS),
      ...figuresOf("/perf MISSPELT or PART", search, GOALS),
      ...figuresOf("/perf (overview)", overview, GOALS),
      ...figuresOf("constant app", constant),
      {
        name: "/perf CAMPAIGN against the constant app",
        value: ratio,
        unit: "×",
        goal: { atLeast: 0.5 },
      },
      { name: "bare prepared statement, alone, p50", value: bare, unit: "ms" },
      { name: "/perf CAMPAIGN answered, alone, p50", value: p50(alone.answers), unit: "ms" },
      { name: "alone against the bare statement", value: p50(alone.answers) / bare, unit: "×" },
    ],
  };
}

interface TimeGoals {
  readonly ack?: number;
  readonly answer?: number;
}

const GOALS: TimeGoals = { ack: 100, answer: 1_000 };

function figuresOf(name: string, times: CommandTimes, { ack, answer }: TimeGoals = {}): Figure[] {
  const goal = (below: number | undefined) => (below === undefined ? {} : { goal: { below } });
  return [
    { name: `${name}, acknowledged, p50`, value: p50(times.acks), unit: "ms" },
    { name: `${name}, acknowledged, p99`, value: p99(times.acks), unit: "ms", ...goal(ack) },
    { name: `${name}, answered, p50`, value: p50(times.answers), unit: "ms" },
    { name: `${name}, answered, p99`, value: p99(times.answers), unit: "ms", ...goal(answer) },
    { name: `${name}, answers`, value: times.perSecond, unit: "/s" },
  ];
}
