import { createHmac } from "node:crypto";

import { SourceFault } from "../../usecases/source.ts";
import type { ApiAnswer, ApiClient } from "../api/api-client.ts";
import { pause } from "../api/pause.ts";
import { retryAfterMs } from "../api/retry-wait.ts";
import { type Attempt, untilWhole } from "../api/until-whole.ts";
import type { SourceDeps } from "../source-type.ts";
import { bareMetaRefusal, metaFault, type MetaRefusal, readMetaRefusal } from "./meta-refusal.ts";
import type { MetaSecrets } from "./meta-settings.ts";
import { usageWaitMs } from "./meta-usage.ts";

export const META = "Meta";

export type GraphRefused = { readonly kind: "refused"; readonly refusal: MetaRefusal };
export type GraphAnswer =
  | { readonly kind: "answer"; readonly json: unknown; readonly traceId: string | undefined }
  | GraphRefused;

export interface GraphCall {
  readonly url: URL;
  /** Makes it a POST. */
  readonly form?: string;
  /** As with `ApiCall`. */
  readonly once?: boolean;
}

/** Makes a call, again where it failed for a passing reason; other refusals are returned. */
export type GraphCaller = (call: GraphCall, signal: AbortSignal) => Promise<GraphAnswer>;

/** Calls with the token in the header. Once Meta says that its limits are near, the next call waits, or is `limited`. */
export function createGraphCaller(
  client: ApiClient,
  secrets: MetaSecrets,
  { now, retry }: SourceDeps,
): GraphCaller {
  let freeAt = 0;

  async function ask(call: GraphCall, signal: AbortSignal): Promise<Attempt<GraphAnswer>> {
    await untilFree(signal);
    const url = signed(call.url, secrets);
    const answer = await client.call({
      url: url.href,
      signal,
      headers: {
        authorization: `Bearer ${secrets.accessToken}`,
        ...(call.form === undefined ? {} : { "content-type": FORM }),
      },
      ...(call.form === undefined ? {} : { method: "POST", body: call.form }),
      once: call.once === true,
    });
    const busy = usageWaitMs((name) => answer.header(name));
    if (busy > 0) freeAt = now() + busy;
    return outcomeOf(answer, busy);
  }

  async function outcomeOf(answer: ApiAnswer, busy: number): Promise<Attempt<GraphAnswer>> {
    const good = answer.status === 200;
    const json = await answer.json().catch((error: unknown) => error);
    if (json instanceof SourceFault && good) return { kind: "broken", fault: json };
    const read = readMetaRefusal(json);
    if (good && read === undefined) {
      return { kind: "whole", value: { kind: "answer", json, traceId: answer.header(TRACE) } };
    }
    const said = read ?? bareMetaRefusal(answer.status);
    const refusal: MetaRefusal = {
      ...said,
      // Meta repeats a token that it cannot read.
      message: said.message.replaceAll(secrets.accessToken, "[token]"),
      retryAfterMs: retryAfterMs(answer.header("retry-after"), now()) ?? (busy || undefined),
    };
    const fault = metaFault(refusal);
    // Failures of the server were asked again already.
    const again = fault.kind === "unreachable" && answer.status < 500;
    return again
      ? { kind: "broken", fault }
      : { kind: "whole", value: { kind: "refused", refusal } };
  }

  async function untilFree(signal: AbortSignal): Promise<void> {
    const wait = freeAt - now();
    if (wait <= 0) return;
    if (wait > retry.longestWaitMs) throw metaFull(wait);
    freeAt = 0;
    await pause(META, wait, signal);
  }

  return (call, signal) => {
    const attempts = call.once === true ? 1 : retry.attempts;
    const patience = { platform: META, retry: { ...retry, attempts } };
    return untilWhole(patience, () => ask(call, signal), signal);
  };
}

const FORM = "application/x-www-form-urlencoded";
const TRACE = "x-fb-trace-id";

/** The proof that the caller holds the app's secret, in hexadecimal. */
function signed(url: URL, { accessToken, appSecret }: MetaSecrets): URL {
  if (appSecret === undefined) return url;
  const proof = createHmac("sha256", appSecret).update(accessToken).digest("hex");
  const copy = new URL(url);
  copy.searchParams.set("appsecret_proof", proof);
  return copy;
}

function metaFull(afterMs: number): SourceFault {
  return new SourceFault("limited", "Meta's limit of calls for this account is nearly used up.", {
    next: "It goes on by itself. Full access for the app allows more calls.",
    afterMs,
  });
}
