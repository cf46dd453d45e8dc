import { z } from "zod";

import { type ApiClient, shaped } from "../api/api-client.ts";
import type { FaultSteps } from "../api/http-fault.ts";
import { refusalFault } from "../api/refusal-fault.ts";

export const PLATFORM = "Impact";

const STEPS: FaultSteps = {
  token:
    "Copy account SID and auth token again from Impact's settings (Technical, API) into the source's settings and secrets.",
  rights: "Give the token in Impact access to actions, or name another account.",
  request: "Check accountSid, side and campaignIds in the source's settings.",
};

const words = z.object({ Message: z.string() }).transform(({ Message }) => Message);

export interface ImpactQuery<T> {
  /** After the address, with its query and a leading slash, as Impact's links to next pages are. */
  readonly path: string;
  readonly data: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Reads Impact's API. */
export interface ImpactApi {
  get<T>(query: ImpactQuery<T>): Promise<T>;
  close(): Promise<void>;
}

export function createImpactApi(
  client: ApiClient,
  access: { readonly baseUrl: string; readonly accountSid: string; readonly authToken: string },
): ImpactApi {
  const pair = Buffer.from(`${access.accountSid}:${access.authToken}`).toString("base64");
  return {
    async get({ path, data, signal }) {
      const answer = await client.call({
        url: `${access.baseUrl}${path}`,
        headers: { authorization: `Basic ${pair}`, accept: "application/json" },
        signal,
      });
      if (answer.status !== 200) {
        throw await refusalFault(answer, { platform: PLATFORM, steps: STEPS, words });
      }
      return shaped(PLATFORM, data, await answer.json());
    },
    close: () => client.close(),
  };
}
