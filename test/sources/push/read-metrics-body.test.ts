import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bodySchema, faultOf, rowSchema } from "../../../src/sources/push/metrics-body.ts";
import { readMetricsBody } from "../../../src/sources/push/read-metrics-body.ts";

const ACCOUNT = { platform: "google_ads", name: "Main", currency: "USD" };
const UNUSABLE = "must not hold the character zero or half a character";
const ROW = { date: "2026-11-20", campaign: "Brand", spend: "1.5", conversions: 0.5 };

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

async function read(text: string, chunk = 7) {
  const reading = await readMetricsBody(inChunks(Buffer.from(text), chunk));
  if (reading.kind === "faulty") return { faults: reading.faults };
  const { campaigns, rows } = reading.pushed;
  return { account: reading.account, campaigns, rows };
}

/** The same, all at once. */
function readWhole(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { faults: [{ row: null, field: "body", message: "is not JSON" }] };
  }
  const parsed = bodySchema(rowSchema).safeParse(value);
  if (!parsed.success) return { faults: parsed.error.issues.slice(0, 100).map(faultOf) };
  const { account, rows } = parsed.data;
  return { account, spend: rows.map(({ spend }) => spend) };
}

/** What is said of the text as it comes in chunks, and as a whole. */
async function bothWays(text: string, chunk?: number) {
  const whole = readWhole(text);
  const streamed = await read(text, chunk);
  if (whole.faults !== undefined || streamed.faults !== undefined) return { streamed, whole };
  const spend = streamed.rows.map(({ spendMicros }) => spendMicros);
  return { streamed: { account: streamed.account, spend }, whole };
}

describe("a pushed body that comes in parts", () => {
  test("gives rows, each campaign once", async () => {
    const rows = [ROW, { ...ROW, campaignId: 7 }, { ...ROW, campaign: "Brand", spend: 2 }];

    expect(await read(JSON.stringify({ rows, account: ACCOUNT }))).toMatchObject({
      account: ACCOUNT,
      campaigns: [{ name: "Brand" }, { name: "Brand", externalId: "7" }],
      rows: [
        { campaign: 0, spendMicros: 1_500_000n, conversions: 0.5, clicks: 0, valueMicros: 0n },
        { campaign: 1 },
        { campaign: 0, spendMicros: 2_000_000n },
      ],
    });
  });

  test.for([
    "",
    " ",
    "{",
    "[]",
    "null",
    "12",
    '"text"',
    "{} {}",
    "{} x",
    '{"rows":[1,]}',
    '{"rows":[01]}',
    '{"a":NaN}',
    '{"a":"\n"}',
    '{"a":"\\x"}',
    "{'a':1}",
    '{"rows":5}',
    '{"rows":{"0":1}}',
    '{"rows":[]}',
    '{"rows":[null,5,[],{}]}',
    `{"account":5,"rows":[${JSON.stringify(ROW)}]}`,
    `{"account":${JSON.stringify(ACCOUNT)},"rows":[{}],"rows":[${JSON.stringify(ROW)}]}`,
    `{"account":${JSON.stringify(ACCOUNT)},"rows":[${JSON.stringify(ROW)}],"rows":7}`,
    `{"account":${JSON.stringify(ACCOUNT)},"rows":[${JSON.stringify(ROW)}],"rows":[]}`,
    `{"account":${JSON.stringify(ACCOUNT)},"rows":[${JSON.stringify({ ...ROW, more: { rows: [1] } })}]}`,
  ])("says of %s what it says of it as a whole", async (text) => {
    for (const chunk of [7, 1]) {
      const { streamed, whole } = await bothWays(text, chunk);
      expect(streamed).toEqual(whole);
    }
  });

  test.for<[string, unknown, string]>([
    ["spend", undefined, 'must be an amount such as "12.34"'],
    ["spend", null, 'must be an amount such as "12.34"'],
    ["spend", "ask Bob", 'must be an amount of zero or more, such as "12.34"'],
    ["value", -1, 'must be an amount of zero or more, such as "12.34"'],
    ["campaignId", {}, "must be the campaign's id, as text"],
    [
      "campaignId",
      Number("7012345678901234567"),
      'must be text where it has more than 15 digits, such as "7012345678901234567"',
    ],
    ["campaign", "x".repeat(501), "must be 500 characters at most"],
    ["date", "2026-02-30", "must be a day such as 2026-11-01"],
    ["clicks", 1.5, "must be a whole number"],
    ["campaign", "Br\0and", UNUSABLE],
    ["campaign", "Brand \uD83D", UNUSABLE],
    ["campaignId", "1\uDE00", UNUSABLE],
  ])("names what is wrong with %s %o", async ([field, one, message]) => {
    const rows = [ROW, { ...ROW, [field]: one }];

    expect(await read(JSON.stringify({ account: ACCOUNT, rows }))).toEqual({
      faults: [{ row: 1, field, message }],
    });
  });

  test("takes an empty id for none, and says which fields it does not know", async () => {
    const rows = ["A", "B"].map((campaign) => ({
      ...ROW,
      campaign,
      campaignId: " ",
      converisons: 4,
    }));
    const bytes = Buffer.from(JSON.stringify({ account: ACCOUNT, rows }));

    const reading = await readMetricsBody(inChunks(bytes, 7));

    expect(reading).toMatchObject({
      pushed: { campaigns: [{ name: "A" }, { name: "B" }] },
      ignored: ["converisons"],
    });
  });

  test.for([
    ["{}", "account", "must name the account: platform, name and currency"],
    ["7", "body", "must be an object with account and rows"],
  ] as const)("says of %s what is missing", async ([text, field, message]) => {
    const { faults } = await read(text);
    expect(faults?.[0]).toEqual({ row: null, field, message });
  });

  test("takes no row of a later day than is given", async () => {
    const rows = ["2026-11-20", "2026-11-21", "2099-11-02"].map((date) => ({ ...ROW, date }));
    const bytes = Buffer.from(JSON.stringify({ account: ACCOUNT, rows }));

    const reading = await readMetricsBody(inChunks(bytes, 7), "2026-11-21");

    expect(reading).toEqual({
      kind: "faulty",
      faults: [{ row: 2, field: "date", message: "must not be in the future" }],
    });
  });

  test("takes characters written as two, and none that is half of one in the account's name", async () => {
    const named = (name: string) =>
      read(JSON.stringify({ account: { ...ACCOUNT, name }, rows: [{ ...ROW, campaign: "😀" }] }));

    expect(await named("Main 😀")).toMatchObject({ campaigns: [{ name: "😀" }] });
    for (const name of ["Ma\0in", "Main \uD83D"]) {
      expect(await named(name)).toEqual({
        faults: [{ row: null, field: "account.name", message: UNUSABLE }],
      });
    }
  });

  const value = fc.oneof(
    fc.constantFrom("12.34", "x", "", "Ünïcode – €", "\0", "\uD800"),
    fc.double(),
    fc.nat(),
    fc.jsonValue(),
  );
  const row = fc.oneof(
    { weight: 5, arbitrary: fc.constant(ROW) },
    fc
      .tuple(
        fc.constantFrom(
          "date",
          "campaign",
          "campaignId",
          "spend",
          "clicks",
          "conversions",
          "value",
        ),
        value,
      )
      .map(([field, one]) => ({ ...ROW, [field]: one })),
    fc.jsonValue(),
  );
  const body = fc.record({
    account: fc.oneof({ weight: 5, arbitrary: fc.constant(ACCOUNT) }, fc.jsonValue()),
    rows: fc.oneof({ weight: 9, arbitrary: fc.array(row, { maxLength: 130 }) }, fc.jsonValue()),
  });

  test("says of any body what it says of it as a whole", async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 300 }), async (one, chunk) => {
        const { streamed, whole } = await bothWays(JSON.stringify(one), chunk);
        expect(streamed).toEqual(whole);
      }),
    );
  });

  test("takes for JSON what is JSON, and nothing else", async () => {
    const valid = JSON.stringify({ account: ACCOUNT, rows: [ROW, ROW] });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: valid.length - 1 }),
        fc.constantFrom("", ",", '"', "}", "]", "0", "e", "\\", " ", ":", "-", "null"),
        async (at, put) => {
          const text = valid.slice(0, at) + put + valid.slice(at + 1);
          const { streamed, whole } = await bothWays(text, 11);
          expect(streamed).toEqual(whole);
        },
      ),
    );
  });
});
