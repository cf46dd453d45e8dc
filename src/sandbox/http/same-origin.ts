import type { IncomingMessage } from "node:http";

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Why a browser's request is refused: another site's page may not use the local workspace. */
export function crossOriginFault(request: IncomingMessage, ownUrl: string): string | undefined {
  const host = request.headers.host ?? "";
  const own = URL.canParse(ownUrl) ? new URL(ownUrl).host : "";
  const asked = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  // A foreign name that resolves to this computer is how DNS rebinding gets in.
  if (asked === undefined || (!LOOPBACK.has(asked.hostname) && asked.host !== own)) {
    return `Open the local workspace under its own address, ${ownUrl}.`;
  }
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  const { origin } = request.headers;
  if (origin !== undefined && !isHost(origin, host)) return FOREIGN;
  const site = request.headers["sec-fetch-site"] ?? "none";
  return site === "same-origin" || site === "none" ? undefined : FOREIGN;
}

const FOREIGN = "Only the local workspace's own page may do this.";

function isHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
