/** What the app asks of Slack; `manifest.yml` says the same, and a test holds the two together. */
export const COMMAND = "/perf";

export const BOT_EVENTS = ["app_home_opened", "file_shared"] as const;

/**
 * `files:read` reads a dropped export. `channels:history` and `groups:history` look whether a message of ours was
 * posted whose answer never came, before it is posted again; nothing else is read there. `channels:read` and
 * `groups:read` tell which channel bears the name under which the message went out. `users:read` and
 * `usergroups:read` tell whether somebody is an administrator, or in a group that may approve budget shifts.
 */
export const BOT_SCOPES = [
  "commands",
  "chat:write",
  "files:read",
  "channels:history",
  "groups:history",
  "channels:read",
  "groups:read",
  "users:read",
  "usergroups:read",
] as const;
