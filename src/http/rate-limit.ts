import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export interface RateLimit {
  /** Counts a request; how many seconds the client is to wait, 0 where it need not. */
  readonly take: (client: string) => Promise<number>;
}

const MINUTE_SECONDS = 60;

/** So many requests a minute from each client, counted by this instance alone. */
export function createRateLimit(mostPerMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: mostPerMinute, duration: MINUTE_SECONDS });
  return {
    async take(client) {
      try {
        await limiter.consume(client);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      }
    },
  };
}
