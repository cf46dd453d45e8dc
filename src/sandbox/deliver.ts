import { createHmac } from "node:crypto";

/** What the app made of a delivery, as Slack sees it. */
export type Delivery =
  | { readonly kind: "acknowledged"; readonly body: string; readonly json: boolean }
  | { readonly kind: "failed"; readonly error: "dispatch_failed" | "operation_timeout" };

export interface Outgoing {
  readonly type: "application/json" | "application/x-www-form-urlencoded";
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DeliverOptions {
  readonly signingSecret: string;
  readonly eventsUrl: () => string;
  readonly now: () => number;
  readonly ackDeadlineMs: number;
}

export type Deliver = (outgoing: Outgoing) => Promise<Delivery>;

/** Sends signed requests to the app and waits for its acknowledgement, never longer than the deadline. */
export function createDeliver(options: DeliverOptions): Deliver {
  return async ({ type, body, headers }) => {
    const timestamp = String(Math.trunc(options.now() / 1000));
    const signature = sign(options.signingSecret, timestamp, body);
    const signal = AbortSignal.timeout(options.ackDeadlineMs);
    try {
      const response = await fetch(options.eventsUrl(), {
        method: "POST",
        body,
        signal,
        redirect: "manual",
        headers: {
          ...headers,
          "content-type": type,
          "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": signature,
        },
      });
      const text = await response.text();
      if (!response.ok) return { kind: "failed", error: "dispatch_failed" };
      const json = response.headers.get("content-type")?.includes("json") === true;
      return { kind: "acknowledged", body: text, json };
    } catch {
      // Whatever went wrong on the way, the person sees one of Slack's two errors.
      return { kind: "failed", error: signal.aborted ? "operation_timeout" : "dispatch_failed" };
    }
  };
}

/** Slack's signature, version 0, of a request body. */
export function sign(secret: string, timestamp: string, body: string): string {
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return `v0=${digest}`;
}

export function formPayload(payload: unknown): Outgoing {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return { type: "application/x-www-form-urlencoded", body };
}
