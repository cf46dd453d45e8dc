import { randomBytes } from "node:crypto";

/** An id as Slack writes them, such as `V4F02A91C3D`. */
export function newId(prefix: string): string {
  return `${prefix}${randomBytes(5).toString("hex").toUpperCase()}`;
}

/** What nobody can guess: part of a response URL or a trigger. */
export function newSecret(): string {
  return randomBytes(16).toString("hex");
}

/** Message timestamps: seconds with six decimals, each later than the one before. */
export function createTimestamps(now: () => number): () => string {
  let lastMicros = 0;
  return () => {
    lastMicros = Math.max(lastMicros + 1, Math.trunc(now()) * 1000);
    const digits = String(lastMicros).padStart(7, "0");
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  };
}
