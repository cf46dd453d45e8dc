import { listAccounts } from "../db/accounts.ts";
import type { Db } from "../db/db.ts";
import { listSourceRows, type SourceRow } from "../db/sources.ts";
import { addDays, dayAt, instantOf } from "../domain/day.ts";
import { DEMO_ZONE } from "../sources/demo/demo-exports.ts";
import { demoPostbacks } from "../sources/demo/demo-postbacks.ts";
import { readPostback } from "../sources/postback/read-postback.ts";
import { OPERATOR } from "../usecases/budget/require-administrator.ts";
import { processPostbacks } from "../usecases/postbacks/process-postbacks.ts";
import { receivePostbacks } from "../usecases/postbacks/receive-postbacks.ts";
import type { Scope } from "../usecases/scope.ts";
import { addSource, pauseSource, setAccountWrites } from "../usecases/sources/change-source.ts";
import { loadSourceNow } from "../usecases/sources/load-due-sources.ts";
import { loadingDeps } from "../wiring/loading.ts";
import type { Product } from "../wiring/product.ts";

const NAME = "Demo platforms";

/** Mornings of the past on which the made-up platform was loaded, days ago: its days are seen as they fill up. */
const MORNINGS = [32, 26, 20, 15, 11, 8, 6, 5, 4, 3, 2, 1];
const SIX_HOURS_MS = 6 * 3_600_000;

/**
 * Connects the made-up platform as a live source, as if it had been there for a month: loads of past mornings, first-party
 * conversions of which one account's have stopped being counted, and one account whose budgets may be written.
 */
export async function startLiveDemo(product: Product): Promise<void> {
  const { db } = product.database;
  const scope = await product.scope("job:demo");
  const { workspaceId, now } = scope;
  const known = (await listSourceRows(db, workspaceId)).find(({ name }) => name === NAME);
  if (known !== undefined && !isUnfinished(known)) return;
  const row = known ?? (await addDemoSource(db, scope));
  const today = dayAt(now, DEMO_ZONE);
  const mornings = MORNINGS.map((ago) => instantOf(addDays(today, -ago), DEMO_ZONE) + SIX_HOURS_MS);
  const stopping = new AbortController().signal;
  for (const at of mornings) {
    await loadSourceNow(loadingDeps(product, { stopping, now: () => at }), row);
  }
  await letWrite(product, scope);
  await receivePostbacks(db, scope, demoPostbacks(today));
  await processPostbacks({ db, readPostback }, scope);
  // Last of all: this is what tells that the rest has been done.
  await loadSourceNow(loadingDeps(product, { stopping, now: () => now }), row);
  await pauseSource(db, scope, { sourceId: row.sourceId, paused: false, person: OPERATOR });
}

/** It was killed while the past was played: the loads so far are of earlier days than itself. */
function isUnfinished({ paused, loadedAt, madeAt }: SourceRow): boolean {
  return paused && (loadedAt === null || loadedAt < madeAt);
}

function addDemoSource(db: Db, scope: Scope): Promise<SourceRow> {
  return addSource(db, scope, {
    kind: "simulated",
    name: NAME,
    settings: {},
    secrets: undefined,
    schedule: "*/15 * * * *",
    timeZone: undefined,
    trailingDays: 28,
    historyDays: 180,
    // Nobody else is to load it while the past is played.
    paused: true,
  });
}

/** Budgets of one platform are written, those of the others on dry run: a visitor sees both. */
async function letWrite({ database: { db } }: Product, scope: Scope): Promise<void> {
  for (const { accountId, platform } of await listAccounts(db, scope.workspaceId)) {
    if (platform !== "google_ads") continue;
    await setAccountWrites(db, scope, { accountId, writes: true, person: OPERATOR });
  }
}
