import { cutText, mrkdwnName } from "../mrkdwn.ts";
import type { SlackMessage } from "./slack-message.ts";
import { notes, paragraph } from "./text-objects.ts";

export interface Failure {
  /** What went wrong, as a sentence. May hold text from data. */
  readonly message: string;
  /** What the person does next, as a sentence in mrkdwn. Never text from data. */
  readonly next: string;
  /** Under which the log has the details; left out where nothing was logged. */
  readonly logId?: string;
}

/** A refusal or a failure: what happened, what to do, and what to quote when asking for help. */
export function errorView({ message, next, logId }: Failure): SlackMessage {
  const words = `${mrkdwnName(message, 600)} ${cutText(next, 400)}`;
  return {
    text: words,
    blocks: [
      paragraph(`:warning: ${words}`),
      ...notes([
        logId === undefined
          ? undefined
          : `If it goes on, give this number to whoever runs Trimtab: ${mrkdwnName(logId, 80)}`,
      ]),
    ],
  };
}
