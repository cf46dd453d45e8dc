/** Codes of Node and of PostgreSQL: nobody there, nobody let in, no such database, no room, not up yet. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "28000",
  "28P01",
  "3D000",
  "53300",
  "57P03",
]);

/** Why a database could not be opened, as a sentence for whoever runs it; undefined where it is no fault of theirs. */
export function databaseFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (!UNREACHABLE.has(code)) return databaseFault(error.cause);
  return `The database does not answer: ${error.message || code}. Check DATABASE_URL, and that the server is running.`;
}
