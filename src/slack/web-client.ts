import type { webApi } from "@slack/bolt";

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
