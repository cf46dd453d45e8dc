import { JSONParser } from "@streamparser/json";

import { Refused } from "./command-run.ts";

/**
 * The value of a JSON text. Where it is none, the refusal names `what` it was and the place, never what stands there:
 * it may be a secret.
 */
export function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${what} ${faultIn(text)}`);
  }
}

function faultIn(text: string): string {
  if (text.trim() === "") return "is empty. Write one JSON object into it.";
  const at = faultAt(text);
  if (at === undefined) {
    return "is not JSON: it breaks off at its end. Look for a bracket or a quote that is not closed.";
  }
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `is not JSON: line ${before.length}, column ${column} cannot be read. Look there and just before it for a missing comma or quote, or a comma too many.`;
}

/** Where a text stops being JSON; undefined where only its end is missing. */
function faultAt(text: string): number | undefined {
  const parser = new JSONParser({ paths: [], keepStack: false });
  parser.onValue = () => undefined;
  for (let at = 0; at < text.length; at++) {
    try {
      parser.write(text.charAt(at));
    } catch {
      return at;
    }
  }
  return undefined;
}
