import type { IncomingMessage } from "node:http";

import { z } from "zod";

import { bodyOf } from "./body-of.ts";
import type { Parameters } from "./postback-proof.ts";

export const MAX_POSTBACK_BYTES = 16_384;

export type PostbackRequest =
  | { readonly kind: "parameters"; readonly parameters: Parameters }
  /** `reason` is a sentence. */
  | { readonly kind: "unreadable"; readonly reason: string; readonly oversized: boolean };

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const jsonSchema = z.record(z.string(), scalar);

/** The parameters of the query, then those of a form or JSON body; of a name that comes again the first value counts. */
export async function readPostbackRequest(request: IncomingMessage): Promise<PostbackRequest> {
  const [, query] = splitOnce(request.url ?? "", "?");
  if (Buffer.byteLength(query) > MAX_POSTBACK_BYTES) return OVERSIZED;
  const found: [string, string][] = [...new URLSearchParams(query)];
  if (request.method === "POST") {
    const body = await bodyOf(request, MAX_POSTBACK_BYTES);
    if (body === undefined) return OVERSIZED;
    const fields = fieldsOf(request.headers["content-type"] ?? "", body.toString("utf8"));
    if (fields === undefined) {
      return unreadable("The body is neither a form nor a JSON object of plain values.");
    }
    found.push(...fields);
  }
  const parameters = new Map<string, string>();
  for (const [name, value] of found) {
    if (!parameters.has(clean(name))) parameters.set(clean(name), clean(value));
  }
  return { kind: "parameters", parameters: Object.fromEntries(parameters) };
}

function fieldsOf(type: string, body: string): Iterable<[string, string]> | undefined {
  if (body.trim() === "") return [];
  if (/\bjson\b/i.test(type)) return jsonFields(body);
  if (type === "" || /^application\/x-www-form-urlencoded\b/i.test(type)) {
    return new URLSearchParams(body);
  }
  return undefined;
}

function jsonFields(body: string): [string, string][] | undefined {
  const parsed = jsonSchema.safeParse(jsonOf(body));
  if (!parsed.success) return undefined;
  return Object.entries(parsed.data).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, String(value)]],
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What no database takes as text: half a character of two, and the character zero. */
function clean(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8").replaceAll("\0", "�");
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function unreadable(reason: string, oversized = false): PostbackRequest {
  return { kind: "unreadable", reason, oversized };
}

const OVERSIZED = unreadable("The call is larger than 16 kB.", true);
