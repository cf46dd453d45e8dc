import type { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { malformed, shaped } from "../api/api-client.ts";
import { jsonElements } from "../api/json-elements.ts";
import { type Attempt, untilWhole } from "../api/until-whole.ts";
import type { RetryTiming } from "../source-type.ts";
import type { GoogleCall, GoogleCaller } from "./google-call.ts";
import { type GoogleRefusal, googleFault, readGoogleRefusal } from "./google-fault.ts";

export const GOOGLE_ADS = "Google Ads";

/** A query and what its rows look like. */
export interface GoogleQuery<T> {
  /** Google Ads Query Language. */
  readonly query: string;
  readonly row: z.ZodType<T>;
}

export type GooglePosted =
  | { readonly kind: "done"; readonly requestId: string | undefined }
  | { readonly kind: "refused"; readonly refusal: GoogleRefusal };

/** The Google Ads API, for one account. */
export interface GoogleAdsApi {
  /**
   * Every row of a query, in turn, while memory stays flat. A stream that breaks off before any row went on is asked for
   * again; later it ends with a `SourceFault`, since what was handed on cannot be taken back here.
   */
  each<T>(
    query: GoogleQuery<T>,
    handle: (row: T) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void>;
  all<T>(query: GoogleQuery<T>, signal: AbortSignal): Promise<T[]>;
  /** Refusals of what was sent are returned. */
  post(call: GoogleCall, signal: AbortSignal): Promise<GooglePosted>;
}

export function createGoogleAdsApi(call: GoogleCaller, retry: RetryTiming): GoogleAdsApi {
  async function attempt<T>(
    { query, row }: GoogleQuery<T>,
    handle: (row: T) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<Attempt<void>> {
    const called = await call({ path: "googleAds:searchStream", body: { query } }, signal);
    if (called.kind === "refused") throw googleFault(called.refusal);
    let handed = 0;
    try {
      const wanted = { platform: GOOGLE_ADS, paths: PATHS, signal };
      for await (const values of jsonElements(called.answer.body, wanted)) {
        for (const value of values) {
          const parsed = rowOf(row, value);
          handed += 1;
          await handle(parsed);
        }
      }
    } catch (error) {
      if (error instanceof SourceFault && handed === 0 && passes(error)) {
        return { kind: "broken", fault: error };
      }
      throw error;
    }
    return { kind: "whole", value: undefined };
  }

  const api: GoogleAdsApi = {
    each: (query, handle, signal) =>
      untilWhole({ platform: GOOGLE_ADS, retry }, () => attempt(query, handle, signal), signal),
    async all<T>(query: GoogleQuery<T>, signal: AbortSignal) {
      const rows: T[] = [];
      await api.each(query, (row) => void rows.push(row), signal);
      return rows;
    },
    async post(posted, signal) {
      const called = await call(posted, signal);
      if (called.kind === "refused") return called;
      await called.answer.body.dump();
      return { kind: "done", requestId: called.answer.header("request-id") };
    },
  };
  return api;
}

/** Rows, and the error that may take their place. */
const PATHS = ["$.*.results.*", "$.*.error", "$.error"];

function rowOf<T>(row: z.ZodType<T>, value: unknown): T {
  if (typeof value === "object" && value !== null && "code" in value) {
    const refusal = readGoogleRefusal({ error: value });
    if (refusal !== undefined) throw googleFault(refusal);
  }
  return shaped(GOOGLE_ADS, row, value);
}

function passes({ kind }: SourceFault): boolean {
  return kind === "unreachable" || kind === "malformed" || kind === "limited";
}

/** The only row of an answer. */
export function onlyRow<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw malformed(GOOGLE_ADS, "it says nothing of the account");
  return row;
}
