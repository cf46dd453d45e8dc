import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import { addDays, type Day, dayAt } from "../../src/domain/day.ts";
import {
  type DoubleBudget,
  type DoubleCampaign,
  startGoogleDouble,
} from "../sources/google-ads/google-double.ts";
import type { ReceivedCall, ScriptedAnswer } from "../support/api-server.ts";
import { ready } from "./child-process.ts";
import { HISTORY_DAYS, PLATFORM_ACCOUNTS, PLATFORM_CAMPAIGNS, TRAILING_DAYS } from "./plan.ts";
import type { PlatformReport } from "./platform-report.ts";
import { createRandom } from "./random.ts";

/** An ad platform's double in a process of its own, which nobody kills: slow, restating its days, wrong at random. */
const MOST_DELAY_MS = 120;
const FAULTY = 0.06;
const BUDGET_MICROS = 100_000_000;

const random = createRandom(Number(process.env["DRILL_SEED"]));
const today = dayAt(Date.now(), "UTC");
const report: PlatformReport = { figures: {}, budgets: {}, settings: [], loads: [], struck: {} };
let isCalm = false;

interface PlatformAccount {
  readonly id: string;
  readonly campaigns: readonly (DoubleCampaign & {
    readonly budget: DoubleBudget;
    readonly days: Record<Day, object>;
  })[];
}

function madeAccount(place: number): PlatformAccount {
  const campaigns = Array.from({ length: PLATFORM_CAMPAIGNS }, (_, index) => ({
    id: `${place}${index + 1}`,
    name: `Campaign ${place}.${index}`,
    budget: { id: `${place}${index + 1}0`, amountMicros: String(BUDGET_MICROS) },
    days: {} as Record<Day, object>,
  }));
  for (const { days } of campaigns) {
    for (let ago = 0; ago <= HISTORY_DAYS; ago += 1) days[addDays(today, -ago)] = madeDay();
  }
  return { id: String(1_000_000_000 + place), campaigns };
}

function madeDay(): object {
  return {
    costMicros: String(1_000_000 + random.below(90_000_000)),
    impressions: String(1_000 + random.below(9_000)),
    clicks: String(random.below(900)),
    conversions: random.below(40) / 4,
    conversionsValue: random.below(100_000) / 100,
  };
}

const accounts = Array.from({ length: PLATFORM_ACCOUNTS }, (_, place) => madeAccount(place));
const doubles = await Promise.all(
  accounts.map(async (account, place) => {
    const double = await startGoogleDouble({
      ...account,
      name: `Shop ${place}`,
      currency: "USD",
      zone: "UTC",
    });
    double.around = (call, usual) => around(account, call, usual);
    return double;
  }),
);

/** Slow before the work and after it; now and then it is not done, or nobody hears of it. */
async function around(
  account: PlatformAccount,
  call: ReceivedCall,
  usual: () => ScriptedAnswer,
): Promise<ScriptedAnswer> {
  noteLoad(account.id, call);
  await delay(random.below(MOST_DELAY_MS));
  if (struck()) return fault();
  const answer = call.path.endsWith(":mutate") ? noted(account, usual) : usual();
  await delay(random.below(MOST_DELAY_MS));
  return struck() ? lost() : answer;
}

function struck(): boolean {
  return !isCalm && random.chance(FAULTY);
}

function count(kind: string): void {
  report.struck[kind] = (report.struck[kind] ?? 0) + 1;
}

function fault(): ScriptedAnswer {
  const kind = random.pick(["429", "500", "503"]);
  count(kind);
  return { status: Number(kind), ...(kind === "429" ? { headers: { "retry-after": "1" } } : {}) };
}

/** The work is done, and the answer breaks off. */
function lost(): ScriptedAnswer {
  count("cut");
  return { body: '[{"results":[', headers: { "content-type": "application/json" }, cut: true };
}

/** Whatever a call has made of the account's budgets. */
function noted({ campaigns }: PlatformAccount, usual: () => ScriptedAnswer): ScriptedAnswer {
  const before = campaigns.map(({ budget }) => budget.amountMicros);
  const answer = usual();
  for (const [at, { id, budget }] of campaigns.entries()) {
    if (budget.amountMicros !== before[at]) {
      report.settings.push({ campaign: id, micros: budget.amountMicros });
    }
  }
  return answer;
}

/** Each load has a token of its own. */
function noteLoad(account: string, { path, text, headers }: ReceivedCall): void {
  if (!path.endsWith("searchStream") || !text.includes("SELECT campaign.id, segments.date")) return;
  const token = headers.authorization ?? "";
  const at = performance.now();
  const known = report.loads.find((load) => load.account === account && load.token === token);
  if (known === undefined) report.loads.push({ account, token, from: at, to: at });
  else known.to = at;
}

function restate(): void {
  const { campaigns } = random.pick(accounts);
  for (const { days } of campaigns) {
    for (let count = 0; count < 3; count += 1) {
      days[addDays(today, -random.below(TRAILING_DAYS - 1))] = madeDay();
    }
  }
}

const ways: Readonly<Record<string, () => void>> = {
  "/restate": restate,
  "/calm": () => {
    isCalm = true;
  },
  "/report": () => {
    for (const { campaigns } of accounts) {
      for (const { id, days, budget } of campaigns) {
        report.figures[id] = days;
        report.budgets[id] = budget.amountMicros;
      }
    }
  },
};

const server = createServer((request, response) => {
  ways[request.url ?? ""]?.();
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(report));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  ready({
    address: `http://127.0.0.1:${port}`,
    accounts: accounts.map(({ id }, place) => ({ id, url: doubles[place]?.url ?? "" })),
  });
});
