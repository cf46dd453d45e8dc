/** What the delivery engine uses of Bolt; the rest of it would only slow the start of a process down. */
export * as webApi from "@slack/web-api";
export { LogLevel } from "@slack/web-api";
