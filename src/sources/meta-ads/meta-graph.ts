import { z } from "zod";

import { malformed, shaped } from "../api/api-client.ts";
import { type GraphAnswer, type GraphCaller, type GraphRefused, META } from "./meta-call.ts";
import { metaFault } from "./meta-refusal.ts";
import type { MetaSettings } from "./meta-settings.ts";

const PAGE_ROWS = 500;

export type GraphParams = Readonly<Record<string, string>>;

/** Meta's Graph API: single answers, and lists page by page. */
export interface MetaGraph {
  /** A refusal is thrown as a `SourceFault`. */
  get<T>(path: string, params: GraphParams, of: Wanted<T>): Promise<T>;
  /** `once`: as with `ApiCall`. */
  post(
    path: string,
    params: GraphParams,
    how: { readonly signal: AbortSignal; readonly once?: boolean },
  ): Promise<GraphAnswer>;
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

export function createMetaGraph(settings: MetaSettings, ask: GraphCaller): MetaGraph {
  const root = `${settings.baseUrl}/${settings.apiVersion}/`;
  const origin = new URL(settings.baseUrl).origin;

  const graph: MetaGraph = {
    async get(path, params, { form, signal }) {
      const answer = await ask({ url: address(root + path, params) }, signal);
      if (answer.kind === "refused") throw metaFault(answer.refusal);
      return shaped(META, form, answer.json);
    },
    post(path, params, { signal, once = false }) {
      const form = new URLSearchParams(params).toString();
      return ask({ url: new URL(root + path), form, once }, signal);
    },
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
