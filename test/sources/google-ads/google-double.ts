import { eachDay } from "../../../src/domain/day.ts";
import {
  type ApiServer,
  type ReceivedCall,
  type ScriptedAnswer,
  startApiServer,
} from "../../support/api-server.ts";
import { googleError, REQUEST_ID } from "./google-error.ts";

export interface DoubleBudget {
  readonly id: string;
  amountMicros: string;
  readonly shared?: boolean;
  readonly references?: number;
  readonly period?: "DAILY" | "CUSTOM_PERIOD";
}

export interface DoubleCampaign {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
  readonly system?: string;
  readonly budget?: DoubleBudget;
  /** Search impression share lost for want of budget. */
  readonly loss?: number;
  /** Metrics by day, as the API writes them. */
  readonly days?: Readonly<Record<string, object>>;
}

export interface GoogleAccount {
  id: string;
  currency: string;
  zone: string;
  name?: string;
  manager?: boolean;
  test?: boolean;
  status?: string;
  campaigns: readonly DoubleCampaign[];
}

export interface GoogleDouble extends ApiServer {
  readonly account: GoogleAccount;
  /** The access tokens that it takes; each call of the token endpoint makes another one. */
  readonly tokens: Set<string>;
  /** Asked before anything else: an answer from here is sent instead. */
  intercept: (call: ReceivedCall) => ScriptedAnswer | undefined;
  /** Stands around every answer: it may wait, and send another one in the end. */
  around: (
    call: ReceivedCall,
    usual: () => ScriptedAnswer,
  ) => ScriptedAnswer | Promise<ScriptedAnswer>;
  /** Rows of a day query instead of the campaigns' own, for long answers. */
  rows: ((from: string, to: string) => Iterable<string>) | undefined;
  /** The queries of one kind that were asked. */
  asked(part: string): string[];
}

export async function startGoogleDouble(account: GoogleAccount): Promise<GoogleDouble> {
  const state: Pick<GoogleDouble, "account" | "tokens" | "intercept" | "around" | "rows"> = {
    account,
    tokens: new Set(),
    intercept: () => undefined,
    around: (_call, usual) => usual(),
    rows: undefined,
  };
  let made = 0;

  function answer(call: ReceivedCall): ScriptedAnswer {
    const scripted = state.intercept(call);
    if (scripted !== undefined) return scripted;
    if (call.path === "/token") {
      made += 1;
      state.tokens.add(`token-${made}`);
      return { body: { access_token: `token-${made}`, expires_in: 3600, token_type: "Bearer" } };
    }
    const token = /^Bearer (.*)$/.exec(call.headers.authorization ?? "")?.[1];
    if (token === undefined || !state.tokens.has(token)) {
      const error = ["authenticationError", "OAUTH_TOKEN_EXPIRED"] as const;
      return { status: 401, body: googleError(401, error, { grpc: "UNAUTHENTICATED" }) };
    }
    if (call.path === `/v26/customers/${account.id}/googleAds:searchStream`) {
      return stream((JSON.parse(call.text) as { query: string }).query, state);
    }
    if (call.path === `/v26/customers/${account.id}/campaignBudgets:mutate`) {
      return mutate(call.text, account);
    }
    return { status: 404, body: "<!DOCTYPE html>", headers: { "content-type": "text/html" } };
  }

  const server = await startApiServer((call) => state.around(call, () => answer(call)));
  return Object.assign(state, server, {
    asked: (part: string) =>
      server.calls
        .filter(({ path }) => path.endsWith("searchStream"))
        .map(({ text }) => (JSON.parse(text) as { query: string }).query)
        .filter((query) => query.includes(part)),
  }) satisfies GoogleDouble;
}

function stream(query: string, { account, rows }: Pick<GoogleDouble, "account" | "rows">) {
  const [, from = "", to = ""] = /BETWEEN '(.*?)' AND '(.*?)'/.exec(query) ?? [];
  if (query.includes("FROM customer")) return batches([[customerRow(account)]]);
  const { campaigns } = account;
  if (query.includes("search_budget_lost")) {
    return batches([campaigns.map(({ id, loss }) => lossRow(id, loss))]);
  }
  if (query.startsWith("SELECT campaign.id, segments.date")) {
    if (rows !== undefined) return { chunks: longAnswer(rows(from, to)) };
    const found = eachDay({ from, to }).flatMap((day) =>
      campaigns.flatMap(({ id, days }) =>
        days?.[day] === undefined ? [] : [dayRow(id, day, days[day])],
      ),
    );
    // In batches of two, so that every test crosses one.
    return batches(found.length === 0 ? [] : pairs(found));
  }
  const id = /campaign\.id = (\d+)/.exec(query)?.[1];
  const wanted = campaigns.filter((campaign) => id === undefined || campaign.id === id);
  return batches([wanted.map((campaign) => campaignRow(account.id, campaign))]);
}

function batches(all: readonly (readonly object[])[]): ScriptedAnswer {
  const kept = all.filter((results) => results.length > 0);
  return {
    body: kept.map((results) => ({ results, fieldMask: "campaign.id", requestId: REQUEST_ID })),
  };
}

function pairs<T>(all: readonly T[]): T[][] {
  return all.flatMap((_, at) => (at % 2 === 0 ? [all.slice(at, at + 2)] : []));
}

function* longAnswer(rows: Iterable<string>): Generator<string> {
  yield '[{"results":[';
  let batch: string[] = [];
  let first = true;
  for (const row of rows) {
    batch.push(row);
    if (batch.length < 2_000) continue;
    yield `${first ? "" : '],"requestId":"r"},{"results":['}${batch.join(",")}`;
    first = false;
    batch = [];
  }
  yield `${first || batch.length === 0 ? "" : ","}${batch.join(",")}],"requestId":"r"}]`;
}

function customerRow({
  id,
  name,
  currency,
  zone,
  manager = false,
  test = false,
  status,
}: GoogleAccount) {
  return {
    customer: {
      resourceName: `customers/${id}`,
      id,
      ...(name === undefined ? {} : { descriptiveName: name }),
      currencyCode: currency,
      timeZone: zone,
      manager,
      testAccount: test,
      status: status ?? "ENABLED",
    },
  };
}

function campaignRow(account: string, { id, name, status, system, budget }: DoubleCampaign) {
  return {
    campaign: {
      resourceName: `customers/${account}/campaigns/${id}`,
      id,
      name,
      status: status ?? "ENABLED",
      biddingStrategySystemStatus: system ?? "ENABLED",
    },
    ...(budget === undefined
      ? {}
      : {
          campaignBudget: {
            resourceName: `customers/${account}/campaignBudgets/${budget.id}`,
            ...(budget.period === "CUSTOM_PERIOD" ? {} : { amountMicros: budget.amountMicros }),
            explicitlyShared: budget.shared ?? false,
            referenceCount: String(budget.references ?? 1),
            period: budget.period ?? "DAILY",
          },
        }),
  };
}

function lossRow(id: string, loss: number | undefined) {
  const campaign = { resourceName: `customers/1/campaigns/${id}`, id };
  return {
    campaign,
    ...(loss === undefined ? {} : { metrics: { searchBudgetLostImpressionShare: loss } }),
  };
}

function dayRow(id: string, date: string, metrics: object | undefined) {
  return {
    campaign: { resourceName: `customers/1/campaigns/${id}`, id },
    metrics: { ...metrics },
    segments: { date },
  };
}

interface Mutation {
  readonly operations: readonly {
    readonly updateMask: string;
    readonly update: { readonly resourceName: string; readonly amountMicros: string };
  }[];
  readonly validateOnly: boolean;
}

function mutate(text: string, account: GoogleAccount): ScriptedAnswer {
  const { operations, validateOnly } = JSON.parse(text) as Mutation;
  const [operation] = operations;
  const budget = account.campaigns.find(
    ({ budget: of }) =>
      `customers/${account.id}/campaignBudgets/${of?.id}` === operation?.update.resourceName,
  )?.budget;
  const micros = BigInt(operation?.update.amountMicros ?? "0");
  const wrong = refusalOf(budget, micros);
  if (wrong !== undefined) {
    return { status: 400, body: googleError(400, ["campaignBudgetError", wrong]) };
  }
  if (!validateOnly && budget !== undefined) budget.amountMicros = String(micros);
  return { headers: { "request-id": REQUEST_ID }, body: validateOnly ? {} : { results: [{}] } };
}

function refusalOf(budget: DoubleBudget | undefined, micros: bigint): string | undefined {
  if (budget === undefined) return "CAMPAIGN_BUDGET_REMOVED";
  if (micros % 10_000n !== 0n) return "NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT";
  if (micros < 1_000_000n) return "BUDGET_BELOW_PER_DAY_MINIMUM";
  if (micros > 10n ** 15n) return "MONEY_AMOUNT_TOO_LARGE";
  return undefined;
}
