import type { ApiAnswer, ApiClient } from "../api/api-client.ts";
import { retryAfterMs } from "../api/retry-wait.ts";
import { bareGoogleRefusal, type GoogleRefusal, readGoogleRefusal } from "./google-fault.ts";
import type { GoogleSettings } from "./google-settings.ts";
import type { GoogleToken } from "./google-token.ts";

/** A good answer, or a refusal. */
export type GoogleAnswer =
  | { readonly kind: "answer"; readonly answer: ApiAnswer }
  | { readonly kind: "refused"; readonly refusal: GoogleRefusal };

export interface GoogleCall {
  /** Below the account, such as `googleAds:searchStream`. */
  readonly path: string;
  readonly body: unknown;
  /** As with `ApiCall`. */
  readonly once?: boolean;
}

export type GoogleCaller = (call: GoogleCall, signal: AbortSignal) => Promise<GoogleAnswer>;

/** What calls are made with; `now`: milliseconds since 1970. */
export interface GoogleMeans {
  readonly client: ApiClient;
  readonly token: GoogleToken;
  readonly now: () => number;
}

/** Calls in the name of the token's holder. A token that ends while a load lasts is renewed, once for a call. */
export function createGoogleCaller(
  settings: GoogleSettings,
  { client, token, now }: GoogleMeans,
): GoogleCaller {
  const base = `${settings.baseUrl}/${settings.apiVersion}/customers/${settings.customerId}/`;

  async function attempt(call: GoogleCall, signal: AbortSignal): Promise<ApiAnswer> {
    const { path, body, once = false } = call;
    const { loginCustomerId } = settings;
    return client.call({
      url: base + path,
      method: "POST",
      headers: {
        authorization: `Bearer ${await token.get()}`,
        ...(loginCustomerId === undefined ? {} : { "login-customer-id": loginCustomerId }),
      },
      body,
      once,
      signal,
    });
  }

  async function refusalOf(answer: ApiAnswer): Promise<GoogleRefusal> {
    const json = await answer.json().catch(() => undefined);
    const refusal = readGoogleRefusal(json) ?? bareGoogleRefusal(answer.status);
    const bidden = retryAfterMs(answer.header("retry-after"), now());
    return { ...refusal, retryAfterMs: refusal.retryAfterMs ?? bidden };
  }

  return async (call, signal) => {
    let answer = await attempt(call, signal);
    if (answer.status === 401) {
      await answer.body.dump();
      token.renew();
      answer = await attempt(call, signal);
    }
    if (answer.status === 200) return { kind: "answer", answer };
    return { kind: "refused", refusal: await refusalOf(answer) };
  };
}
