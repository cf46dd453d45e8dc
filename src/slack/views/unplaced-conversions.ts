import type {
  StrangeCalls,
  UnplacedConversions,
} from "../../domain/source/unplaced-conversions.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { counted } from "./format.ts";
import type { MessageBlock } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

/** Conversions of the team's own tracking that do not count, and what to do about it. */
export function unplacedBlocks(unplaced: UnplacedConversions | undefined): MessageBlock[] {
  if (unplaced === undefined) return [];
  return [...orphans(unplaced), ...foreign(unplaced)];
}

/** Calls that were kept and not counted, and why. */
export function strangeBlocks(strange: StrangeCalls | undefined): MessageBlock[] {
  if (strange === undefined || strange.calls === 0) return [];
  const lines = strange.reasons.map(
    ({ reason, calls }) => `${counted(calls, "call")}: ${mrkdwnName(reason, 160)}`,
  );
  return [
    paragraph(
      `*${strange.calls} of the last ${counted(strange.lookedAt, "postback")} not understood*, kept and not counted:\n${lines.join("\n")}`,
    ),
  ];
}

function orphans({ orphans: count, refs }: UnplacedConversions): MessageBlock[] {
  if (count === 0) return [];
  const names = refs.map(({ ref, conversions }) =>
    ref === undefined
      ? `no campaign named (${conversions})`
      : `“${mrkdwnName(ref, 80)}” (${conversions})`,
  );
  const listed = refs.reduce((sum, { conversions }) => sum + conversions, 0);
  const more = count > listed ? [`others (${count - listed})`] : [];
  return [
    paragraph(
      `*${counted(count, "first-party conversion")} of no campaign:* ${[...names, ...more].join(", ")}.\nSend the platform's campaign id as \`campaign_id\`, or the exact name as \`campaign\`. Once a campaign of that id or name is loaded, and only one bears it, they are its own.`,
    ),
  ];
}

function foreign({ foreign: list }: UnplacedConversions): MessageBlock[] {
  if (list.length === 0) return [];
  const lines = list.map(
    ({ account, accountCurrency, currency, conversions }) =>
      `${mrkdwnName(account, 60)}: ${counted(conversions, "conversion")} in ${mrkdwnName(currency, 8)}, the account is in ${accountCurrency}`,
  );
  return [
    paragraph(
      `*First-party values in another currency*, which are not counted (the conversions are):\n${lines.join("\n")}\nSend the value in the account's currency.`,
    ),
  ];
}
