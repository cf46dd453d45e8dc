import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

export function sendJson(
  response: ServerResponse,
  body: unknown,
  head: { readonly status?: number; readonly headers?: OutgoingHttpHeaders } = {},
): void {
  response.writeHead(head.status ?? 200, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...head.headers,
  });
  response.end(JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}
