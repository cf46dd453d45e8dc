import { mrkdwnName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import type { SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

/** A file has come and is being looked at. */
export function readingView(fileName: string): SlackMessage {
  return sentence(`Reading ${mrkdwnName(fileName)} …`);
}

/** Somebody decided not to load the file. */
export function cancelledView(fileName: string): SlackMessage {
  return sentence(
    `${mrkdwnName(fileName)} was not imported. Drop it again if you change your mind.`,
  );
}

/** The program ended in the middle of a load. */
export function cutOffView(uploadId: string): SlackMessage {
  const words = "The import was cut off before its end. Nothing of it was stored.";
  return {
    text: words,
    blocks: [
      paragraph(words),
      ...buttons([
        { label: "Import again", press: { action: "import.confirm", uploadId }, style: "primary" },
      ]),
    ],
  };
}

function sentence(words: string): SlackMessage {
  return { text: words, blocks: [paragraph(words)] };
}
