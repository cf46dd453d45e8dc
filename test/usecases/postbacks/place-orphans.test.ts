import { expect } from "vitest";

import { readPostback } from "../../../src/sources/postback/read-postback.ts";
import { placeOrphans } from "../../../src/usecases/postbacks/place-orphans.ts";
import { processPostbacks } from "../../../src/usecases/postbacks/process-postbacks.ts";
import { test } from "../../support/fixtures.ts";
import { call, loadCampaigns, stored } from "./postback-calls.ts";

test("gives orphans to a campaign that comes later, on its account's day", async ({
  db,
  importing,
  scope,
}) => {
  const instant = "timestamp=2026-11-20T07:30:00Z";
  await call(db, scope, [
    `cid=a&campaign=brand&${instant}`,
    `cid=b&campaign_id=123&${instant}`,
    `cid=c&campaign=other&${instant}`,
  ]);
  await processPostbacks({ db, readPostback }, scope);
  expect(await stored(db, scope)).toMatchObject([
    { campaign: null, day: "2026-11-20" },
    { campaign: null },
    { campaign: null },
  ]);

  await loadCampaigns(importing, scope, [["123", "Brand"]]);
  await placeOrphans(db, scope);

  expect(await stored(db, scope)).toMatchObject([
    { campaign: "Brand", day: "2026-11-19" },
    { campaign: "Brand", day: "2026-11-19" },
    { campaign: null, day: "2026-11-20" },
  ]);
  expect(
    await db.rows({ text: "select first_party_since from accounts where workspace_id = $1" }, [
      scope.workspaceId,
    ]),
  ).toEqual([{ first_party_since: "2026-11-19" }]);
});

test.for<[string, readonly string[], unknown]>([
  [
    "with a click, and without",
    ["cid=a&txid=T&payout=5&campaign_id=123", "txid=T&campaign=brand&status=rejected"],
    [{ campaign: "Brand", status: "rejected", micros: "5000000" }],
  ],
  [
    "both without a click",
    ["txid=T&campaign_id=123", "txid=T&campaign=brand&payout=5"],
    [{ campaign: "Brand", status: "sale", micros: "5000000" }],
  ],
  [
    "of two clicks, and one that may be either's",
    ["cid=a&txid=T&campaign_id=123", "cid=b&txid=T&campaign=Brand", "txid=T&campaign=brand"],
    [{ campaign: "Brand" }, { campaign: "Brand" }, { campaign: "Brand" }],
  ],
  [
    "of another transaction",
    ["cid=a&txid=T&campaign_id=123", "txid=U&campaign=brand"],
    [{ campaign: "Brand" }, { campaign: "Brand" }],
  ],
])(
  "counts a conversion once of which a campaign by two names made two: %s",
  async ([, queries, expected], { db, importing, scope }) => {
    await call(db, scope, queries);
    await processPostbacks({ db, readPostback }, scope);
    expect(await stored(db, scope)).toHaveLength(queries.length);

    await loadCampaigns(importing, scope, [["123", "Brand"]]);
    await placeOrphans(db, scope);
    await placeOrphans(db, scope);

    const left = await stored(db, scope);
    expect(left).toMatchObject(expected as object[]);
    expect(left).toHaveLength((expected as object[]).length);
  },
);
