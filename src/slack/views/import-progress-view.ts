import { mrkdwnName } from "../mrkdwn.ts";
import { counted, DEFAULT_LOCALE, formatPercent } from "./format.ts";
import type { SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

export interface ImportProgress {
  readonly file: string;
  readonly rows: number;
  readonly bytesRead: number;
  readonly bytes: number;
}

const CELLS = 12;

/** How far a long file has been read, with the figure beside the bar. */
export function importProgressView(progress: ImportProgress): SlackMessage {
  const { file, rows, bytesRead, bytes } = progress;
  const share = bytes <= 0 ? 0 : Math.min(1, Math.max(0, bytesRead / bytes));
  const full = Math.floor(share * CELLS);
  const bar = "▓".repeat(full) + "░".repeat(CELLS - full);
  const read = formatPercent(share, DEFAULT_LOCALE, 0);
  const sentence = `Reading ${mrkdwnName(file, 100)}: ${read}, ${counted(rows, "row")} so far`;
  return { text: `${sentence}.`, blocks: [paragraph(`${sentence}\n${bar}`)] };
}
