import type { types } from "@slack/bolt";

import type { RulePreview } from "../../../domain/alerting/alert-notes.ts";
import type { Rule } from "../../../domain/alerting/rule.ts";
import { dateMrkdwn, mrkdwnName } from "../../mrkdwn.ts";
import { counted, formatFigure, numberStyle } from "../format.ts";
import { rangeWords } from "../period-words.ts";
import { notes, paragraph } from "../text-objects.ts";

/** What the modal knows of the rule's past: the answer, that it is being worked out, or why there is none. */
export type PreviewState = RulePreview | "working" | { readonly fault: string } | undefined;

const NAMED = 5;

/** What a rule would have done, before it is saved. */
export function previewBlocks(preview: PreviewState, rule: Rule | undefined): types.KnownBlock[] {
  if (preview === undefined) {
    return notes(["Press the button to see what this rule would have done over the last 30 days."]);
  }
  if (preview === "working") {
    return [paragraph("⏳ Working out what this rule would have done…")];
  }
  if ("fault" in preview) return [paragraph(`⚠️ No preview: ${mrkdwnName(preview.fault, 600)}`)];
  return [paragraph([sentence(preview), ...firedLines(preview, rule)].join("\n"))];
}

function sentence({ from, to, evaluations, fired, notifications }: RulePreview): string {
  const days = `Over ${rangeWords({ from, to })} (${counted(evaluations, "check")})`;
  if (fired.length === 0) return `${days} this would not have fired once.`;
  const campaigns = new Set(fired.map(({ campaign }) => campaign)).size;
  const times = fired.length === 1 ? "once" : counted(fired.length, "time");
  return `${days} this would have *fired ${times} on ${counted(campaigns, "campaign")}*, with ${counted(notifications, "message")} in all:`;
}

function firedLines({ fired }: RulePreview, rule: Rule | undefined): string[] {
  const named = fired.slice(0, NAMED).map(({ at, campaign, value, currency }) => {
    const figure =
      rule === undefined
        ? ""
        : `: ${value === undefined ? "no conversion" : formatFigure(rule.metric, value, numberStyle(currency, undefined))}`;
    return `• ${dateMrkdwn(at)} ${mrkdwnName(campaign, 80)}${figure}`;
  });
  const more = fired.length - named.length;
  return more > 0 ? [...named, `and ${counted(more, "more time")}`] : named;
}
