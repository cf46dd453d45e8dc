import { createHmac } from "node:crypto";

import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, type ApiClient, malformed, shaped } from "../api/api-client.ts";
import { pause } from "../api/pause.ts";
import { retryAfterMs } from "../api/retry-wait.ts";
import { type Attempt, untilWhole } from "../api/until-whole.ts";
import type { SourceDeps } from "../source-type.ts";
import { bareMetaRefusal, metaFault, type MetaRefusal, readMetaRefusal } from "./meta-refusal.ts";
import type { MetaSecrets, MetaSettings } from "./meta-settings.ts";
import { usageWaitMs } from "./meta-usage.ts";

export const META = "Meta";
export const PAGE_ROWS = 500;

export type GraphParams = Readonly<Record<string, string>>;

export type GraphRefused = { readonly kind: "refused"; readonly refusal: MetaRefusal };
export type GraphAnswer =
  | { readonly kind: "answer"; readonly json: unknown; readonly traceId: string | undefined }
  | GraphRefused;

/** Meta's Graph API. Once Meta says that its limits are near, the next call waits, or ends as `limited`. */
export interface MetaGraph {
  /** A refusal is thrown as a `SourceFault`. */
  get<T>(path: string, params: GraphParams, of: Wanted<T>): Promise<T>;
  post(path: string, params: GraphParams, signal: AbortSignal): Promise<GraphAnswer>;
  /** Every page of a list, each whole before it goes on; ends with the refusal where there is one. */
  pages<T>(
    path: string,
    params: GraphParams,
    of: Wanted<T> & { readonly handle: (rows: readonly T[]) => Promise<void> | void },
  ): Promise<{ readonly kind: "whole" } | GraphRefused>;
  /** All rows of a list; a refusal is thrown as a `SourceFault`. */
  all<T>(path: string, params: GraphParams, of: Wanted<T>): Promise<T[]>;
}

/** The form of an answer, or of one row of a list. */
export interface Wanted<T> {
  readonly form: z.ZodType<T>;
  readonly signal: AbortSignal;
}

const listForm = z.object({
  data: z.array(z.unknown()),
  paging: z.object({ next: z.string().optional() }).optional(),
});

export function createMetaGraph(
  settings: MetaSettings,
  { client, secrets }: { readonly client: ApiClient; readonly secrets: MetaSecrets },
  { now, retry }: SourceDeps,
): MetaGraph {
  const root = `${settings.baseUrl}/${settings.apiVersion}/`;
  const origin = new URL(settings.baseUrl).origin;
  let freeAt = 0;

  async function askOnce(call: Asked, signal: AbortSignal): Promise<Attempt<GraphAnswer>> {
    await untilFree(signal);
    const url = signed(call.url, secrets);
    const answer = await client.call({
      url: url.href,
      signal,
      headers: {
        authorization: `Bearer ${secrets.accessToken}`,
        ...(call.form === undefined ? {} : { "content-type": FORM }),
      },
      ...(call.form === undefined ? {} : { method: "POST", body: call.form }),
    });
    const busy = usageWaitMs((name) => answer.header(name));
    if (busy > 0) freeAt = now() + busy;
    return outcomeOf(answer, busy);
  }

  async function outcomeOf(answer: ApiAnswer, busy: number): Promise<Attempt<GraphAnswer>> {
    const good = answer.status === 200;
    const json = await answer.json().catch((error: unknown) => error);
    if (json instanceof SourceFault && good) return { kind: "broken", fault: json };
    const read = readMetaRefusal(json);
    if (good && read === undefined) {
      return { kind: "whole", value: { kind: "answer", json, traceId: answer.header(TRACE) } };
    }
    const said = read ?? bareMetaRefusal(answer.status);
    const refusal: MetaRefusal = {
      ...said,
      // Meta repeats a token that it cannot read.
      message: said.message.replaceAll(secrets.accessToken, "[token]"),
      retryAfterMs: retryAfterMs(answer.header("retry-after"), now()) ?? (busy || undefined),
    };
    const fault = metaFault(refusal);
    // Failures of the server were asked again already.
    const again = fault.kind === "unreachable" && answer.status < 500;
    return again
      ? { kind: "broken", fault }
      : { kind: "whole", value: { kind: "refused", refusal } };
  }

  async function untilFree(signal: AbortSignal): Promise<void> {
    const wait = freeAt - now();
    if (wait <= 0) return;
    if (wait > retry.longestWaitMs) throw metaFull(wait);
    freeAt = 0;
    await pause(META, wait, signal);
  }

  const ask = (call: Asked, signal: AbortSignal): Promise<GraphAnswer> =>
    untilWhole({ platform: META, retry }, () => askOnce(call, signal), signal);

  const graph: MetaGraph = {
    async get(path, params, { form, signal }) {
      const answer = await ask({ url: address(root + path, params) }, signal);
      if (answer.kind === "refused") throw metaFault(answer.refusal);
      return shaped(META, form, answer.json);
    },
    post: (path, params, signal) =>
      ask({ url: new URL(root + path), form: new URLSearchParams(params).toString() }, signal),
    async pages(path, params, { form, signal, handle }) {
      const seen = new Set<string>();
      let url = address(root + path, { ...params, limit: String(PAGE_ROWS) });
      for (;;) {
        const answer = await ask({ url }, signal);
        if (answer.kind === "refused") return answer;
        const { data, paging } = shaped(META, listForm, answer.json);
        await handle(data.map((row) => shaped(META, form, row)));
        if (paging?.next === undefined) return { kind: "whole" };
        url = nextPage(paging.next, origin);
        if (seen.has(url.href)) throw malformed(META, "its pages go round in a circle");
        seen.add(url.href);
      }
    },
    async all<T>(path: string, params: GraphParams, of: Wanted<T>) {
      const rows: T[] = [];
      const handle = (page: readonly T[]): void => void rows.push(...page);
      const ended = await graph.pages(path, params, { ...of, handle });
      if (ended.kind === "refused") throw metaFault(ended.refusal);
      return rows;
    },
  };
  return graph;
}

const FORM = "application/x-www-form-urlencoded";
const TRACE = "x-fb-trace-id";

interface Asked {
  readonly url: URL;
  /** Makes it a POST. */
  readonly form?: string;
}

function address(base: string, params: GraphParams): URL {
  const url = new URL(base);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url;
}

/** The token is sent nowhere else, whatever an answer says. */
function nextPage(next: string, origin: string): URL {
  const url = URL.canParse(next) ? new URL(next) : undefined;
  if (url?.origin !== origin) throw malformed(META, "its next page lies elsewhere");
  return url;
}

/** The proof that the caller holds the app's secret, in hexadecimal. */
function signed(url: URL, { accessToken, appSecret }: MetaSecrets): URL {
  if (appSecret === undefined) return url;
  const proof = createHmac("sha256", appSecret).update(accessToken).digest("hex");
  const copy = new URL(url);
  copy.searchParams.set("appsecret_proof", proof);
  return copy;
}

function metaFull(afterMs: number): SourceFault {
  return new SourceFault("limited", "Meta's limit of calls for this account is nearly used up.", {
    next: "It goes on by itself. Full access for the app allows more calls.",
    afterMs,
  });
}
