import { webApi } from "@slack/bolt";
import type { Logger } from "pino";

import { boltLogger } from "./bolt-logger.ts";

const TIMEOUT_MS = 10_000;

export type SlackClient = webApi.WebClient;

/** How every Web API client is made: it tries once, and tells of a rate limit instead of waiting it out. */
export function clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/` }),
  };
}

/** A client that speaks as the app, for what happens outside of a request. */
export function createClient(
  slack: { readonly botToken: string; readonly apiUrl: string | undefined },
  log: Logger,
): SlackClient {
  return new webApi.WebClient(slack.botToken, {
    ...clientOptions(slack.apiUrl),
    logger: boltLogger(log),
  });
}
