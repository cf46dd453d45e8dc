import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, type ApiClient, shaped } from "../api/api-client.ts";
import { type FaultSteps, httpFault, limited, refusalText, saying } from "../api/http-fault.ts";
import { PLATFORM } from "./microsoft-token.ts";

const STEPS: FaultSteps = {
  token:
    "Check the developer token, and put a new refresh token into the source's secrets if it has ended.",
  rights: "Give the user of the refresh token access to the account in Microsoft Advertising.",
  request: "Check customerId and accountIds in the source's settings.",
};

/** Microsoft's own codes, which come with status 400 or 500. */
const CODES: Readonly<Record<number, "token" | "rights" | "limited">> = {
  104: "token",
  105: "token",
  106: "rights",
  109: "token",
  113: "rights",
  117: "limited",
  120: "token",
  207: "limited",
};

const errors = z.array(z.object({ Code: z.number(), Message: z.string().nullish() })).nullish();
const refusal = z.object({
  TrackingId: z.string().nullish(),
  Errors: errors,
  OperationErrors: errors,
});

export interface MicrosoftCall<T> {
  /** A service's address and operation. */
  readonly url: string;
  readonly accountId: string;
  readonly body: unknown;
  readonly data: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Calls Microsoft's REST services v13. */
export interface MicrosoftApi {
  post<T>(call: MicrosoftCall<T>): Promise<T>;
  /** A report's file; its address carries its own right. */
  download(url: string, signal: AbortSignal): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export function createMicrosoftApi(
  client: ApiClient,
  access: {
    readonly developerToken: string;
    readonly customerId: string;
    readonly token: (signal: AbortSignal) => Promise<string>;
  },
): MicrosoftApi {
  return {
    async post({ url, accountId, body, data, signal }) {
      const answer = await client.call({
        url,
        method: "POST",
        headers: {
          authorization: `Bearer ${await access.token(signal)}`,
          developertoken: access.developerToken,
          customerid: access.customerId,
          customeraccountid: accountId,
        },
        body,
        signal,
      });
      if (answer.status !== 200) throw await faultOf(answer);
      return shaped(PLATFORM, data, await answer.json());
    },
    async download(url, signal) {
      const answer = await client.call({ url, signal });
      if (answer.status !== 200) throw await faultOf(answer);
      return answer;
    },
    close: () => client.close(),
  };
}

async function faultOf(answer: ApiAnswer): Promise<SourceFault> {
  const text = await refusalText(answer);
  const { code, message, requestId } = readRefusal(text);
  const refused = { platform: PLATFORM, steps: STEPS, message, requestId };
  const more = requestId === undefined ? {} : { requestId };
  switch (code === undefined ? undefined : CODES[code]) {
    case "token":
      return new SourceFault(
        "credentials",
        `${PLATFORM} does not accept the token${saying(message)}.`,
        {
          next: STEPS.token,
          ...more,
        },
      );
    case "rights":
      return new SourceFault(
        "rights",
        `${PLATFORM} does not let this user read it${saying(message)}.`,
        {
          next: STEPS.rights,
          ...more,
        },
      );
    case "limited":
      return limited(answer, refused);
    default:
      return httpFault(answer, refused);
  }
}

interface Refusal {
  readonly code: number | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
}

function readRefusal(text: string): Refusal {
  try {
    const { TrackingId, Errors, OperationErrors } = refusal.parse(JSON.parse(text));
    const [first] = [...(Errors ?? []), ...(OperationErrors ?? [])];
    return {
      code: first?.Code,
      message: first?.Message ?? "",
      requestId: TrackingId ?? undefined,
    };
  } catch {
    return { code: undefined, message: text, requestId: undefined };
  }
}
