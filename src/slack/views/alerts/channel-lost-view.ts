import { mrkdwnName } from "../../mrkdwn.ts";
import { channelWords } from "../actor-words.ts";
import { buttons } from "../buttons.ts";
import { counted } from "../format.ts";
import type { SlackMessage } from "../slack-message.ts";
import { header, paragraph } from "../text-objects.ts";

export interface LostChannel {
  readonly channel: string;
  /** Slack's word for it: `is_archived`. */
  readonly reason: string;
  /** Names of the rules that post there. */
  readonly rules: readonly string[];
}

const NAMED_RULES = 10;

/** Tells the owner of rules that their channel takes no message any more, and what to do. */
export function channelLostView({ channel, reason, rules }: LostChannel): SlackMessage {
  const named = rules.slice(0, NAMED_RULES).map((name) => `“${mrkdwnName(name, 80)}”`);
  const more = rules.length - named.length;
  const list = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const { what, next } = wordsOf(reason);
  const sentence = `${channelWords(channel)} ${what}, so ${counted(rules.length, "rule")} ${rules.length === 1 ? "says" : "say"} nothing any more${list === "" ? "" : `: ${list}`}.`;
  return {
    text: `${sentence} ${next}`,
    blocks: [
      header("🔇 A channel cannot be reached"),
      paragraph(sentence),
      paragraph(`*What to do*  ${next}`),
      ...buttons([{ label: "Show the rules", press: { action: "rule.list", offset: 0 } }]),
    ],
  };
}

const PICK = "Open the rules and pick another channel for them.";

function wordsOf(reason: string): { readonly what: string; readonly next: string } {
  switch (reason) {
    case "is_archived":
      return { what: "is archived", next: `${PICK} Or unarchive it.` };
    case "not_in_channel":
      return {
        what: "does not have me as a member",
        next: `Type \`/invite\` and my name in that channel. Or: ${PICK}`,
      };
    case "channel_not_found":
      return {
        what: "is deleted, or private without me in it",
        next: `${PICK} If it is private, invite me to it.`,
      };
    default:
      return {
        what: `takes no message of mine (Slack says ${mrkdwnName(reason, 60)})`,
        next: PICK,
      };
  }
}
