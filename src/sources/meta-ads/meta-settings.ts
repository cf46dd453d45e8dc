import { z } from "zod";

const HOST = "https://graph.facebook.com";

export const ATTRIBUTION_WINDOWS = [
  "1d_click",
  "7d_click",
  "28d_click",
  "1d_view",
  "1d_ev",
] as const;
export type AttributionWindow = (typeof ATTRIBUTION_WINDOWS)[number];

const GONE = ["7d_view", "28d_view"];

const attributionWindow = z.enum(ATTRIBUTION_WINDOWS, {
  error: ({ input }) =>
    GONE.some((gone) => gone === input)
      ? "is no longer given out by Meta since 2026-01-12; 1d_view is"
      : `must be one of ${ATTRIBUTION_WINDOWS.join(", ")}`,
});

/** Where to read, and which of Meta's many figures are the conversions. */
export const metaSettings = z.object({
  /** The ad account's id, without `act_`. */
  accountId: z
    .string()
    .regex(/^(?:act_)?\d+$/, { error: "must be an ad account's id such as act_123456" })
    .transform((id) => id.replace(/^act_/, "")),
  accountName: z.string().trim().min(1).optional(),
  apiVersion: z
    .string()
    .regex(/^v\d+\.\d+$/, { error: "must be a version such as v26.0" })
    .default("v26.0"),
  baseUrl: z
    .url({ error: "must be an address" })
    .transform((url) => url.replace(/\/+$/, ""))
    .default(HOST),
  /** The one action that is a conversion, such as `purchase`: Meta names the same event several times. */
  actionType: z.string().trim().min(1).optional(),
  /** Their counts are added up; a longer click window contains the shorter ones, so there is one at most. */
  attributionWindows: z
    .array(attributionWindow)
    .min(1)
    .refine((all) => new Set(all).size === all.length, { error: "names a window twice" })
    .refine((all) => all.filter((one) => one.endsWith("_click")).length <= 1, {
      error: "must name one click window at most: the longer ones contain the shorter",
    })
    .default(["7d_click", "1d_view"]),
  /** Clicks on links, or also on everything else of an ad. */
  clicks: z.enum(["link", "all"]).default("link"),
});
export type MetaSettings = z.output<typeof metaSettings>;

export const metaSecrets = z.object({
  accessToken: z.string().min(1),
  /** The app's, where it asks for proof that a call comes from it. */
  appSecret: z.string().min(1).optional(),
});
export type MetaSecrets = z.output<typeof metaSecrets>;
