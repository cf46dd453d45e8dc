import { newSecret } from "./identifiers.ts";

const LIFE_MS = 30 * 60_000;
const USES = 5;

/** Where an answer goes, and the message that it may replace. */
export interface ResponseTarget {
  readonly channel: string;
  readonly user: string;
  readonly original?: string;
}

export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  use(secret: string): ResponseTarget | "used_url" | "expired_url";
}

/** A response URL takes five answers within thirty minutes; a refused answer counts too. */
export function createResponseUrls(now: () => number, base: () => string): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();

  function forgetOld(): void {
    for (const [secret, { at }] of issued) if (now() - at > 2 * LIFE_MS) issued.delete(secret);
  }

  return {
    issue(target) {
      forgetOld();
      const secret = newSecret();
      issued.set(secret, { target, at: now(), uses: 0 });
      return `${base()}/response/${secret}`;
    },
    use(secret) {
      const entry = issued.get(secret);
      if (entry === undefined || now() - entry.at > LIFE_MS) return "expired_url";
      entry.uses += 1;
      return entry.uses > USES ? "used_url" : entry.target;
    },
  };
}
