import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiClient, shaped } from "../api/api-client.ts";
import { httpFault, refusalText, saying } from "../api/http-fault.ts";

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

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const denied = z.object({ error: z.string(), error_description: z.string().default("") });
const DENIALS = ["invalid_grant", "invalid_client", "unauthorized_client", "interaction_required"];

/**
 * Access tokens out of the refresh token, an hour each. Microsoft may answer with a newer refresh token; it is not kept,
 * as the one in the secrets goes on for its own 90 days from its issue, and is then to be replaced by hand.
 */
export function createMicrosoftToken(
  client: ApiClient,
  app: MicrosoftApp,
  now: () => number,
): (signal: AbortSignal) => Promise<string> {
  let held: { readonly token: string; readonly until: number } | undefined;
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
        refresh_token: app.refreshToken,
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
    const { access_token: token, expires_in: seconds } = shaped(
      PLATFORM,
      granted,
      await answer.json(),
    );
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
