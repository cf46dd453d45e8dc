import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import type { StoredFile } from "../files.ts";
import { sendText } from "./send.ts";

const SIGN_IN = "<!doctype html><title>Sign in</title><p>Sign in to the local workspace.";

/** A file's content for the bearer of the bot token; anybody else gets a sign-in page, as from Slack. */
export async function download(
  file: StoredFile | undefined,
  botToken: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${botToken}`) {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(SIGN_IN);
    return;
  }
  if (file === undefined) return sendText(response, 404, "No such file.");
  response.writeHead(200, { "content-type": file.mimetype, "content-length": file.bytes });
  await pipeline(createReadStream(file.path), response);
}
