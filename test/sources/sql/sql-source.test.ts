import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { USUAL_RETRY } from "../../../src/sources/source-type.ts";
import { sqlSource } from "../../../src/sources/sql/sql-source.ts";
import type { Source } from "../../../src/usecases/source.ts";
import { collectLoad } from "../../support/collect-load.ts";
import { openTestWarehouse, type TestWarehouse } from "../../support/test-warehouse.ts";

const signal = new AbortController().signal;
const MAIN = {
  id: "1",
  name: "Main",
  platform: "google_ads",
  currency: "USD",
  timezone: "America/New_York",
};
const DAYS = { from: "2026-11-01", to: "2026-11-30" };

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openTestWarehouse();
  await warehouse.run(
    `create schema marts`,
    `create table marts.ad_reporting__campaign_report (source_relation text, date_day date, platform text,
       account_id bigint, account_name text, campaign_id bigint, campaign_name text, clicks bigint, impressions bigint,
       spend numeric, conversions numeric, conversions_value numeric)`,
    `insert into marts.ad_reporting__campaign_report values
       ('a', '2026-11-01', 'google_ads', 1, 'Main', 7, 'Brand', 10, 100, 12.345678, 2.5, 99),
       ('b', '2026-11-01', 'google_ads', 1, 'Main', 7, 'Brand', 5, 50, 1, 1, 1),
       ('a', '2026-11-02', 'google_ads', 1, 'Main', 7, 'Brand new', 1, 10, 2, 0, null),
       ('a', '2026-12-02', 'google_ads', 1, 'Main', 7, 'Brand', 1, 10, 2, 0, null),
       ('a', '2026-11-01', 'facebook_ads', 1, 'Main', 8, 'Social', 3, 30, 4, 1, 5),
       ('a', '2026-11-01', 'google_ads', 2, 'Other', 9, 'Other', 3, 30, 4, 1, 5)`,
    `create table campaign (campaign_id bigint, campaign_name text, customer_id bigint, segments_date date,
       segments_hour int, segments_ad_network_type text, metrics_cost_micros bigint, metrics_impressions bigint,
       metrics_clicks bigint, metrics_conversions float8, metrics_conversions_value float8,
       _airbyte_extracted_at timestamptz)`,
    `insert into campaign values
       (7, 'Brand', 1, '2026-11-01', 1, 'SEARCH', 1000000, 10, 1, 0.5, 3, '2026-11-02'),
       (7, 'Brand', 1, '2026-11-01', 1, 'SEARCH', 1500000, 12, 2, 1.5, 4, '2026-11-03'),
       (7, 'Brand', 1, '2026-11-01', 2, 'SEARCH', 250000, 1, 1, 0, 0, '2026-11-02'),
       (7, 'Brand', 1, '2026-11-01', 2, 'CONTENT', 250000, 1, 1, 0, 0, '2026-11-02')`,
    `create table ads_insights (ad_id text, campaign_id text, campaign_name text, account_id text, date_start date,
       spend numeric, impressions int, inline_link_clicks int, actions jsonb, action_values jsonb,
       _airbyte_extracted_at timestamptz)`,
    `insert into ads_insights values
       ('a1', '8', 'Social', '1', '2026-11-01', 10, 100, 9,
        '[{"action_type":"purchase","value":"2"},{"action_type":"omni_purchase","value":"2"}]',
        '[{"action_type":"purchase","value":"50.5"}]', '2026-11-02'),
       ('a2', '8', 'Social', '1', '2026-11-01', 5, 50, 3, '[]', null, '2026-11-02')`,
    `create table "Own Days" ("Day" date, "Name" text, "Cost in $" float8)`,
    `insert into "Own Days" values ('2026-11-01', 'Brand', 0.1), ('2026-11-01', 'Brand', 0.2)`,
    `create table "words" (day date, name text, cost text)`,
    `insert into "words" values ('2026-11-01', 'Brand', 'much')`,
  );
});
afterAll(() => warehouse.close());

function open(settings: object, url = warehouse.url): Source {
  const opened = sqlSource.open(
    { settings, secrets: { url } },
    { now: () => 0, retry: USUAL_RETRY },
  );
  if (opened.kind === "faulty") throw new Error(JSON.stringify(opened.faults));
  return opened.source;
}

async function load(settings: object) {
  const source = open(settings);
  const { accounts } = await source.check(signal);
  const [account] = accounts;
  if (account === undefined) throw new Error("The source has no account.");
  return collectLoad(source, account, DAYS);
}

describe("a SQL source", () => {
  test("reads Fivetran's campaign report: one account, all its relations, the days asked for", async () => {
    const { rows, campaigns } = await load({
      table: "marts.ad_reporting__campaign_report",
      form: "fivetran_ad_reporting",
      accounts: [MAIN],
    });
    expect(rows).toEqual([
      {
        id: "7",
        day: "2026-11-01",
        spendMicros: 13_345_678n,
        impressions: 150,
        clicks: 15,
        conversions: 3.5,
        valueMicros: 100_000_000n,
      },
      {
        id: "7",
        day: "2026-11-02",
        spendMicros: 2_000_000n,
        impressions: 10,
        clicks: 1,
        conversions: 0,
        valueMicros: 0n,
      },
    ]);
    expect(campaigns).toEqual([{ externalId: "7", name: "Brand new" }]);
  });

  test("knows Facebook by the warehouse's name of it", async () => {
    const { rows } = await load({
      table: "marts.ad_reporting__campaign_report",
      form: "fivetran_ad_reporting",
      accounts: [{ ...MAIN, platform: "meta_ads" }],
    });
    expect(rows.map(({ id }) => id)).toEqual(["8"]);
  });

  test("adds Airbyte's hours and networks up, of each the newest extract, in micros", async () => {
    const { rows } = await load({
      table: "campaign",
      form: "airbyte_google_ads",
      accounts: [MAIN],
    });
    expect(rows).toEqual([
      {
        id: "7",
        day: "2026-11-01",
        spendMicros: 2_000_000n,
        impressions: 14,
        clicks: 4,
        conversions: 1.5,
        valueMicros: 4_000_000n,
      },
    ]);
  });

  test("takes the one action type that was chosen, and adds no aliases", async () => {
    const { rows } = await load({
      table: "ads_insights",
      form: "airbyte_facebook_ads",
      actionType: "purchase",
      accounts: [{ ...MAIN, platform: "meta_ads" }],
    });
    expect(rows).toEqual([
      {
        id: "8",
        day: "2026-11-01",
        spendMicros: 15_000_000n,
        impressions: 150,
        clicks: 12,
        conversions: 2,
        valueMicros: 50_500_000n,
      },
    ]);
  });

  test("reads a team's own table by its columns, whatever they are called", async () => {
    const settings = {
      columns: { date: "Day", campaign: "Name", spend: "Cost in $" },
      accounts: [MAIN],
    };
    const { rows } = await load({ ...settings, query: `select * from "Own Days";` });
    expect(rows).toMatchObject([{ id: "Brand", day: "2026-11-01", spendMicros: 300_000n }]);
  });

  test("writes nothing, whatever the query says", async () => {
    const source = open({
      query: `with gone as (delete from "Own Days" returning *) select * from gone`,
      columns: { date: "Day", campaign: "Name", spend: "Cost in $" },
      accounts: [MAIN],
    });
    await expect(source.check(signal)).rejects.toMatchObject({ name: "SourceFault" });
    const { rows } = await load({
      query: `select * from "Own Days"`,
      columns: { date: "Day", campaign: "Name", spend: "Cost in $" },
      accounts: [MAIN],
    });
    expect(rows).toHaveLength(1);
  });

  test("lists the accounts of a table where none is named", async () => {
    const source = open({
      table: "marts.ad_reporting__campaign_report",
      form: "fivetran_ad_reporting",
    });
    await expect(source.check(signal)).rejects.toMatchObject({
      kind: "settings",
      message: expect.stringContaining("google_ads 1: 4 rows, through 2026-12-02") as string,
    });
  });

  test.each([
    ["a table that is not there", { table: "nowhere", form: "fivetran_ad_reporting" }, "settings"],
    [
      "a column that is not there",
      { table: "words", columns: { date: "day", campaign: "name", spend: "price" } },
      "settings",
    ],
    [
      "a text where money is meant",
      { table: "words", columns: { date: "day", campaign: "name", spend: "cost" } },
      "settings",
    ],
  ])("says what is wrong with %s", async (_, settings, kind) => {
    const source = open({ ...settings, accounts: [MAIN] });
    const loading = source
      .check(signal)
      .then(({ accounts }) =>
        Promise.all(accounts.map((account) => collectLoad(source, account, DAYS))),
      );
    await expect(loading).rejects.toMatchObject({ name: "SourceFault", kind });
  });

  test("says that nobody answers, and not where", async () => {
    const source = open(
      { table: "t", form: "fivetran_ad_reporting", accounts: [MAIN] },
      "postgres://reader:hunter2@127.0.0.1:1/none",
    );
    const asked = source.check(signal);
    await expect(asked).rejects.toMatchObject({ kind: "unreachable" });
    await expect(asked).rejects.not.toThrow(/hunter2/);
  });

  test("names every fault of its settings at once", () => {
    const opened = sqlSource.open(
      {
        settings: { table: "a; drop table b", accounts: [{ ...MAIN, currency: "GOLD" }] },
        secrets: { url: "mysql://x" },
      },
      { now: () => 0, retry: USUAL_RETRY },
    );
    expect(opened.kind).toBe("faulty");
    expect(opened).toMatchObject({
      faults: [
        { field: "settings.table" },
        { field: "settings.accounts.0.currency" },
        { field: "settings.columns" },
        { field: "secrets.url" },
      ],
    });
  });
});
