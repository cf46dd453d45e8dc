import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiClient, shaped } from "../api/api-client.ts";
import { httpFault, refusalText, saying } from "../api/http-fault.ts";
import type { SourceDeps } from "../source-type.ts";

export const PLATFORM = "Microsoft Ads";

export interface MicrosoftApp {
  readonly clientId: string;
  /** Undefined for an app without one (a native app). */
  readonly clientSecret: string | undefined;
  readonly refreshToken: string;
  /** Where tokens are had, up to `/oauth2`. */
  readonly loginUrl: string;
}

const SCOPE = "https://ads.microsoft.com/msads.manage offline_access";
/** A token is taken for ended so long before it is. */
const EARLY_MS = 60_000;

const STEPS = {
  token:
    "Sign in once more for the app and put the new refresh token into the source's secrets (they live 90 days without use).",
  rights: "Consent to msads.manage for the app, and sign in once more.",
  request: "Check clientId, clientSecret and tenant.",
};

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number(),
  refresh_token: z.string().min(1).optional(),
});
const denied = z.object({ error: z.string(), error_description: z.string().default("") });
const DENIALS = ["invalid_grant", "invalid_client", "unauthorized_client", "interaction_required"];

/**
 * Access tokens out of the refresh token, an hour each. A refresh token lives 90 days from its issue, and each answer
 * brings a newer one, which is kept before it is used. Microsoft does not end the older one then: whoever breaks off in
 * between goes on with it.
 */
export function createMicrosoftToken(
  client: ApiClient,
  app: MicrosoftApp,
  { now, keepRefreshToken }: Pick<SourceDeps, "now" | "keepRefreshToken">,
): (signal: AbortSignal) => Promise<string> {
  let held: { readonly token: string; readonly until: number } | undefined;
  let { refreshToken } = app;
  return async (signal) => {
    if (held !== undefined && now() < held.until) return held.token;
    const answer = await client.call({
      url: `${app.loginUrl}/oauth2/v2.0/token`,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        client_id: app.clientId,
        ...(app.clientSecret === undefined ? {} : { client_secret: app.clientSecret }),
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        scope: SCOPE,
      }).toString(),
      signal,
    });
    if (answer.status !== 200) {
      const text = await refusalText(answer);
      throw (
        denialOf(text) ?? httpFault(answer, { platform: PLATFORM, steps: STEPS, message: text })
      );
    }
    const given = shaped(PLATFORM, granted, await answer.json());
    const { access_token: token, expires_in: seconds, refresh_token: newer } = given;
    if (newer !== undefined && newer !== refreshToken) {
      await keepRefreshToken?.(newer);
      refreshToken = newer;
    }
    held = { token, until: now() + seconds * 1_000 - EARLY_MS };
    return token;
  };
}

function denialOf(text: string): SourceFault | undefined {
  try {
    const { error, error_description: words } = denied.parse(JSON.parse(text));
    if (!DENIALS.includes(error)) return undefined;
    return new SourceFault(
      "credentials",
      `Microsoft does not renew the token${saying(words || error)}.`,
      {
        next: STEPS.token,
      },
    );
  } catch {
    return undefined;
  }
}
