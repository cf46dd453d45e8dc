import { webApi } from "@slack/bolt";

import type { Setback } from "../../usecases/ports.ts";
import { MessageRefused, platformError } from "../respond.ts";

const TOKEN = new Set([
  "account_inactive",
  "ekm_access_denied",
  "invalid_auth",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "org_login_required",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
]);

const CHANNEL = new Set([
  "cannot_dm_bot",
  "channel_is_limited_access",
  "channel_not_found",
  "is_archived",
  "is_inactive",
  "messages_tab_disabled",
  "not_in_channel",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "user_disabled",
  "user_not_found",
]);

/** Of this one message, whatever the channel takes. */
const MESSAGE = new Set([
  "cannot_reply_to_message",
  "cant_broadcast_message",
  "cant_update_message",
  "edit_window_closed",
  "message_not_found",
  "metadata_too_large",
  "thread_not_found",
]);

/** Slack says of these that some of the work may have been done. */
const HALF_DONE = new Set(["fatal_error", "internal_error", "service_unavailable"]);

const LIMITED = new Set(["message_limit_exceeded", "rate_limited", "ratelimited"]);
const LIMITED_MS = 30_000;
const MOST_LIMITED_MS = 3_600_000;

/** Nothing was sent: there was no connection to send it by. */
const NO_CONNECTION = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What an error of the Web API's client says about the call: what to do, and whether it may have been done. */
export function setbackOf(error: unknown): Setback {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const afterMs = Math.min(error.retryAfter * 1000, MOST_LIMITED_MS);
    return { kind: "limited", afterMs, reason: "rate limited" };
  }
  if (error instanceof MessageRefused) return { kind: "refused", reason: error.message };
  const code = platformError(error);
  if (code !== undefined) return ofCode(code);
  const reason = error instanceof Error ? error.message : String(error);
  const unsent = error instanceof webApi.WebAPIRequestError && isUnsent(error.original);
  return { kind: "later", done: unsent ? "no" : "perhaps", reason };
}

function ofCode(code: string): Setback {
  if (TOKEN.has(code)) return { kind: "token", reason: code };
  if (CHANNEL.has(code)) return { kind: "channel", reason: code };
  if (MESSAGE.has(code)) return { kind: "refused", reason: code };
  if (LIMITED.has(code)) return { kind: "limited", afterMs: LIMITED_MS, reason: code };
  // The client gives an answer that is no JSON as the code.
  if (!/^[a-z0-9_]+$/.test(code)) {
    return { kind: "later", done: "perhaps", reason: "Slack's answer cannot be read" };
  }
  return { kind: "later", done: HALF_DONE.has(code) ? "perhaps" : "no", reason: code };
}

function isUnsent({ cause }: Error): boolean {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return false;
  return typeof cause.code === "string" && NO_CONNECTION.has(cause.code);
}
