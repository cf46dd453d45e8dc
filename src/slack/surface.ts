/** What the app asks of Slack; `manifest.yml` says the same, and a test holds the two together. */
export const COMMAND = "/perf";

export const BOT_EVENTS = ["app_home_opened", "file_shared"] as const;

/** `files:read` reads a dropped export. */
export const BOT_SCOPES = ["commands", "chat:write", "files:read"] as const;
