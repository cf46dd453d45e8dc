import type { ServerResponse } from "node:http";

import type { Fault } from "../faults.ts";
import { sendJson, sendText } from "../http/send.ts";

/** Answers with a fault in place of the method's own answer. */
export function strike(response: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case "rate-limited":
      return sendJson(
        response,
        { ok: false, error: "ratelimited" },
        { status: 429, headers: { "retry-after": String(fault.retryAfterSeconds) } },
      );
    case "server-error":
      return sendText(response, 500, "Internal Server Error");
    case "error":
      return sendJson(response, { ok: false, error: fault.error });
    case "unreadable-answer":
      return sendText(response, 200, "<html>Somebody else speaking</html>");
    case "reset":
    case "lost-answer":
      response.socket?.destroy();
      return;
    case "hang":
      return;
    default:
      fault satisfies never;
  }
}
