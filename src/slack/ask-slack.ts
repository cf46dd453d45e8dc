import { webApi } from "@slack/bolt";
import type { Logger } from "pino";

import { createClient } from "./web-client.ts";

/** Who Slack says that we are. */
export type SlackAnswer =
  | {
      readonly kind: "known";
      readonly teamId: string;
      readonly teamName: string;
      readonly botUserId: string | undefined;
      /** Undefined where Slack does not say. */
      readonly scopes: readonly string[] | undefined;
    }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly reason: string };

/** `auth.test`, once. */
export async function askSlack(
  slack: { readonly botToken: string; readonly apiUrl: string | undefined },
  log: Logger,
): Promise<SlackAnswer> {
  const client = createClient(slack, log);
  try {
    const answer = await client.auth.test();
    return {
      kind: "known",
      teamId: answer.team_id ?? "",
      teamName: answer.team ?? "Slack",
      botUserId: answer.user_id,
      scopes: answer.response_metadata?.scopes,
    };
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) {
      return { kind: "refused", reason: error.data.error };
    }
    return { kind: "unreachable", reason: error instanceof Error ? error.message : String(error) };
  }
}
