import { SourceFault } from "../../usecases/source.ts";
import { type ApiAnswer, malformed } from "./api-client.ts";
import { retryAfterMs } from "./retry-wait.ts";

/** What a person can do about refusals, a sentence each. */
export interface FaultSteps {
  /** The token is wrong or has ended. */
  readonly token: string;
  /** The token is good, but not for this account. */
  readonly rights: string;
  /** What was asked makes no sense to the platform. */
  readonly request: string;
}

export interface HttpRefusal {
  readonly platform: string;
  readonly steps: FaultSteps;
  /** The platform's own words; none where it gave none. */
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

const LATER = "It is tried again by itself.";
const MAX_WORDS = 300;

/** The fault of an answer that is not 2xx, by its status. */
export function httpFault(answer: ApiAnswer, refusal: HttpRefusal): SourceFault {
  const { platform, steps, message, requestId } = refusal;
  const id = requestId === undefined ? {} : { requestId };
  const words = saying(message);
  switch (answer.status) {
    case 401:
      return new SourceFault("credentials", `${platform} does not accept the token${words}.`, {
        next: steps.token,
        ...id,
      });
    case 403:
      return new SourceFault("rights", `${platform} does not let this token read it${words}.`, {
        next: steps.rights,
        ...id,
      });
    case 429:
      return limited(answer, refusal);
    default:
  }
  if (answer.status >= 500) {
    return new SourceFault(
      "unreachable",
      `${platform} failed with status ${answer.status}${words}.`,
      { next: LATER, ...id },
    );
  }
  if (answer.status >= 400) {
    return new SourceFault("settings", `${platform} refused the request${words}.`, {
      next: steps.request,
      ...id,
    });
  }
  return malformed(platform, `it answered with status ${answer.status}`);
}

/** Too many calls, also where the platform says so in another way than by status 429. */
export function limited(answer: ApiAnswer, refusal: HttpRefusal): SourceFault {
  const { platform, message, requestId } = refusal;
  const afterMs = retryAfterMs(answer.header("retry-after"), Date.now());
  return new SourceFault("limited", `${platform} takes no more calls for now${saying(message)}.`, {
    next: "It goes on by itself once the platform allows it; other programs with the same token count too.",
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The text of an answer of refusal, as far as it came. */
export async function refusalText(answer: ApiAnswer): Promise<string> {
  try {
    return await answer.body.text();
  } catch {
    return "";
  }
}

/** The platform's words in a sentence: `: too many calls`; nothing where there are none. */
export function saying(message: string | undefined): string {
  const words = message?.trim().replace(/[.!\s]+$/, "");
  return words === undefined || words === "" ? "" : `: ${words.slice(0, MAX_WORDS)}`;
}
