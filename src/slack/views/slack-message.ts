import type { types } from "@slack/bolt";

import type { DataVisualizationBlock } from "./data-visualization.ts";

export type MessageBlock = types.KnownBlock | DataVisualizationBlock;

/** `text` is a full sentence: notifications and screen readers have nothing else. It is mrkdwn. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: MessageBlock[];
}

/** How numbers are written and what time it is for the reader. */
export interface ViewOptions {
  /** BCP 47; `en-US` where it is left out. */
  readonly locale?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}
