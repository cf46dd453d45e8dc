import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";

import { z } from "zod";

import { uploadFile } from "../interactions/events.ts";
import { parseJson } from "../parse-json.ts";
import { findPerson } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import type { EventStreams } from "./event-stream.ts";
import { READS, WRITES } from "./page-api-routes.ts";
import { uploadRequest } from "./page-requests.ts";
import { BodyTooLarge, limited, readBody } from "./read-body.ts";
import { crossOriginFault } from "./same-origin.ts";
import { sendJson } from "./send.ts";

const MOST_BYTES = 1024 * 1024;
const MOST_FILE_BYTES = 100 * 1024 * 1024;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The path below `/sandbox/page-api/`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Answers the page; a refusal is a sentence. */
export async function answerPage(
  state: SlackState,
  streams: EventStreams,
  exchange: Exchange,
): Promise<void> {
  const { request, response, path, query } = exchange;
  const refuse = (status: number, error: string): void => sendJson(response, { error }, { status });
  const fault = crossOriginFault(request, state.ownUrl());
  if (fault !== undefined) return refuse(403, fault);
  const read = ownEntry(READS, path);
  const write = ownEntry(WRITES, path);
  if (request.method === "GET") {
    if (path === "events") return openStream(streams, exchange);
    if (read !== undefined) return sendJson(response, read(state, query));
  } else if (request.method === "POST") {
    try {
      if (path === "upload") return sendJson(response, await upload(state, exchange));
      if (write !== undefined) return sendJson(response, await write(state, await json(request)));
    } catch (error) {
      return refuse(...refusalOf(error));
    }
  }
  return refuse(404, "There is nothing of this kind in the local workspace.");
}

class WrongContentType extends Error {}

async function json(request: IncomingMessage): Promise<unknown> {
  requireType(request, "application/json");
  return parseJson(await readBody(request, MOST_BYTES));
}

/** Neither type can be sent by a form of another site. */
function requireType(request: IncomingMessage, type: string): void {
  const given = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (given !== type) throw new WrongContentType(`Send this as ${type}.`);
}

async function upload(state: SlackState, { request, query }: Exchange): Promise<unknown> {
  requireType(request, "application/octet-stream");
  const { name, ...place } = uploadRequest(state.conversations).parse(Object.fromEntries(query));
  const { id } = await uploadFile(state, {
    ...place,
    name: name.replaceAll(/[/\\]/gu, "_"),
    mimetype: mimetypeOf(name),
    content: Readable.from(limited(request, MOST_FILE_BYTES)),
  });
  return { fileId: id };
}

function mimetypeOf(name: string): string {
  if (/\.csv$/iu.test(name)) return "text/csv";
  return /\.(tsv|txt)$/iu.test(name) ? "text/plain" : "application/octet-stream";
}

function openStream(streams: EventStreams, { response, query }: Exchange): void {
  const person = findPerson(query.get("user"));
  if (person !== undefined) return streams.open(response, person.id);
  return sendJson(response, { error: "Say whose events are meant." }, { status: 400 });
}

function refusalOf(error: unknown): [number, string] {
  if (error instanceof BodyTooLarge) {
    return [413, "This is too large: a file may have 100 MB, anything else 1 MB."];
  }
  if (error instanceof WrongContentType) return [415, error.message];
  if (error instanceof z.ZodError) return [400, z.prettifyError(error)];
  throw error;
}

function ownEntry<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
