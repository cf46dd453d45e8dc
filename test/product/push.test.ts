import { describe, expect, test as base } from "vitest";

import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";

const TOKEN = "a-token-of-enough-characters";

const test = base.extend(
  "workspace",
  { scope: "file" },
  async ({}, { onCleanup }): Promise<LocalWorkspace> => {
    const workspace = await openLocalWorkspace({ now: () => NOW, apiToken: TOKEN });
    onCleanup(() => workspace.stop());
    return workspace;
  },
);

const BODY = {
  account: { platform: "google_ads", name: "Pushed", currency: "EUR", timezone: "Europe/Berlin" },
  rows: [
    {
      date: "2026-11-20",
      campaign: "Pushed Brand",
      campaignId: "1",
      spend: "12.34",
      clicks: 5,
      conversions: 2.5,
      value: "99.00",
    },
    { date: "2026-11-21", campaign: "Pushed Brand", campaignId: "1", spend: 0.66 },
  ],
};

async function push(
  { url }: LocalWorkspace,
  body: unknown,
  token = TOKEN,
): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${url}/api/v1/metrics`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

async function spend({ sandbox }: LocalWorkspace): Promise<string | undefined> {
  const { reply } = await sandbox.command({
    user: "U0MAYA",
    channel: "C0GENERAL",
    text: "/perf pushed 7d",
  });
  if (reply !== null) return reply.text;
  await expect.poll(() => sandbox.messages("C0GENERAL", "U0MAYA").length).toBeGreaterThan(0);
  return sandbox.messages("C0GENERAL", "U0MAYA").at(-1)?.text;
}

describe("pushing daily rows", () => {
  test("stores them, and the same body twice leaves the same data", async ({ workspace }) => {
    expect(await push(workspace, BODY)).toEqual({ status: 200, answer: { accepted: 2 } });
    expect(await push(workspace, BODY)).toEqual({ status: 200, answer: { accepted: 2 } });

    expect(await spend(workspace)).toContain("€13.00");
  });

  test("names every wrong row and stores nothing of the body", async ({ workspace }) => {
    const [first] = BODY.rows;

    const refused = await push(workspace, {
      ...BODY,
      rows: [
        { ...first, campaign: "Never Stored" },
        { ...first, spend: "ask Bob" },
        { ...first, date: "2026-02-30" },
        { ...first, clicks: -1 },
      ],
    });

    expect(refused).toMatchObject({
      status: 400,
      answer: {
        errors: [
          { row: 1, field: "spend" },
          { row: 2, field: "date" },
          { row: 3, field: "clicks" },
        ],
      },
    });
  });

  test.for([
    ["not JSON", "{", "body"],
    ["no rows", JSON.stringify({ ...BODY, rows: [] }), "rows"],
    [
      "an unknown currency",
      JSON.stringify({ ...BODY, account: { ...BODY.account, currency: "EURO" } }),
      "account.currency",
    ],
    [
      "another currency than the account's",
      JSON.stringify({ ...BODY, account: { ...BODY.account, currency: "USD" } }),
      "account",
    ],
  ])("refuses %s", async ([, body, field], { workspace }) => {
    await push(workspace, BODY);

    expect(await push(workspace, body)).toMatchObject({
      status: 400,
      answer: { errors: [{ row: null, field }] },
    });
  });

  test("refuses days that are cut in another zone than the account's", async ({ workspace }) => {
    await push(workspace, BODY);
    const inZone = (timezone: string) =>
      push(workspace, { ...BODY, account: { ...BODY.account, timezone } });

    const refused = await inZone("Asia/Tokyo");

    expect(refused).toMatchObject({ status: 400, answer: { errors: [{ field: "account" }] } });
    expect(JSON.stringify(refused.answer)).toContain(
      "cut in Europe/Berlin, and these in Asia/Tokyo",
    );
    expect(await inZone("europe/berlin")).toMatchObject({ status: 200 });
  });

  test("says which fields it left out", async ({ workspace }) => {
    const rows = BODY.rows.map((row) => ({ ...row, converisons: 4 }));

    expect(await push(workspace, { ...BODY, rows })).toEqual({
      status: 200,
      answer: { accepted: 2, ignored: ["converisons"] },
    });
  });

  test("names text that no database takes, and stores nothing", async ({ workspace }) => {
    const [first] = BODY.rows;
    const account = { ...BODY.account, name: "Zero \0" };

    const refused = await push(workspace, { account, rows: [first, { ...first, campaign: "\0" }] });

    expect(refused).toMatchObject({
      status: 400,
      answer: {
        errors: [
          { row: null, field: "account.name" },
          { row: 1, field: "campaign" },
        ],
      },
    });
  });

  test("stores no day far ahead", async ({ workspace }) => {
    const [first] = BODY.rows;

    const refused = await push(workspace, { ...BODY, rows: [{ ...first, date: "2099-11-02" }] });

    expect(refused).toMatchObject({
      status: 400,
      answer: { errors: [{ row: 0, field: "date", message: "must not be in the future" }] },
    });
  });

  test("wants the token", async ({ workspace }) => {
    expect((await push(workspace, BODY, "another")).status).toBe(401);
  });
});
