import type { OAuth2Client } from "google-auth-library";
import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import type { GoogleSecrets } from "./google-settings.ts";

const SCOPE = "https://www.googleapis.com/auth/adwords";
const TIMEOUT_MS = 60_000;

/** The access token that calls are made with. */
export interface GoogleToken {
  /** As whom, for a sentence. */
  readonly holder: string;
  /** A valid one, kept for as long as it lasts; throws a `SourceFault`. */
  get(): Promise<string>;
  /** Forgets the one at hand, which Google no longer takes. */
  renew(): void;
}

/** Tokens of a person's consent or of a service account, from `tokenUrl`. */
export function createGoogleToken(secrets: GoogleSecrets, tokenUrl: string): GoogleToken {
  let opened: Promise<OAuth2Client> | undefined;
  return {
    holder:
      "serviceAccount" in secrets
        ? `the service account ${secrets.serviceAccount.client_email}`
        : "the person who gave consent",
    async get() {
      opened ??= openClient(secrets, tokenUrl);
      const client = await opened;
      const { token } = await client.getAccessToken().catch((error: unknown) => {
        throw tokenFault(error);
      });
      if (typeof token === "string" && token !== "") return token;
      throw tokenFault(undefined);
    },
    renew() {
      opened = undefined;
    },
  };
}

/** The library is loaded with the first token: commands that need none start without it. */
async function openClient(secrets: GoogleSecrets, tokenUrl: string): Promise<OAuth2Client> {
  const { JWT, UserRefreshClient } = await import("google-auth-library");
  const transporterOptions = { timeout: TIMEOUT_MS };
  if (!("serviceAccount" in secrets)) {
    const endpoints = { oauth2TokenUrl: tokenUrl };
    return new UserRefreshClient({ ...secrets, endpoints, transporterOptions });
  }
  const { client_email: email, private_key: key } = secrets.serviceAccount;
  const client = new JWT({ email, key, scopes: [SCOPE], transporterOptions });
  // The library has no setting for a service account's token address, and asks for nothing else here.
  client.transporter.interceptors.request.add({
    resolved: (request) => {
      request.url = new URL(tokenUrl);
      return Promise.resolve(request);
    },
  });
  return client;
}

const answered = z.object({
  response: z.object({
    status: z.number(),
    data: z.unknown(),
  }),
});
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

function tokenFault(error: unknown): SourceFault {
  const answer = answered.safeParse(error);
  if (!answer.success) return noAnswer(error);
  const { status, data } = answer.data.response;
  if (status >= 500 || status === 429) return noAnswer(error);
  const said = refusal.safeParse(data);
  const code = said.success ? said.data.error : `HTTP ${status}`;
  const ended = code === "invalid_grant";
  return new SourceFault("credentials", `Google gives no access token (${code}).`, {
    next: ended
      ? "The consent has ended or was taken back: give it again and store the new refresh token. An OAuth app in testing loses it every 7 days; for a service account, check its key and this machine's clock."
      : "Check the client id and secret, or the service account's key, in the source's secrets.",
  });
}

function noAnswer(error: unknown): SourceFault {
  const why = error instanceof Error ? error.message : "no token in the answer";
  if (/DECODER|PEM|asn1|key must be/i.test(why)) {
    return new SourceFault("credentials", "The service account's private key cannot be read.", {
      next: "Copy private_key from its JSON key file as it is, with its line breaks.",
    });
  }
  return new SourceFault("unreachable", `Google's token service does not answer: ${why}.`, {
    next: "It is tried again by itself. If it stays so, check the network.",
  });
}
