import { configFrom } from "../../src/config.ts";
import type { Db } from "../../src/db/db.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { addSource } from "../../src/usecases/sources/change-source.ts";
import { createSecretBox } from "../../src/wiring/secret-box.ts";
import { secretContext } from "../../src/wiring/source-opener.ts";
import { approveBudgets, settleRefused } from "./budget-work.ts";
import { checkSources } from "./check-sources.ts";
import { type DrillProcess, startProcess } from "./child-process.ts";
import type { DrillWork } from "./drill-work.ts";
import { HISTORY_DAYS, SECRET_KEY, TRAILING_DAYS } from "./plan.ts";
import type { PlatformGreeting, PlatformReport } from "./platform-report.ts";
import { WATCH_STORES } from "./watch-stores.ts";

const WORKSPACE = 1;
const FIRST_SOURCES = 3;
const SECRETS = { clientId: "client", clientSecret: "secret", refreshToken: "refresh" };

/** Sources are due all the time, one after the other is added, the platform restates its days, and budgets are written. */
export function sourceWork(input: { readonly file: string; readonly seed: number }): DrillWork {
  let platform: DrillProcess | undefined;
  let added = 0;
  let done = 0;
  let fences: ReadonlyMap<number, number> | undefined;

  const greeting = (): PlatformGreeting => platform?.greeting as PlatformGreeting;

  async function ask(path: string): Promise<PlatformReport> {
    return (await (await fetch(greeting().address + path)).json()) as PlatformReport;
  }

  async function add(db: Db): Promise<void> {
    const account = greeting().accounts[added];
    if (account === undefined) return;
    await addSource(db, scopeNow(), sourceOf(account, added));
    added += 1;
  }

  return {
    name: "sources",
    get done() {
      return done;
    },
    async prepare(db) {
      platform = await startProcess(input.file, { DRILL_SEED: String(input.seed) });
      for (const text of WATCH_STORES) await db.rows({ text }, []);
      for (let count = 0; count < FIRST_SOURCES; count += 1) await add(db);
    },
    async step(db, random) {
      done += 1;
      await db.rows({ text: ALL_DUE }, []);
      await settleRefused(db, scopeNow());
      if (random.chance(0.3)) await ask("/restate");
      if (random.chance(0.1)) await add(db);
      await approveBudgets(db, scopeNow(), { random, count: done });
    },
    async finish(db) {
      if (fences === undefined) {
        await ask("/calm");
        while (added < greeting().accounts.length) await add(db);
        fences = await fencesNow(db);
      }
      await settleRefused(db, scopeNow());
      return hasLoadedSince(db, fences);
    },
    async check(_aftermath, db) {
      return checkSources(db, await ask("/report"));
    },
    async end() {
      await platform?.kill();
    },
  };
}

const ALL_DUE = `update sources set due_at = now() where due_at > now()`;

function scopeNow(): Scope {
  return { workspaceId: WORKSPACE, actor: "cli:drill", now: Date.now(), zone: "UTC" };
}

function sourceOf({ id, url }: PlatformGreeting["accounts"][number], place: number) {
  const { secretKeys } = configFrom({ TRIMTAB_SECRET_KEY: SECRET_KEY }, "UTC");
  if (secretKeys === undefined) throw new Error("The drill has a key.");
  return {
    kind: "google_ads",
    name: `Source ${place}`,
    settings: { customerId: id, baseUrl: url, tokenUrl: `${url}/token` },
    secrets: createSecretBox(secretKeys).seal(
      JSON.stringify(SECRETS),
      secretContext(WORKSPACE, "google_ads"),
    ),
    schedule: "0 0 1 1 *",
    timeZone: "UTC",
    trailingDays: TRAILING_DAYS,
    historyDays: HISTORY_DAYS,
  } as const;
}

interface SourceNow {
  readonly source_id: number;
  readonly fence: number;
  readonly idle: boolean;
}

async function sourcesNow(db: Db): Promise<SourceNow[]> {
  return db.rows<SourceNow & Record<string, unknown>>(
    {
      text: `select source_id, fence::int, leased_until is null and failures = 0 as idle from sources`,
    },
    [],
  );
}

async function fencesNow(db: Db): Promise<ReadonlyMap<number, number>> {
  return new Map((await sourcesNow(db)).map(({ source_id, fence }) => [source_id, fence]));
}

/** Every source has been loaded to the end by a load that began later, and no budget waits to be written. */
async function hasLoadedSince(db: Db, fences: ReadonlyMap<number, number>): Promise<boolean> {
  const late = (await sourcesNow(db)).filter(
    ({ source_id, fence, idle }) => !idle || fence <= (fences.get(source_id) ?? 0),
  );
  await db.rows(
    {
      text: "update sources set due_at = now() where source_id = any($1::int[]) and due_at > now()",
    },
    [late.map(({ source_id }) => source_id)],
  );
  const [row] = await db.rows<{ left: number }>(
    { text: "select count(*)::int as left from proposal_changes where state = 'todo'" },
    [],
  );
  return late.length === 0 && row?.left === 0;
}
