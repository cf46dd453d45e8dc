import { describe, expect } from "vitest";

import { readPostback } from "../../../src/sources/postback/read-postback.ts";
import { processPostbacks } from "../../../src/usecases/postbacks/process-postbacks.ts";
import { receivePostbacks } from "../../../src/usecases/postbacks/receive-postbacks.ts";
import { NOW, test } from "../../support/fixtures.ts";
import { call, loadCampaigns, stored } from "./postback-calls.ts";

describe("working through calls", () => {
  test("finds campaigns by the platform's id, then by name in whatever capitals", async ({
    db,
    importing,
    scope,
  }) => {
    await loadCampaigns(importing, scope, [
      ["123", "Brand"],
      ["456", "Übung"],
      ["789", "123"],
      ["1", "Twice"],
      ["2", "twice"],
    ]);
    await call(db, scope, [
      "cid=a&campaign_id=123",
      "cid=b&utm_campaign=BRAND",
      "cid=c&campaign_id=unknown&campaign=brand",
      "cid=d&campaign=Twice",
      "cid=e",
      "cid=f&campaign=New",
    ]);

    expect(await processPostbacks({ db, readPostback }, scope)).toEqual({
      processed: 6,
      unreadable: 0,
    });

    expect(await stored(db, scope)).toMatchObject([
      { campaign: "Brand", ref: "123" },
      { campaign: "Brand", ref: "BRAND" },
      { campaign: "Brand", ref: "brand" },
      { campaign: null, ref: "Twice" },
      { campaign: null, ref: null },
      { campaign: null, ref: "New" },
    ]);
  });

  test("counts on the account's day of its first occurrence, whatever comes later", async ({
    db,
    importing,
    scope,
  }) => {
    await loadCampaigns(importing, scope, [["123", "Brand"]]);
    // 07:30 in UTC is still the day before in Los Angeles.
    const early = "cid=a&txid=1&campaign_id=123&timestamp=2026-11-20T07:30:00Z";
    const late = "cid=a&txid=1&timestamp=2026-11-22T12:00:00Z";
    await call(db, scope, [`${early}&status=lead&payout=0`, `${late}&payout=12.5`]);
    await processPostbacks({ db, readPostback }, scope);
    await call(db, scope, [`${late}&status=rejected`, `${early}&payout=99`]);
    await processPostbacks({ db, readPostback }, scope);

    expect(await stored(db, scope)).toEqual([
      { campaign: "Brand", ref: "123", status: "rejected", day: "2026-11-19", micros: "99000000" },
    ]);
  });

  test("comes to the same in slices, with repetitions, and with several at work", async ({
    db,
    scope,
  }) => {
    const queries = Array.from(
      { length: 60 },
      (_, index) => `cid=c${index % 7}&txid=${index % 3}&payout=${index}`,
    );
    await call(db, scope, queries);

    const reports = await Promise.all(
      [1, 2, 3].map(() => processPostbacks({ db, readPostback }, scope, 7)),
    );
    await processPostbacks({ db, readPostback }, scope, 7);

    const processed = reports.map((report) => report.processed).reduce((sum, one) => sum + one);
    expect(processed).toBeLessThanOrEqual(60);
    const last = new Map<string, number>();
    for (const [index] of queries.entries()) last.set(`${index % 7} ${index % 3}`, index);
    const rows = await stored(db, scope);
    expect(rows.map((row) => Number((row as { micros: string }).micros) / 1e6)).toEqual(
      [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
    );
    expect(await processPostbacks({ db, readPostback }, scope)).toMatchObject({ processed: 0 });
  });

  test.for<[string, readonly string[], readonly object[]]>([
    [
      "the click's first",
      ["cid=a&txid=1&payout=5&campaign_id=123", "txid=1&payout=7"],
      [{ campaign: "Brand", status: "sale", micros: "7000000" }],
    ],
    [
      "the click's last",
      ["txid=1&status=rejected&payout=7", "cid=a&txid=1&payout=5&campaign_id=123"],
      [{ campaign: "Brand", status: "rejected", micros: "7000000" }],
    ],
    [
      "of two networks",
      ["cid=a&txid=1&payout=5&source=x", "txid=1&payout=7&source=y"],
      [
        { campaign: null, micros: "7000000" },
        { campaign: null, micros: "5000000" },
      ],
    ],
  ])(
    "takes a transaction without its click for one conversion: %s",
    async ([, queries, expected], { db, importing, scope }) => {
      await loadCampaigns(importing, scope, [["123", "Brand"]]);
      for (const query of queries) {
        await call(db, scope, [query]);
        await processPostbacks({ db, readPostback }, scope);
      }
      expect(await stored(db, scope)).toMatchObject(expected);
    },
  );

  test("marks what it cannot read, and goes on", async ({ db, scope }) => {
    await receivePostbacks(db, scope, [
      { receivedAt: NOW, parameters: { nothing: "useful" } },
      { receivedAt: NOW, parameters: { cid: "a" } },
    ]);

    expect(await processPostbacks({ db, readPostback }, scope)).toEqual({
      processed: 2,
      unreadable: 1,
    });
    expect(await stored(db, scope)).toHaveLength(1);
  });
});
