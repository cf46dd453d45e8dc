import { SourceFault } from "../../usecases/source.ts";

const CREDENTIALS = new Set(["28P01", "28000"]);
const SETTINGS = new Set([
  "42P01",
  "42703",
  "42601",
  "3D000",
  "42804",
  "22P02",
  "42883",
  "22007",
  "42846",
  "3F000",
]);
const WITHOUT_ANSWER = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "ECONNRESET",
]);

/** What a Postgres said, as a person can use it; connection strings are not repeated. */
export function sqlFault(error: unknown): SourceFault {
  if (error instanceof SourceFault) return error;
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (CREDENTIALS.has(code)) {
    return new SourceFault("credentials", `The warehouse does not let us in: ${said}.`, {
      next: "Check user and password of its address, and set it anew: trimtab source add … with the new one.",
    });
  }
  if (code === "42501") {
    return new SourceFault("rights", `The warehouse says: ${said}.`, {
      next: "Let the role read: grant usage on the schema, and select on the table.",
    });
  }
  if (SETTINGS.has(code)) {
    return new SourceFault("settings", `The warehouse says: ${said}.`, {
      next: "Check table, query and columns in the source's settings.",
    });
  }
  const reason = WITHOUT_ANSWER.has(code) || said === "" ? code : said;
  return new SourceFault("unreachable", `The warehouse does not answer: ${reason}.`, {
    next: "It is tried again by itself. If it stays so, check the address and the network.",
  });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
