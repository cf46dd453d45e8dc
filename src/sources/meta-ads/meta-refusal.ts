import { z } from "zod";

import { SourceFault, type SourceFaultKind } from "../../usecases/source.ts";

const body = z.object({
  error: z.object({
    message: z.string().default(""),
    code: z.number(),
    error_subcode: z.number().optional(),
    error_user_msg: z.string().optional(),
    is_transient: z.boolean().optional(),
    fbtrace_id: z.string().optional(),
  }),
});

/** A refusal as Meta words it. */
export interface MetaRefusal {
  readonly code: number;
  readonly subcode: number | undefined;
  readonly message: string;
  /** Meant for people, where there is one. */
  readonly userMessage: string | undefined;
  readonly transient: boolean;
  readonly traceId: string | undefined;
  /** Milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The refusal in an answer; undefined where it holds none. */
export function readMetaRefusal(json: unknown): MetaRefusal | undefined {
  const parsed = body.safeParse(json);
  if (!parsed.success) return undefined;
  const { error } = parsed.data;
  return {
    code: error.code,
    subcode: error.error_subcode,
    message: error.message,
    userMessage: error.error_user_msg,
    transient: error.is_transient ?? false,
    traceId: error.fbtrace_id,
    retryAfterMs: undefined,
  };
}

/** A refusal by its HTTP status alone, such as a gateway's page. */
export function bareMetaRefusal(status: number): MetaRefusal {
  const code = CODE_OF_STATUS[status] ?? (status >= 500 ? 2 : 100);
  return {
    code,
    subcode: undefined,
    message: `HTTP ${status}`,
    userMessage: undefined,
    transient: status >= 500,
    traceId: undefined,
    retryAfterMs: undefined,
  };
}

const CODE_OF_STATUS: Readonly<Record<number, number>> = { 401: 190, 403: 10, 429: 17 };

/** A refusal as what it means here, with the next step. */
export function metaFault(refusal: MetaRefusal): SourceFault {
  const [kind, next] = meaningOf(refusal);
  const { code, subcode, message, traceId, retryAfterMs } = refusal;
  const said = message.replace(/\.$/, "");
  const named = subcode === undefined ? `${code}` : `${code}/${subcode}`;
  return new SourceFault(kind, `Meta refuses (${named}): ${said}.`, {
    next,
    ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }),
    ...(traceId === undefined ? {} : { requestId: traceId }),
  });
}

/** More was asked for than Meta gives out at once. */
export function asksTooMuch({ code, subcode, message }: MetaRefusal): boolean {
  if (subcode !== undefined && TOO_MUCH.includes(subcode)) return true;
  return (code === 1 || code === 100) && /reduce the amount of data/i.test(message);
}

/** The account's day has begun, and Meta's has not: there is no code for it. */
export function asksForTomorrow({ code, message }: MetaRefusal): boolean {
  return code === 100 && /cannot be in the future/i.test(message);
}

const TOO_MUCH = [1_504_018, 1_487_534];
const LIMITS = [4, 17, 32, 341, 613];
const TOKENS = [102, 190, 463, 467];
const PASSING = [1, 2, 2601];
/** A version of the API that is no more. */
export const VERSION_ENDED = 2635;
const NOT_FOUND_SUBCODE = 33;

const LATER = "It is tried again by itself.";

type Meaning = readonly [SourceFaultKind, next: string];

function meaningOf(refusal: MetaRefusal): Meaning {
  const { code, subcode, transient } = refusal;
  if (TOKENS.includes(code)) {
    return [
      "credentials",
      "The access token is wrong or has ended: make a new one, best of a system user (it does not end), and store it in the source's secrets.",
    ];
  }
  if (code === 3 || code === 10 || (code >= 200 && code < 300)) {
    return [
      "rights",
      "Give the token's user access to the ad account, and the token ads_read (ads_management to change budgets).",
    ];
  }
  if (LIMITS.includes(code) || (code >= 80_000 && code <= 80_014)) {
    return ["limited", "It goes on by itself. Full access for the app allows more calls."];
  }
  if (asksTooMuch(refusal)) return ["limited", "Load fewer days at a time."];
  if (transient || PASSING.includes(code)) return ["unreachable", LATER];
  if (code === VERSION_ENDED) {
    return ["settings", "This version of the API has ended: set a newer apiVersion."];
  }
  if (subcode === NOT_FOUND_SUBCODE) {
    return ["settings", "Check accountId in the source's settings, and the token's access to it."];
  }
  return ["settings", "Check the source's settings, and whether its apiVersion is still current."];
}
