import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

import { isSecret } from "./is-secret.ts";

/** Parameters that may hold the secret itself, or a signature made with it. */
const SECRETS: ReadonlySet<string> = new Set(["secret", "token", "key", "verification_token"]);
const SIGNATURES: ReadonlySet<string> = new Set(["sign", "signature"]);

export type Parameters = Readonly<Record<string, string>>;

/**
 * True for a call that bears the secret, in one of those parameters, as a bearer token or in the header
 * `x-postback-secret`; or a signature: HMAC-SHA256 in hex of all other parameters, decoded, sorted by name
 * (by code units), as `name=value` joined by `&`, in UTF-8.
 */
export function isProven(
  parameters: Parameters,
  headers: IncomingHttpHeaders,
  secret: string,
): boolean {
  const all = Object.entries(parameters);
  const given = all.flatMap(([name, value]) => (SECRETS.has(name) ? [value] : []));
  const header = headers["x-postback-secret"];
  if (typeof header === "string") given.push(header);
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined) given.push(bearer);
  if (given.some((one) => isSecret(one, secret))) return true;
  const signatures = all.flatMap(([name, value]) => (SIGNATURES.has(name) ? [value] : []));
  if (signatures.length === 0) return false;
  const signature = signatureOf(parameters, secret);
  return signatures.some((one) => isSecret(one.toLowerCase(), signature));
}

/** The parameters without what proves the caller: secrets are not stored. */
export function withoutProof(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !SECRETS.has(name) && !SIGNATURES.has(name)),
  );
}

function signatureOf(parameters: Parameters, secret: string): string {
  const text = Object.entries(parameters)
    .filter(([name]) => !SIGNATURES.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return createHmac("sha256", secret).update(text).digest("hex");
}
