import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface CjState {
  token: string;
  companies: readonly string[];
  /** In order of their ids. */
  records: Record<string, unknown>[];
  /** Records an answer. */
  limit: number;
}

const MONTH_MS = 31 * 86_400_000;

/** CJ's GraphQL as its schema documents it: one query, aliases, a cursor by the last commission's id. */
export function cjDouble(state: CjState): (call: ReceivedCall) => ScriptedAnswer {
  return (call) => {
    if (call.path !== "/query" || call.method !== "POST") return { status: 404 };
    if (call.headers.authorization !== `Bearer ${state.token}`) {
      return { status: 401, body: "Authorization is not valid" };
    }
    const { query } = JSON.parse(call.text) as { query: string };
    const argument = (name: string) => new RegExp(`${name}: \\[?"([^"]*)"`).exec(query)?.[1] ?? "";
    const company = argument("for(?:Advertisers|Publishers)");
    if (!state.companies.includes(company)) {
      return { body: { data: null, errors: [{ message: `Not authorized for ${company}` }] } };
    }
    const from = Date.parse(argument("sinceEventDate"));
    const before = Date.parse(argument("beforeEventDate"));
    if (!(before - from <= MONTH_MS)) {
      return { body: { errors: [{ message: "Date range must be 31 days or less" }] } };
    }
    const since = Number(argument("sinceCommissionId"));
    const left = state.records.filter((record) => {
      const at = Date.parse(String(record["eventDate"]));
      return at >= from && at < before && Number(record["commissionId"]) > since;
    });
    const records = left.slice(0, state.limit);
    const fields = /records \{ (.*?) \}/.exec(query)?.[1]?.replaceAll(": ", ":").split(" ") ?? [];
    return {
      body: {
        data: {
          commissions: {
            payloadComplete: records.length === left.length,
            maxCommissionId: records.at(-1)?.["commissionId"] ?? null,
            records: records.map((record) =>
              Object.fromEntries(
                fields.map((field) => {
                  const [name = "", of = name] = field.split(":");
                  return [name, record[of] ?? null];
                }),
              ),
            ),
          },
        },
      },
    };
  };
}

export function record(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    commissionId: "100",
    actionType: "sim_sale",
    validationStatus: "PENDING",
    eventDate: "2026-11-01T12:00:00Z",
    original: true,
    originalActionId: "a1",
    publisherId: "55",
    publisherName: "Deals",
    advertiserId: "1234567",
    advertiserName: "Acme",
    pubCommissionAmountUsd: "10.00",
    pubCommissionAmountPubCurrency: "9.00",
    // A debit, as some advertisers' accounts show it.
    advCommissionAmountUsd: "-10.00",
    advCommissionAmountAdvCurrency: "-8.50",
    saleAmountUsd: "100.00",
    saleAmountPubCurrency: "90.00",
    saleAmountAdvCurrency: "85.00",
    ...change,
  };
}

/** What takes back a share of `record()`. */
export function correction(share: number, change: Record<string, unknown> = {}) {
  const amounts = Object.entries(record()).filter(([name]) => /Amount/.test(name));
  return record({
    commissionId: "101",
    original: false,
    correctionReason: "RETURNED_MERCHANDISE",
    ...Object.fromEntries(
      amounts.map(([name, value]) => [name, (-share * Number(value)).toFixed(2)]),
    ),
    ...change,
  });
}
