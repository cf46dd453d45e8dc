import { z } from "zod";

import { type ApiAnswer, type ApiClient, shaped, unreachable } from "../api/api-client.ts";
import type { FaultSteps } from "../api/http-fault.ts";
import { jsonElements } from "../api/json-elements.ts";
import type { Pace } from "../api/pace.ts";
import { refusalFault } from "../api/refusal-fault.ts";

export const PLATFORM = "Awin";

const STEPS: FaultSteps = {
  token:
    "Make a new token under API credentials in Awin's user menu and put it into the source's secrets.",
  rights: "Let the token's user see this account in Awin, or name another account.",
  request: "Check accountId and side in the source's settings.",
};

const words = z
  .object({ description: z.string().optional(), error: z.string().optional() })
  .transform(({ description, error }) => description ?? error ?? "");

export interface AwinQuery<T> {
  /** After the address, with its query. */
  readonly path: string;
  readonly data: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Reads Awin's API, no faster than it allows. */
export interface AwinApi {
  get<T>(query: AwinQuery<T>): Promise<T>;
  /** The elements of a long list, as they come. */
  list<T>(query: AwinQuery<T>): AsyncGenerator<T>;
  close(): Promise<void>;
}

export function createAwinApi(
  client: ApiClient,
  access: { readonly baseUrl: string; readonly token: string; readonly pace: Pace },
): AwinApi {
  async function call(path: string, signal: AbortSignal): Promise<ApiAnswer> {
    await access.pace.turn(signal).catch((error: unknown) => {
      throw unreachable(PLATFORM, error, signal);
    });
    const answer = await client.call({
      url: `${access.baseUrl}/${path}`,
      headers: { authorization: `Bearer ${access.token}` },
      signal,
    });
    if (answer.status !== 200) {
      throw await refusalFault(answer, { platform: PLATFORM, steps: STEPS, words });
    }
    return answer;
  }
  return {
    async get({ path, data, signal }) {
      const answer = await call(path, signal);
      return shaped(PLATFORM, data, await answer.json());
    },
    async *list({ path, data, signal }) {
      const answer = await call(path, signal);
      const wanted = { platform: PLATFORM, paths: ["$.*"], signal };
      for await (const elements of jsonElements(answer.body, wanted)) {
        for (const element of elements) yield shaped(PLATFORM, data, element);
      }
    },
    close: () => client.close(),
  };
}
