import type { CampaignSighting } from "../../src/domain/campaign.ts";
import type { DayRange } from "../../src/domain/day.ts";
import type { SourceAccount } from "../../src/domain/source/source-kind.ts";
import { addTotals, NO_TOTALS, type Totals } from "../../src/domain/totals.ts";
import type { SettingFault, SourceDeps, SourceType } from "../../src/sources/source-type.ts";
import type { ReadOutcome } from "../../src/usecases/export-file.ts";
import type { Source } from "../../src/usecases/source.ts";
import {
  type ApiServer,
  type ReceivedCall,
  type ScriptedAnswer,
  startApiServer,
} from "./api-server.ts";
import { readOf, weighingSink } from "./collecting-sink.ts";

/** Attempts without waiting. */
export const QUICK_RETRY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 };

export interface Given {
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, unknown>;
}

const DEPS: SourceDeps = {
  now: () => Date.UTC(2026, 10, 24),
  retry: QUICK_RETRY,
};

export function openSource(type: SourceType, given: Given, deps: Partial<SourceDeps> = {}): Source {
  const opened = type.open(given, { ...DEPS, ...deps });
  if (opened.kind === "open") return opened.source;
  throw new Error(JSON.stringify(opened.faults));
}

export function faultsOf(type: SourceType, given: Given): readonly SettingFault[] {
  const opened = type.open(given, DEPS);
  return opened.kind === "open" ? [] : opened.faults;
}

/** What a load has handed on, added up by campaign and day. */
export interface Loaded {
  readonly outcome: Extract<ReadOutcome, { kind: "read" }>;
  readonly campaigns: ReadonlyMap<string, CampaignSighting>;
  /** By `campaign day`. */
  readonly facts: ReadonlyMap<string, Totals>;
}

export async function loaded(
  source: Source,
  account: SourceAccount,
  days: DayRange,
): Promise<Loaded> {
  const rows: { campaign: number; day: string | undefined; totals: Totals }[] = [];
  const outcome = await source.load(requestOf(account, days), {
    begin: async () => {},
    rows: async (batch) => {
      for (const { campaign, day, ...totals } of batch) rows.push({ campaign, day, totals });
    },
  });
  if (outcome.kind !== "read") throw new Error(outcome.reason.message);
  const facts = new Map<string, Totals>();
  for (const { campaign, day, totals } of rows) {
    const key = `${outcome.campaigns[campaign]?.externalId} ${day}`;
    facts.set(key, addTotals(facts.get(key) ?? NO_TOTALS, totals));
  }
  return {
    outcome,
    facts,
    campaigns: new Map(outcome.campaigns.map((one) => [one.externalId ?? one.name, one])),
  };
}

/** Loads without keeping anything: the rows, and by how much what is held has grown meanwhile, bytes. */
export async function measured(source: Source, account: SourceAccount, days: DayRange) {
  const sink = weighingSink();
  const outcome = readOf(await source.load(requestOf(account, days), sink));
  return { rows: outcome.rows.read, grown: sink.grown(), outcome };
}

export function requestOf(account: SourceAccount, days: DayRange) {
  return { account, days, signal: new AbortController().signal };
}

/** Answers out of the queue, one a call, before the double gives its own. */
export function withFaults(
  answer: (call: ReceivedCall) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<ApiServer & { readonly faults: ScriptedAnswer[] }> {
  const faults: ScriptedAnswer[] = [];
  return startApiServer((call) => faults.shift() ?? answer(call)).then((server) =>
    Object.assign(server, { faults }),
  );
}

/** The same answer to every attempt of a call. */
export function lasting(answer: ScriptedAnswer): ScriptedAnswer[] {
  return Array.from({ length: QUICK_RETRY.attempts }, () => answer);
}
