import { type Fields, isRecord } from "../is-record.ts";
import { parseJson } from "../parse-json.ts";

/** Arguments that forms carry as JSON in a string. */
const NESTED = ["attachments", "blocks", "files", "metadata", "view"];

/** A call's arguments from a JSON or form body and the query; undefined when the body is neither. */
export function readArguments(
  contentType: string,
  body: string,
  query: URLSearchParams,
): Fields | undefined {
  const asked = Object.fromEntries(query);
  if (contentType.startsWith("application/json")) {
    const parsed = parseJson(body);
    return isRecord(parsed) ? { ...asked, ...unnested(parsed) } : undefined;
  }
  if (body !== "" && !contentType.startsWith("application/x-www-form-urlencoded")) return undefined;
  return { ...asked, ...unnested(Object.fromEntries(new URLSearchParams(body))) };
}

function unnested(args: Fields): Fields {
  const nested = NESTED.flatMap((name): [string, unknown][] => {
    const value = args[name];
    if (typeof value !== "string") return [];
    const parsed = parseJson(value);
    return [[name, parsed === undefined ? value : parsed]];
  });
  return { ...args, ...Object.fromEntries(nested) };
}
