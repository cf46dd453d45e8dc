import type { Conversations } from "./conversations.ts";
import type { Deliver } from "./deliver.ts";
import type { Feed } from "./feed.ts";
import type { Files } from "./files.ts";
import type { Messages } from "./messages.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";

/** All that this Slack knows, and its line to the app. */
export interface SlackState {
  readonly command: string;
  readonly scopes: readonly string[];
  readonly ownUrl: () => string;
  readonly now: () => number;
  readonly feed: Feed;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly views: Views;
  readonly files: Files;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly deliver: Deliver;
  readonly eventRetries: number;
}
