import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, type ApiClient, malformed, shaped } from "../api/api-client.ts";
import { type FaultSteps, httpFault, limited, refusalText, saying } from "../api/http-fault.ts";
import { type Attempt, untilWhole } from "../api/until-whole.ts";
import type { RetryTiming } from "../source-type.ts";

export const PLATFORM = "TikTok Ads";

const STEPS: FaultSteps = {
  token:
    "Authorise the app again in TikTok for Business and put the new access token into the source's secrets.",
  rights: "Give the token's user access to this advertiser in TikTok Ads Manager, or name another.",
  request: "Check the advertiser ids and the metrics in the source's settings.",
};

/** Codes of TikTok's answers, which come with HTTP status 200. */
const CODES: Readonly<Record<number, "token" | "rights" | "request" | "limited" | "failed">> = {
  40000: "request",
  40001: "rights",
  40002: "request",
  40100: "limited",
  40101: "token",
  40102: "token",
  40104: "token",
  40105: "token",
  40200: "failed",
  40201: "failed",
  40202: "failed",
  40700: "failed",
  50000: "failed",
  50002: "failed",
};

const envelope = z.object({
  code: z.number(),
  message: z.string().default(""),
  request_id: z.string().optional(),
  data: z.unknown().optional(),
});

export interface TiktokQuery<T> {
  /** After `/open_api/v1.3/`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | readonly string[]>>;
  readonly data: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Reads TikTok's API v1.3. */
export interface TiktokApi {
  get<T>(query: TiktokQuery<T>): Promise<T>;
  close(): Promise<void>;
}

export function createTiktokApi(
  client: ApiClient,
  access: { readonly baseUrl: string; readonly accessToken: string; readonly retry: RetryTiming },
): TiktokApi {
  return {
    get: ({ path, query, data, signal }) =>
      untilWhole(
        { platform: PLATFORM, retry: access.retry },
        async () => {
          const answer = await client.call({
            url: `${access.baseUrl}/open_api/v1.3/${path}?${parametersOf(query).toString()}`,
            headers: { "access-token": access.accessToken },
            signal,
          });
          return attemptOf(answer, data);
        },
        signal,
      ),
    close: () => client.close(),
  };
}

function parametersOf(query: TiktokQuery<unknown>["query"]): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    parameters.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return parameters;
}

async function attemptOf<T>(answer: ApiAnswer, data: z.ZodType<T>): Promise<Attempt<T>> {
  if (answer.status !== 200) {
    const message = await refusalText(answer);
    throw httpFault(answer, { platform: PLATFORM, steps: STEPS, message });
  }
  const { code, message, request_id, data: body } = shaped(PLATFORM, envelope, await answer.json());
  if (code === 0) return { kind: "whole", value: shaped(PLATFORM, data, body) };
  return refused(answer, { code, message, requestId: request_id });
}

interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly requestId: string | undefined;
}

function refused(answer: ApiAnswer, { code, message, requestId }: Refusal): Attempt<never> {
  const id = requestId === undefined ? {} : { requestId };
  const words = `${saying(message)} (code ${code})`;
  const meaning = CODES[code];
  switch (meaning) {
    case "limited":
      return {
        kind: "broken",
        fault: limited(answer, { platform: PLATFORM, steps: STEPS, message, ...id }),
      };
    case "failed":
      return {
        kind: "broken",
        fault: new SourceFault("unreachable", `${PLATFORM} failed${words}.`, {
          next: "It is tried again by itself.",
          ...id,
        }),
      };
    case "token":
      throw new SourceFault("credentials", `${PLATFORM} does not accept the token${words}.`, {
        next: STEPS.token,
        ...id,
      });
    case "rights":
      throw new SourceFault("rights", `${PLATFORM} does not let this token read it${words}.`, {
        next: STEPS.rights,
        ...id,
      });
    case "request":
      throw new SourceFault("settings", `${PLATFORM} refused the request${words}.`, {
        next: STEPS.request,
        ...id,
      });
    default:
      throw malformed(PLATFORM, `it answered with an error that it does not document${words}`);
  }
}
