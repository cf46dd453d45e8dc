import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { sendText } from "./send.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const NOT_BUILT = "The local workspace's page is not built yet: run `npm run build`.";

/** One file of the built page, by its bare name. */
export async function servePage(
  response: ServerResponse,
  folder: string | undefined,
  name: string,
): Promise<void> {
  if (folder === undefined) return sendText(response, 404, NOT_BUILT);
  if (!/^[\w-]+(\.[\w-]+)+$/u.test(name)) return sendText(response, 404, "No such page.");
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    return sendText(response, 404, name === "index.html" ? NOT_BUILT : "No such page.");
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(name)] ?? "application/octet-stream",
    "content-length": found.size,
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
  });
  await pipeline(createReadStream(path), response);
}
