import { afterEach, describe, expect, test } from "vitest";

import { type BudgetWriter, SourceFault } from "../../../src/usecases/source.ts";
import { type MetaAccount, metaError } from "./meta-account.ts";
import { metaAccount, openMeta } from "./meta-fixture.ts";

const { signal } = new AbortController();
const PLACE = { accountId: "42", campaignId: "7" };
const holding = (part: string): unknown => expect.stringContaining(part);

let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

async function opened(more: Partial<MetaAccount> = {}) {
  const meta = await openMeta({ account: metaAccount(more) });
  end = meta.end;
  const { budgets } = meta.source;
  if (budgets === undefined) throw new Error("no writer");
  const currency = more.currency ?? "EUR";
  return {
    double: meta.double,
    read: (place = PLACE) => budgets.read(place, signal),
    write: (
      micros: bigint,
      { ref = "7", validateOnly = false } = {},
    ): ReturnType<BudgetWriter["write"]> =>
      budgets.write({ ...PLACE, ref, micros, currency, validateOnly }, signal),
  };
}

describe("the budget of a Meta campaign", () => {
  test("is written, and read back", async () => {
    const { read, write, double } = await opened();
    await expect(read()).resolves.toEqual({ kind: "daily", micros: 50_000_000n, ref: "7" });
    await expect(write(60_500_000n)).resolves.toEqual({ kind: "accepted", requestId: "trace-1" });
    await expect(read()).resolves.toMatchObject({ micros: 60_500_000n });
    const sent = double.calls.find(({ method }) => method === "POST");
    expect(sent).toMatchObject({ path: "/v26.0/7", text: "daily_budget=6050" });
  });

  test("is counted in whole units where Meta counts so", async () => {
    const { read, write } = await opened({ currency: "IDR" });
    await expect(read()).resolves.toMatchObject({ micros: 5_000_000_000n });
    await expect(write(5_500_000n)).resolves.toMatchObject({ kind: "rejected" });
    await expect(write(6_000_000_000n)).resolves.toMatchObject({ kind: "accepted" });
    await expect(read()).resolves.toMatchObject({ micros: 6_000_000_000n });
  });

  test("does not change where it is only validated", async () => {
    const { read, write } = await opened();
    const validateOnly = true;
    await expect(write(60_000_000n, { validateOnly })).resolves.toMatchObject({ kind: "accepted" });
    await expect(write(10_000n, { validateOnly })).resolves.toMatchObject({ kind: "rejected" });
    await expect(read()).resolves.toMatchObject({ micros: 50_000_000n });
  });

  test("is that of the only active ad set where the campaign has none", async () => {
    const adSet = { id: "70", campaign_id: "7", name: "A", daily_budget: "700" };
    const off = { ...adSet, id: "71", effective_status: "PAUSED" };
    const { read, write } = await opened({
      campaigns: [{ id: "7", name: "One" }],
      adSets: [adSet, off],
    });
    await expect(read()).resolves.toEqual({ kind: "daily", micros: 7_000_000n, ref: "70" });
    await write(8_000_000n, { ref: "70" });
    await expect(read()).resolves.toMatchObject({ micros: 8_000_000n });
  });

  const adSet = { id: "70", campaign_id: "7", name: "A" };
  const daily = { ...adSet, daily_budget: "700" };
  test.each<{ name: string; campaign?: object; adSets?: MetaAccount["adSets"]; reason: string }>([
    { name: "a total", campaign: { lifetime_budget: "5000" }, reason: "total" },
    { name: "archived", campaign: { effective_status: "ARCHIVED" }, reason: "archived" },
    {
      name: "of several ad sets",
      adSets: [daily, { ...daily, id: "71" }],
      reason: "2 active ad sets",
    },
    { name: "of no ad set", adSets: [], reason: "no active ad set" },
    { name: "an ad set's total", adSets: [{ ...adSet, lifetime_budget: "9" }], reason: "total" },
    { name: "nowhere", adSets: [adSet], reason: "no daily budget" },
  ])("is not taken where it is $name", async ({ campaign = {}, adSets = [], reason }) => {
    const { read } = await opened({ campaigns: [{ id: "7", name: "One", ...campaign }], adSets });
    await expect(read()).resolves.toEqual({ kind: "unfit", reason: holding(reason) });
  });

  test.each([
    ["another account's", { ...PLACE, accountId: "act_1" }],
    ["not named by an id", { ...PLACE, campaignId: "me/accounts" }],
  ])("is not taken where it is %s", async (_, place) => {
    const { read, double } = await opened();
    await expect(read(place)).resolves.toMatchObject({ kind: "unfit" });
    expect(double.calls).toHaveLength(0);
  });

  test("is rejected in Meta's words for people", async () => {
    const { write } = await opened();
    await expect(write(10_000n)).resolves.toEqual({
      kind: "rejected",
      reason: "Meta: Your budget is too low.",
      requestId: "trace-1",
    });
  });

  test.each([
    [200, "rights"],
    [190, "credentials"],
    [613, "limited"],
    [2635, "settings"],
  ])("is not called rejected for error %d", async (code, kind) => {
    const { write, double } = await opened();
    double.intercept = () => ({ status: 400, body: metaError(code, "No.") });
    await expect(write(60_000_000n)).rejects.toMatchObject({ kind, requestId: "trace-1" });
  });

  test.each([
    ["the server fails", { status: 500, body: "" }],
    ["Meta fails for a moment", { status: 400, body: metaError(2, "Service unavailable") }],
    ["its answer breaks off", { body: "{", headers: { "content-length": "9" }, cut: true }],
    ["its answer is no JSON", { body: "<html>" }],
  ])("is sent once where %s: what it is now is read first", async (_, answer) => {
    const { write, double } = await opened();
    let asked = 0;
    double.intercept = ({ method }) =>
      method === "POST" && (asked += 1) === 1 ? answer : undefined;
    await expect(write(60_000_000n)).rejects.toBeInstanceOf(SourceFault);
    expect(asked).toBe(1);
  });

  test("is only validated as often as it takes", async () => {
    const { write, double } = await opened();
    let asked = 0;
    double.intercept = ({ method }) =>
      method === "POST" && (asked += 1) === 1 ? { status: 503, body: "" } : undefined;
    await expect(write(60_000_000n, { validateOnly: true })).resolves.toMatchObject({
      kind: "accepted",
    });
    expect(asked).toBe(2);
  });
});
