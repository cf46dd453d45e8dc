import { afterAll, beforeAll, describe, expect } from "vitest";

import { openTestWarehouse, type TestWarehouse } from "../support/test-warehouse.ts";
import { KEY, OTHER_KEY, test } from "./source-cli-test.ts";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openTestWarehouse();
  await warehouse.run(
    `create table days (day date, campaign text, cost numeric)`,
    `insert into days values ('2026-11-22', 'Brand', 12.34), ('2026-11-23', 'Brand', 1)`,
  );
});
afterAll(() => warehouse.close());

const SQL = {
  kind: "sql",
  name: "Warehouse",
  historyDays: 3,
  settings: {
    table: "days",
    columns: { date: "day", campaign: "campaign", spend: "cost" },
    accounts: [
      {
        id: "1",
        name: "Own",
        platform: "google_ads",
        currency: "USD",
        timezone: "America/New_York",
      },
    ],
  },
};
const SEALED = { ...SQL, secrets: { url: "env:READER_URL" } };

describe("secrets", () => {
  test("come from the environment, are stored sealed, and open the source", async ({
    added,
    environment,
    settings,
    trimtab,
    db,
    scope,
  }) => {
    environment["READER_URL"] = warehouse.url;
    settings.secretKeys = [KEY];

    await added(SEALED);
    const loaded = await trimtab("source", "load", "Warehouse", "--json");

    expect(loaded.json()).toMatchObject({ source: "Warehouse", rows: 2 });
    const stored = await db.rows<{ secrets: string; whole: string }>(
      {
        name: "test_stored_source",
        text: "select secrets, s::text as whole from sources s where workspace_id = $1",
      },
      [scope.workspaceId],
    );
    expect(stored).toEqual([
      { secrets: expect.stringMatching(/^v1\./) as string, whole: expect.any(String) as string },
    ]);
    expect(stored[0]?.whole).not.toContain("postgres://");
  });

  test("that are not in the environment are named, all of them", async ({ file, trimtab }) => {
    const name = await file({
      kind: "google_ads",
      name: "Google",
      settings: { customerId: "123-456-7890" },
      secrets: { clientId: "id", clientSecret: "env:G_SECRET", refreshToken: "env:G_REFRESH" },
    });
    const ran = await trimtab("source", "add", name, "--json");
    expect([ran.code, ran.json()]).toEqual([
      1,
      {
        error:
          "The file asks for G_SECRET, G_REFRESH of the environment, and they are not set there.",
      },
    ]);
  });

  test("as JSON of the environment must be JSON", async ({ file, environment, trimtab }) => {
    environment["KEY_JSON"] = "{";
    const name = await file({
      kind: "google_ads",
      name: "Google",
      settings: { customerId: "123-456-7890" },
      secrets: { serviceAccount: "env:KEY_JSON" },
    });
    const ran = await trimtab("source", "add", name);
    expect([ran.code, ran.err]).toEqual([
      1,
      "KEY_JSON is not JSON: it breaks off at its end. Look for a bracket or a quote that is not closed.\n",
    ]);
  });

  test("are not taken without a key, before the source is asked", async ({
    file,
    environment,
    trimtab,
  }) => {
    environment["READER_URL"] = "postgres://reader@127.0.0.1:1/nowhere";
    const ran = await trimtab("source", "add", await file(SEALED));
    expect([ran.code, ran.err]).toEqual([
      1,
      expect.stringContaining("openssl rand -base64 32; set it as TRIMTAB_SECRET_KEY"),
    ]);
  });

  test("need no key for a look", async ({ file, environment, trimtab }) => {
    environment["READER_URL"] = warehouse.url;
    const ran = await trimtab("source", "add", await file(SEALED), "--check", "--json");
    expect(ran.json()).toMatchObject({ accounts: [{ id: "1", name: "Own" }] });
  });

  test("are not needed where a warehouse is set", async ({ added, settings, trimtab }) => {
    settings.warehouseUrl = warehouse.url;
    await added(SQL);
    expect((await trimtab("source", "load", "Warehouse", "--json")).code).toBe(0);
  });
});

describe("a source that answers with a fault", () => {
  test("is not added", async ({ file, settings, trimtab }) => {
    settings.warehouseUrl = warehouse.url;
    const wrong = { ...SQL, settings: { ...SQL.settings, table: "gone" } };
    const ran = await trimtab("source", "add", await file(wrong), "--json");
    expect([ran.code, ran.json()]).toEqual([
      1,
      { error: expect.stringContaining("gone") as string },
    ]);
    expect((await trimtab("source", "list", "--json")).json()).toEqual({ sources: [] });
  });

  test("is listed with what to do", async ({ added, settings, trimtab }) => {
    settings.warehouseUrl = warehouse.url;
    await added(SQL);
    settings.warehouseUrl = undefined;

    const checked = await trimtab("source", "check", "Warehouse");
    const loaded = await trimtab("source", "load", "Warehouse", "--json");

    expect([checked.code, checked.err]).toEqual([1, expect.stringContaining("secrets")]);
    expect([loaded.code, Object.keys(loaded.json() as object)]).toEqual([1, ["error"]]);
    expect((await trimtab("source", "list", "--json")).json()).toMatchObject({
      sources: [
        {
          state: "failing",
          lastLoad: null,
          nextAt: "2026-11-24T12:15:00.000Z",
          error: {
            message: expect.stringContaining("secrets") as string,
            next: expect.any(String) as string,
            at: "2026-11-24T12:00:00.000Z",
            failures: 1,
          },
        },
      ],
    });
    expect((await trimtab("source", "list")).out).toMatch(/^failing {2}"Warehouse"[^\n]+\n {8}\S/);
  });

  test("cannot be written to where it only reads", async ({ added, settings, trimtab }) => {
    settings.warehouseUrl = warehouse.url;
    await added(SQL);
    await trimtab("source", "load", "Warehouse");

    const on = await trimtab("source", "writes", "Own", "--on");
    const off = await trimtab("source", "writes", "Own", "--off");

    expect([on.code, on.err]).toEqual([
      1,
      'Budgets of "Own" are changed by hand: SQL sources only read.\n',
    ]);
    expect(off.code).toBe(0);
  });
});

describe("resealing", () => {
  test("seals with the new key, once; then the old one is not needed", async ({
    added,
    environment,
    settings,
    trimtab,
  }) => {
    environment["READER_URL"] = warehouse.url;
    settings.secretKeys = [KEY];
    await added(SEALED);

    settings.secretKeys = [OTHER_KEY, KEY];
    const first = await trimtab("source", "reseal", "--json");
    const second = await trimtab("source", "reseal", "--json");
    settings.secretKeys = [OTHER_KEY];

    expect([first.json(), second.json()]).toEqual([{ resealed: 1 }, { resealed: 0 }]);
    expect((await trimtab("source", "check", "Warehouse")).code).toBe(0);
    expect((await trimtab("source", "reseal")).out).toContain("0 sources were sealed anew");
  });

  test("says which source cannot be opened", async ({ added, environment, settings, trimtab }) => {
    environment["READER_URL"] = warehouse.url;
    settings.secretKeys = [KEY];
    await added(SEALED);

    settings.secretKeys = [OTHER_KEY];
    const ran = await trimtab("source", "reseal", "--json");
    const checked = await trimtab("source", "check", "Warehouse");

    expect([ran.code, ran.json()]).toEqual([
      1,
      { error: expect.stringMatching(/"Warehouse".*TRIMTAB_SECRET_KEY_OLD/s) as string },
    ]);
    expect([checked.code, checked.err]).toEqual([
      1,
      expect.stringContaining("TRIMTAB_SECRET_KEY_OLD"),
    ]);
  });

  test("needs a key", async ({ trimtab }) => {
    const ran = await trimtab("source", "reseal");
    expect([ran.code, ran.err]).toEqual([1, "No key is set. Set TRIMTAB_SECRET_KEY.\n"]);
  });
});
