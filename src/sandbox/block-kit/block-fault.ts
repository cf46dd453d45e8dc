import type { z } from "zod";

export interface BlockFault {
  /** A JSON pointer: `/blocks/0/text/text`. */
  readonly pointer: string;
  readonly message: string;
}

export type Path = readonly (string | number)[];

export function faultAt(path: Path, message: string): BlockFault {
  const parts = path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"));
  return { pointer: parts.map((part) => `/${part}`).join(""), message };
}

type Issue = z.core.$ZodIssue;

/** Zod's complaint in the words that Slack uses for it. */
export function faultOf(base: Path, issue: Issue): BlockFault {
  const inner = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  const path = [...base, ...inner];
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  if (!missing) return faultAt(path, wordsOf(issue));
  return faultAt(path.slice(0, -1), `missing required field: ${String(path.at(-1))}`);
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `invalid additional property: ${issue.keys.join(", ")}`;
    case "invalid_type":
      return `invalid type, expected ${issue.expected}`;
    case "too_big":
      return sizeWords(issue.origin, `${issue.maximum}`, ["no more than", "must be less than"]);
    case "too_small":
      return sizeWords(issue.origin, `${issue.minimum}`, ["no less than", "must be more than"]);
    case "invalid_union":
      return issue.discriminator === undefined ? "does not match any form" : "unsupported type";
    default:
      return issue.message;
  }
}

function sizeWords(
  origin: string,
  limit: string,
  [items, than]: readonly [string, string],
): string {
  if (origin === "array") return `${items} ${limit} items allowed`;
  const most = than === "must be less than";
  if (origin === "string") {
    const bound = most ? Number(limit) + 1 : Number(limit) - 1;
    return `${than} ${bound} characters`;
  }
  return `must be ${most ? "at most" : "at least"} ${limit}`;
}
