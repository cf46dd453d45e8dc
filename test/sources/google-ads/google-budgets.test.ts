import { afterEach, describe, expect, test } from "vitest";

import { type BudgetWriter, SourceFault } from "../../../src/usecases/source.ts";
import { googleError } from "./google-error.ts";
import { googleAccount, openGoogle } from "./google-fixture.ts";

const { signal } = new AbortController();
const PLACE = { accountId: "1234567890", campaignId: "7" };
const REF = "customers/1234567890/campaignBudgets/70";
const holding = (part: string): unknown => expect.stringContaining(part);

let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

async function opened(account = googleAccount()) {
  const google = await openGoogle({ account });
  end = google.end;
  const { budgets } = google.source;
  if (budgets === undefined) throw new Error("no writer");
  return {
    double: google.double,
    read: (place = PLACE) => budgets.read(place, signal),
    write: (micros: bigint, validateOnly = false): ReturnType<BudgetWriter["write"]> =>
      budgets.write({ ...PLACE, ref: REF, micros, currency: "USD", validateOnly }, signal),
  };
}

describe("the budget of a Google Ads campaign", () => {
  test("is read as it is now", async () => {
    const { read } = await opened();
    await expect(read()).resolves.toEqual({ kind: "daily", micros: 50_000_000n, ref: REF });
  });

  test("is written, and read back", async () => {
    const { read, write, double } = await opened();
    await expect(write(60_000_000n)).resolves.toEqual({ kind: "accepted", requestId: "req-1" });
    await expect(read()).resolves.toMatchObject({ micros: 60_000_000n });
    const sent: unknown = JSON.parse(
      double.calls.find(({ path }) => path.endsWith(":mutate"))?.text ?? "",
    );
    expect(sent).toEqual({
      operations: [
        { updateMask: "amount_micros", update: { resourceName: REF, amountMicros: "60000000" } },
      ],
      partialFailure: false,
      validateOnly: false,
      responseContentType: "MUTABLE_RESOURCE",
    });
  });

  test("does not change where it is only validated", async () => {
    const { read, write } = await opened();
    await expect(write(60_000_000n, true)).resolves.toMatchObject({ kind: "accepted" });
    await expect(write(1n, true)).resolves.toMatchObject({ kind: "rejected" });
    await expect(read()).resolves.toMatchObject({ micros: 50_000_000n });
  });

  test.each([
    [50_005_000n, "smallest coin"],
    [10_000n, "minimum"],
    [10n ** 16n, "larger"],
  ])("is not set to %d", async (micros, reason) => {
    const { write } = await opened();
    await expect(write(micros)).resolves.toEqual({
      kind: "rejected",
      reason: holding(reason),
      requestId: "req-1",
    });
  });

  test.each([
    { name: "shared", budget: { shared: true }, status: "ENABLED", reason: "shared" },
    { name: "used by 4", budget: { references: 4 }, status: "ENABLED", reason: "by 4 campaigns" },
    {
      name: "a total",
      budget: { period: "CUSTOM_PERIOD" as const },
      status: "ENABLED",
      reason: "total",
    },
    { name: "of a removed campaign", budget: {}, status: "REMOVED", reason: "removed" },
  ])("is not taken where it is $name", async ({ budget, status, reason }) => {
    const one = {
      id: "7",
      name: "One",
      budget: { id: "70", amountMicros: "5000000", ...budget },
      status,
    };
    const { read } = await opened(googleAccount({ campaigns: [one] }));
    await expect(read()).resolves.toEqual({
      kind: "unfit",
      reason: holding(reason),
    });
  });

  test.each([
    ["another account's", { ...PLACE, accountId: "1" }],
    ["no campaign's", { ...PLACE, campaignId: "99" }],
    ["not named by an id", { ...PLACE, campaignId: "7 OR campaign.id > 0" }],
  ])("is not taken where it is %s", async (_, place) => {
    const { read } = await opened();
    await expect(read(place)).resolves.toMatchObject({ kind: "unfit" });
  });

  test("is not called rejected where the caller may not write", async () => {
    const { write, double } = await opened();
    double.intercept = ({ path }) =>
      path.endsWith(":mutate")
        ? { status: 403, body: googleError(403, ["authorizationError", "ACTION_NOT_PERMITTED"]) }
        : undefined;
    await expect(write(60_000_000n)).rejects.toMatchObject({ kind: "rights", requestId: "req-1" });
  });

  test.each([
    ["the server fails", { status: 500, body: "" }],
    ["it is asked to wait", { status: 429, headers: { "retry-after": "0" } }],
    ["the connection is cut", { body: "{", cut: true }],
  ])("is sent once where %s: what it is now is read first", async (_, answer) => {
    const { write, double } = await opened();
    let asked = 0;
    double.intercept = ({ path }) =>
      path.endsWith(":mutate") && (asked += 1) === 1 ? answer : undefined;
    await expect(write(60_000_000n)).rejects.toBeInstanceOf(SourceFault);
    expect(asked).toBe(1);
  });

  test("is only validated as often as it takes", async () => {
    const { write, double } = await opened();
    let asked = 0;
    double.intercept = ({ path }) =>
      path.endsWith(":mutate") && (asked += 1) === 1 ? { status: 503, body: "" } : undefined;
    await expect(write(60_000_000n, true)).resolves.toMatchObject({ kind: "accepted" });
    expect(asked).toBe(2);
  });
});
