import { z } from "zod";

import { SourceFault, type SourceFaultKind } from "../../usecases/source.ts";

const detail = z.object({
  errors: z
    .array(
      z.object({
        errorCode: z.record(z.string(), z.string()).optional(),
        message: z.string().optional(),
        details: z
          .object({
            quotaErrorDetails: z.object({ retryDelay: z.string().optional() }).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
  retryDelay: z.string().optional(),
});

const body = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().default(""),
    status: z.string().default(""),
    details: z.array(detail).default([]),
  }),
});

/** A refusal as Google words it. */
export interface GoogleRefusal {
  /** HTTP status. */
  readonly status: number;
  /** The family of the first error, such as `quotaError`; empty where there is none. */
  readonly family: string;
  /** Its name, such as `RESOURCE_EXHAUSTED`. */
  readonly name: string;
  readonly message: string;
  readonly requestId: string | undefined;
  /** Milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The refusal in an answer's body, also where it stands in the list of a stream; undefined where there is none. */
export function readGoogleRefusal(json: unknown): GoogleRefusal | undefined {
  const parsed = body.safeParse(Array.isArray(json) ? json[0] : json);
  if (!parsed.success) return undefined;
  const { code, message, status, details } = parsed.data.error;
  const first = details.flatMap(({ errors = [] }) => errors)[0];
  const [family = "", name = status] = Object.entries(first?.errorCode ?? {})[0] ?? [];
  const delay =
    first?.details?.quotaErrorDetails?.retryDelay ??
    details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay;
  return {
    status: code,
    family,
    name,
    message: first?.message ?? message,
    requestId: details.find(({ requestId }) => requestId !== undefined)?.requestId,
    retryAfterMs: durationMs(delay),
  };
}

/** A refusal as what it means here, with the next step. */
export function googleFault(refusal: GoogleRefusal): SourceFault {
  const [kind, next] = BY_NAME[refusal.name] ?? byFamily(refusal);
  const { name, message, requestId, retryAfterMs } = refusal;
  const said = message.replace(/\.$/, "");
  return new SourceFault(kind, `Google Ads refuses (${name || refusal.status}): ${said}.`, {
    next,
    ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** A refusal that is not in Google's form, such as a gateway's page. */
export function bareGoogleRefusal(status: number): GoogleRefusal {
  const gone = status === 404;
  return {
    status,
    family: "",
    name: gone ? "UNSUPPORTED_VERSION" : "",
    message: gone ? "it does not know this address" : "it does not say why",
    requestId: undefined,
    retryAfterMs: undefined,
  };
}

type Meaning = readonly [SourceFaultKind, next: string];

const LATER = "It is tried again by itself.";
const CONSENT = "Give consent again, and store the new refresh token in the source's secrets.";
const USERS =
  "Ask for access to the account in Google Ads under Admin, Access and security; where it is reached through a manager account, set loginCustomerId.";
const PROJECT = "Apply for access for the Google Cloud project on the API's access page.";
const NEW_VERSION =
  "This version of the API has ended: set a newer apiVersion in the source's settings.";
const ACCOUNT = "Check customerId and loginCustomerId in the source's settings.";

const BY_NAME: Readonly<Record<string, Meaning>> = {
  USER_PERMISSION_DENIED: ["rights", USERS],
  CUSTOMER_NOT_ENABLED: [
    "rights",
    "The account is not set up or was closed: reactivate it in Google Ads, or remove the source.",
  ],
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION: ["rights", PROJECT],
  DEVELOPER_TOKEN_NOT_APPROVED: ["rights", PROJECT],
  PROJECT_DISABLED: ["rights", "Enable the Google Ads API in the Google Cloud project."],
  NOT_ADS_USER: ["rights", USERS],
  ACCESS_PROHIBITED: ["rights", PROJECT],
  CUSTOMER_NOT_FOUND: ["settings", ACCOUNT],
  INVALID_CUSTOMER_ID: ["settings", ACCOUNT],
  UNSUPPORTED_VERSION: ["settings", NEW_VERSION],
  RESOURCE_EXHAUSTED: [
    "limited",
    "The day's operations are used up: it goes on by itself. A higher access level of the Google Cloud project allows more.",
  ],
  RESOURCE_TEMPORARILY_EXHAUSTED: ["limited", LATER],
};

function byFamily({ family, status }: GoogleRefusal): Meaning {
  if (family === "authenticationError" || status === 401) return ["credentials", CONSENT];
  if (family === "authorizationError" || status === 403) return ["rights", USERS];
  if (family === "quotaError" || status === 429) return ["limited", LATER];
  if (family === "internalError" || status >= 500) return ["unreachable", LATER];
  return ["settings", "Check the source's settings, and whether its apiVersion is still current."];
}

/** Milliseconds of a protobuf duration such as `30s`. */
function durationMs(text: string | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text ?? "")?.[1];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}
