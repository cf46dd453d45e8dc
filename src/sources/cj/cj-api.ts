import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, type ApiClient, malformed, shaped } from "../api/api-client.ts";
import { type FaultSteps, httpFault, refusalText, saying } from "../api/http-fault.ts";

export const PLATFORM = "CJ";

const STEPS: FaultSteps = {
  token:
    "Make a new personal access token at developers.cj.com and put it into the source's secrets.",
  rights: "Let the token's user see this company in CJ, or correct companyId and side.",
  request: "Check companyId and side in the source's settings.",
};

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
});

/** Asks CJ's GraphQL for commissions. */
export interface CjApi {
  query<T>(query: string, data: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

export function createCjApi(
  client: ApiClient,
  access: { readonly baseUrl: string; readonly token: string },
): CjApi {
  return {
    async query(query, data, signal) {
      const answer = await client.call({
        url: `${access.baseUrl}/query`,
        method: "POST",
        headers: { authorization: `Bearer ${access.token}` },
        body: { query },
        signal,
      });
      if (answer.status !== 200) throw await faultOf(answer);
      const { data: found, errors } = shaped(PLATFORM, envelope, await answer.json());
      const [first] = errors ?? [];
      if (first !== undefined) throw queryFault(first.message);
      return shaped(PLATFORM, data, found);
    },
    close: () => client.close(),
  };
}

async function faultOf(answer: ApiAnswer): Promise<SourceFault> {
  const message = await refusalText(answer);
  return httpFault(answer, { platform: PLATFORM, steps: STEPS, message });
}

/** GraphQL tells errors beside status 200, in words alone. */
function queryFault(message: string): SourceFault {
  if (/not authori[sz]ed|permission|access denied|forbidden/i.test(message)) {
    return new SourceFault(
      "rights",
      `${PLATFORM} does not let this token read it${saying(message)}.`,
      {
        next: STEPS.rights,
      },
    );
  }
  return malformed(PLATFORM, `it answered with an error${saying(message)}`);
}
