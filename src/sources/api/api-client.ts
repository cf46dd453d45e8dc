import type { Agent, Dispatcher, errors, request, RetryAgent, RetryHandler } from "undici";
import type { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import type { RetryTiming } from "../source-type.ts";
import { retryAfterMs, retryWait } from "./retry-wait.ts";

/** A call of a platform's API. */
export interface ApiCall {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is a text. */
  readonly body?: unknown;
  /**
   * It changes something there, and is never made again by itself: whoever does not know what came of it looks first.
   */
  readonly once?: boolean;
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** The body as JSON; throws a `SourceFault` where it is none. */
  json(): Promise<unknown>;
  readonly body: Dispatcher.ResponseData["body"];
}

/** Calls one platform, with time-outs; a call that fails for a passing reason is made again, as `Retry-After` bids. */
export interface ApiClient {
  /** Any answer, also one of refusal. */
  call(call: ApiCall): Promise<ApiAnswer>;
  close(): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 120_000;
const BODY_TIMEOUT_MS = 120_000;
const METHODS = ["GET", "POST"] as const;
const PASSING = [429, 500, 502, 503, 504];
const PASSING_FAILURES = [
  "ECONNRESET",
  "ECONNREFUSED",
  "ENOTFOUND",
  "ENETDOWN",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EPIPE",
  "UND_ERR_SOCKET",
];

/** `platform`: as people call it, for what they are told. */
export function createApiClient(platform: string, retry: RetryTiming): ApiClient {
  let opened: Promise<Connections> | undefined;
  return {
    async call({ url, method = "GET", headers = {}, body, once = false, signal }) {
      opened ??= openConnections(retry);
      const { send, agent, patient } = await opened;
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const answer = await send(url, {
        dispatcher: once ? agent : patient,
        method,
        signal,
        headers: {
          ...(body === undefined || typeof body === "string"
            ? {}
            : { "content-type": "application/json" }),
          ...headers,
        },
        ...(text === undefined ? {} : { body: text }),
      }).catch((error: unknown) => {
        throw unreachable(platform, error, signal);
      });
      return {
        status: answer.statusCode,
        header: (name) => headerOf(answer.headers[name.toLowerCase()]),
        json: () => jsonOf(platform, answer.body, signal),
        body: answer.body,
      };
    },
    // Whoever closes it waits for no answer any more, nor does it.
    close: async () => (await opened)?.patient.destroy(),
  };
}

interface Connections {
  readonly send: typeof request;
  readonly agent: Agent;
  /** Over the same connections, with another attempt where one failed for a passing reason. */
  readonly patient: RetryAgent;
}

/** The library is loaded with the first call: it takes longer than most commands, which make none. */
async function openConnections(retry: RetryTiming): Promise<Connections> {
  const undici = await import("undici");
  const agent = new undici.Agent({
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
  });
  const patient = new undici.RetryAgent(agent, {
    maxRetries: retry.attempts - 1,
    methods: [...METHODS],
    statusCodes: PASSING,
    throwOnError: false,
    retry: (error, { state }, done) => {
      const answered = error instanceof undici.errors.RequestRetryError ? error : undefined;
      const wait =
        state.counter < retry.attempts ? waitAfter({ error, answered }, state, retry) : undefined;
      if (wait === undefined) done(error);
      else setTimeout(() => done(null), wait);
    },
  });
  return { send: undici.request, agent, patient };
}

/** Milliseconds until a call that failed so is made again; undefined where it is not. `answered`: by the platform. */
function waitAfter(
  {
    error,
    answered,
  }: { readonly error: Error; readonly answered: errors.RequestRetryError | undefined },
  { counter }: RetryHandler.RetryState,
  retry: RetryTiming,
): number | undefined {
  if (answered !== undefined) {
    if (!PASSING.includes(answered.statusCode)) return undefined;
    const header = headerOf(answered.headers["retry-after"]);
    return retryWait(retry, counter, retryAfterMs(header, Date.now()));
  }
  const passing = "code" in error && PASSING_FAILURES.some((code) => code === error.code);
  return passing ? retryWait(retry, counter, undefined) : undefined;
}

/** An answer in the form that the platform documents; a `SourceFault` says where it differs. */
export function shaped<T>(platform: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first === undefined ? "" : ` (${first.path.join(".")}: ${first.message})`;
  throw malformed(platform, `its answer is not in the documented form${where}`);
}

export function malformed(platform: string, what: string): SourceFault {
  return new SourceFault("malformed", `${platform} was read, but ${what}.`, {
    next: "It is tried again by itself. If it stays so, the API's version in the source's settings may have ended.",
  });
}

async function jsonOf(
  platform: string,
  body: Dispatcher.ResponseData["body"],
  signal: AbortSignal,
): Promise<unknown> {
  let text: string;
  try {
    text = await body.text();
  } catch (error) {
    throw unreachable(platform, error, signal);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(platform, "its answer is not JSON or breaks off");
  }
}

/** A connection that failed, or an answer that broke off. */
export function unreachable(platform: string, error: unknown, signal: AbortSignal): SourceFault {
  if (error instanceof SourceFault) return error;
  if (signal.aborted) {
    return new SourceFault("unreachable", `The call of ${platform} was given up.`, {
      next: "It is tried again by itself.",
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new SourceFault("unreachable", `${platform} does not answer: ${why}.`, {
    next: "It is tried again by itself. If it stays so, check the network and the address in the source's settings.",
  });
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
