import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, type ApiClient, shaped } from "../api/api-client.ts";
import { type FaultSteps, httpFault, refusalText, saying } from "../api/http-fault.ts";

export const PLATFORM = "LinkedIn Ads";

const STEPS: FaultSteps = {
  token:
    "Make a new access token with the scope r_ads_reporting and r_ads (tokens live 60 days) and put it into the source's secrets.",
  rights:
    "Let the token's member view the ad account in Campaign Manager, and check that the token has the scopes r_ads and r_ads_reporting.",
  request: "Check the account ids in the source's settings.",
};

/** LinkedIn's answer to a version that it has switched off. */
const UPGRADE_REQUIRED = 426;

const refusal = z.object({ message: z.string().optional(), code: z.string().optional() });

export interface LinkedinQuery<T> {
  /** After `/rest/`, with its query in the notation of Rest.li 2.0. */
  readonly path: string;
  readonly data: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Reads LinkedIn's versioned Marketing API. */
export interface LinkedinApi {
  get<T>(query: LinkedinQuery<T>): Promise<T>;
  close(): Promise<void>;
}

export function createLinkedinApi(
  client: ApiClient,
  access: { readonly baseUrl: string; readonly version: string; readonly accessToken: string },
): LinkedinApi {
  return {
    async get({ path, data, signal }) {
      const answer = await client.call({
        url: `${access.baseUrl}/rest/${path}`,
        headers: {
          authorization: `Bearer ${access.accessToken}`,
          "linkedin-version": access.version,
          "x-restli-protocol-version": "2.0.0",
        },
        signal,
      });
      if (answer.status !== 200) throw await faultOf(answer, access.version);
      return shaped(PLATFORM, data, await answer.json());
    },
    close: () => client.close(),
  };
}

async function faultOf(answer: ApiAnswer, version: string): Promise<SourceFault> {
  const { message, code } = readRefusal(await refusalText(answer));
  const requestId = answer.header("x-li-uuid");
  if (answer.status === UPGRADE_REQUIRED || code === "NONEXISTENT_VERSION") {
    return new SourceFault(
      "settings",
      `${PLATFORM} has ended version ${version}${saying(message)}.`,
      {
        next: "Set version in the source's settings to one that LinkedIn still serves, such as the month of half a year ago.",
        ...(requestId === undefined ? {} : { requestId }),
      },
    );
  }
  return httpFault(answer, { platform: PLATFORM, steps: STEPS, message, requestId });
}

function readRefusal(text: string): z.infer<typeof refusal> {
  try {
    return refusal.catch({ message: text }).parse(JSON.parse(text));
  } catch {
    return { message: text };
  }
}
