import { describe, expect, test as base } from "vitest";

import { readPostback } from "../../src/sources/postback/read-postback.ts";
import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { placeOrphans } from "../../src/usecases/postbacks/place-orphans.ts";
import { processPostbacks } from "../../src/usecases/postbacks/process-postbacks.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";
import { ask } from "./product-test.ts";

const SECRET = "a-secret-of-enough-characters";
const TOKEN = "a-token-of-enough-characters";

const test = base.extend(
  "workspace",
  { scope: "file" },
  async ({}, { onCleanup }): Promise<LocalWorkspace> => {
    const workspace = await openLocalWorkspace({
      now: () => NOW,
      apiToken: TOKEN,
      postbackSecret: SECRET,
    });
    onCleanup(() => workspace.stop());
    return workspace;
  },
);

async function call({ url }: LocalWorkspace, query: string): Promise<number> {
  return (await fetch(`${url}/postback?${query}&secret=${SECRET}`)).status;
}

/** As the jobs do every few seconds. */
async function workThrough({ product }: LocalWorkspace): Promise<void> {
  const { db } = product.database;
  const scope = await product.scope("job:test");
  await processPostbacks({ db, readPostback }, scope);
  await placeOrphans(db, scope);
}

async function push({ url }: LocalWorkspace, campaign: string, campaignId: string) {
  const account = { platform: "google_ads", name: "Own", currency: "USD", timezone: "UTC" };
  const row = { date: "2026-11-20", campaign, campaignId, spend: "100", conversions: 4 };
  const pushed = await fetch(`${url}/api/v1/metrics`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ account, rows: [row] }),
  });
  expect(pushed.status).toBe(200);
}

describe("conversions that trackers call in", () => {
  test("stand beside the platform's in /perf", async ({ workspace }) => {
    await push(workspace, "Called In", "77");
    const before = JSON.stringify((await ask(workspace, "/perf called in")).blocks);
    const at = "timestamp=2026-11-20T12:00:00Z";
    expect(await call(workspace, `cid=a&payout=10&txid=1&campaign_id=77&${at}`)).toBe(200);
    const statuses = await Promise.all([
      call(workspace, `cid=a&payout=12&txid=1&campaign_id=77&${at}`),
      call(workspace, `cid=a&payout=5&txid=2&campaign_id=77&${at}`),
      call(workspace, `subid=b&payout=9&status=rejected&campaign=called+in&${at}`),
      call(workspace, `clickid=c&sum=40&currency=EUR&utm_campaign=CALLED+IN&${at}`),
    ]);
    await workThrough(workspace);

    const after = JSON.stringify((await ask(workspace, "/perf called in")).blocks);

    expect(statuses).toEqual(Array(4).fill(200));
    expect(before).not.toContain("first-party");
    expect(after).toContain(
      "Conversions: platform 4 · first-party 3, worth $17.00 (without the value of 1 conversion in another currency)",
    );
    const settings = JSON.stringify((await ask(workspace, "/perf settings")).blocks);
    expect(settings).toContain("Own: 1 conversion in EUR, the account is in USD");
  });

  test("of no campaign are listed in /perf settings until there is one", async ({ workspace }) => {
    expect(await call(workspace, "cid=o1&campaign=Spring%20%3C!channel%3E")).toBe(200);
    expect(await call(workspace, "cid=o2&campaign_id=88&timestamp=2026-11-20T12:00:00Z")).toBe(200);
    await workThrough(workspace);

    const orphaned = JSON.stringify((await ask(workspace, "/perf settings")).blocks);
    await push(workspace, "Late Comer", "88");
    await workThrough(workspace);

    expect(orphaned).toContain("2 first-party conversions of no campaign");
    expect(orphaned).toContain("“88” (1)");
    expect(orphaned).not.toContain("<!channel>");
    const adopted = JSON.stringify((await ask(workspace, "/perf settings")).blocks);
    expect(adopted).toContain("1 first-party conversion of no campaign");
    expect(JSON.stringify((await ask(workspace, "/perf late comer")).blocks)).toContain(
      "platform 4 · first-party 1",
    );
  });
});
