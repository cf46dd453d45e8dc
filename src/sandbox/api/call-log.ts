import type { Fields } from "../is-record.ts";
import type { ApiAnswer } from "./api-answer.ts";

/** Calls that are remembered; older ones are forgotten. */
const MOST_CALLS = 1000;

export interface ApiCall {
  readonly method: string;
  readonly args: Fields;
  readonly answer: ApiAnswer | { readonly fault: string };
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CallLog {
  readonly calls: readonly ApiCall[];
  record(call: ApiCall): void;
}

export function createCallLog(): CallLog {
  const calls: ApiCall[] = [];
  return {
    calls,
    record(call) {
      calls.push(call);
      if (calls.length > MOST_CALLS) calls.shift();
    },
  };
}
