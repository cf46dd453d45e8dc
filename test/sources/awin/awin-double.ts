import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface AwinState {
  token: string;
  accounts: { accountId: number; accountName: string; accountType: string; userRole: string }[];
  /** Transactions between two instants, milliseconds since 1970. */
  transactions: (from: number, to: number) => Iterable<Record<string, unknown>>;
  programmes: { id: number; name: string }[];
}

const MONTH_MS = 31 * 86_400_000;

/** Awin's API as documented: Bearer token, at most 31 days, instants in the zone that was asked for. */
export function awinDouble(state: AwinState): (call: ReceivedCall) => ScriptedAnswer {
  return (call) => {
    if (call.headers.authorization !== `Bearer ${state.token}`) {
      return { status: 401, body: { error: "unauthorized", description: "Invalid token" } };
    }
    if (call.path === "/accounts") {
      const type = call.query.get("type");
      return {
        body: {
          userId: 7,
          accounts: state.accounts.filter(({ accountType }) => accountType === type),
        },
      };
    }
    const [, side, id, list] = call.path.split("/");
    if (
      !state.accounts.some((one) => `${one.accountType}s` === side && `${one.accountId}` === id)
    ) {
      return { status: 403, body: { error: "forbidden", description: "No access to account" } };
    }
    if (list === "programmes") return { body: state.programmes };
    if (list !== "transactions" || call.query.get("timezone") !== "UTC") return { status: 404 };
    const from = Date.parse(`${call.query.get("startDate")}Z`);
    const to = Date.parse(`${call.query.get("endDate")}Z`);
    if (!(to - from <= MONTH_MS)) {
      return { status: 400, body: { description: "The date range must not exceed 31 days" } };
    }
    return { chunks: listed(state.transactions(from, to)) };
  };
}

function* listed(rows: Iterable<Record<string, unknown>>): Generator<string> {
  let text = "[";
  let first = true;
  for (const row of rows) {
    text += `${first ? "" : ","}${JSON.stringify(row)}`;
    first = false;
    if (text.length > 60_000) {
      yield text;
      text = "";
    }
  }
  yield `${text}]`;
}

export function transaction(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 259630312,
    advertiserId: 7052,
    publisherId: 189069,
    siteName: "Deals",
    commissionStatus: "pending",
    commissionAmount: { amount: 5.59, currency: "GBP" },
    saleAmount: { amount: 55.96, currency: "GBP" },
    clickDate: "2026-10-23T12:18:00",
    transactionDate: "2026-11-01T12:00:00",
    validationDate: null,
    type: "Commission group transaction",
    declineReason: null,
    ...change,
  };
}

/** Those of the list that fall between the instants. */
export function between(
  list: readonly Record<string, unknown>[],
): (from: number, to: number) => Record<string, unknown>[] {
  return (from, to) =>
    list.filter((row) => {
      const at = Date.parse(`${String(row["transactionDate"])}Z`);
      return at >= from && at <= to;
    });
}
